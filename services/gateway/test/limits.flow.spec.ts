import { type Answer } from '@linli/flow';
import { type Door, doors, PASSWORD } from './door.js';

const MINUTE = 60_000;
const from = (address: string) => ({ 'x-forwarded-for': address });
const isTooMany = ({ status, headers, body }: Answer, seconds: number): void =>
  expect([status, body.code, headers.get('retry-after')]).toEqual([429, 'too-many-requests', String(seconds)]);

doors(
  (at) => {
    let door: Door;
    beforeEach(async () => {
      door = at();
      const boss = await door.boss();
      await door.hire(boss, 'clerk', 'clerk');
      await door.hire(boss, 'dispatcher', 'dispatcher');
    });
    const guess = async (times: number, account = 'clerk', address = '198.51.100.7'): Promise<void> => {
      for (let time = 0; time < times; time += 1) expect((await door.attempt(account, 'no', from(address))).status).toBe(401);
    };

    it('ten failures for an account from one address are the last, for a quarter of an hour', async () => {
      await guess(9);
      door.flow.clock.advance(MINUTE);
      await guess(1);
      isTooMany(await door.attempt('clerk', 'no', from('198.51.100.7')), 14 * 60);
      // Not even the right one: whoever guesses must not learn that he has guessed it.
      isTooMany(await door.attempt('clerk', PASSWORD, from('198.51.100.7')), 14 * 60);
      door.flow.clock.advance(14 * MINUTE);
      expect((await door.attempt('clerk', PASSWORD, from('198.51.100.7'))).status).toBe(200);
    });

    it('nobody locks somebody else out: the account is open from everywhere else', async () => {
      await guess(10);
      isTooMany(await door.attempt('Ｃlerk', PASSWORD, from('198.51.100.7')), 15 * 60);
      expect((await door.attempt('clerk', PASSWORD, from('198.51.100.8'))).status).toBe(200);
      expect((await door.attempt('dispatcher', PASSWORD, from('198.51.100.7'))).status).toBe(200);
    });

    it('only failures count, and who knows the password begins anew', async () => {
      for (let time = 0; time < 12; time += 1) expect((await door.attempt('clerk', PASSWORD, from('198.51.100.7'))).status).toBe(200);
      await guess(9);
      expect((await door.attempt('clerk', PASSWORD, from('198.51.100.7'))).status).toBe(200);
      await guess(9);
      // What is no attempt at all is none that failed.
      for (let time = 0; time < 12; time += 1)
        expect((await door.post('/api/auth/sign-in', { account: 'clerk' }, { key: null, headers: from('198.51.100.7') })).status).toBe(400);
      expect((await door.attempt('clerk', PASSWORD, from('198.51.100.7'))).status).toBe(200);
    });

    it('a hundred failures from one address are the last, whatever the accounts', async () => {
      for (let account = 0; account < 20; account += 1) await guess(5, `nobody-${account}`);
      isTooMany(await door.attempt('clerk', PASSWORD, from('198.51.100.7')), 15 * 60);
      expect((await door.attempt('clerk', PASSWORD, from('198.51.100.8'))).status).toBe(200);
    });

    it('many guesses at once are no more guesses', async () => {
      const answers = await Promise.all(Array.from({ length: 30 }, () => door.attempt('clerk', 'no', from('198.51.100.7'))));
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
    });

    it('one network of IPv6 is one address, and what somebody writes before the proxy’s word is nobody’s', async () => {
      await guess(5, 'clerk', '2001:db8:1:2::7');
      await guess(5, 'clerk', '203.0.113.9, 2001:db8:1:2:ffff::1');
      isTooMany(await door.attempt('clerk', PASSWORD, from('2001:db8:1:2:3::')), 15 * 60);
      expect((await door.attempt('clerk', PASSWORD, from('2001:db8:1:3::7'))).status).toBe(200);
    });

    it('to guess the old password within a session is to guess', async () => {
      const { token } = await door.signIn('clerk');
      const change = (old: string) =>
        door.post('/api/auth/password', { old, new: 'two old gentlemen' }, { token, headers: from('198.51.100.7') });
      for (let time = 0; time < 10; time += 1) expect((await change('no')).status).toBe(401);
      isTooMany(await change(PASSWORD), 15 * 60);
    });
  },
  { behindProxy: true },
);
