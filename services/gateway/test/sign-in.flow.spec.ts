import { COMMUNITY } from '@linli/flow';
import { TOKEN_HEADER } from '@linli/nest-kit';
import { BOSS, Door, doors, PASSWORD, type SignedIn } from './door.js';

const HOUR = 3_600_000;
const ME = '/api/auth/me';

doors((at) => {
  let door: Door;
  let boss: SignedIn;
  let clerk: SignedIn;
  beforeEach(async () => {
    door = at();
    boss = await door.boss();
    await door.hire(boss, 'clerk', 'clerk');
    clerk = await door.signIn('clerk');
  });
  const status = async (sending: object, path = ME): Promise<number> => (await door.get(path, sending)).status;

  describe('signing in', () => {
    it('gives browsers a cookie that no script, no other site and no other host gets, and programs a token', async () => {
      const { headers, body } = await door.attempt('clerk', PASSWORD);
      const [value, ...rules] = headers.get('set-cookie')!.split('; ');
      expect(value).toMatch(/^__Host-[\w-]+=[\w-]{43}$/);
      expect(rules.sort()).toEqual(['HttpOnly', 'Max-Age=604800', 'Path=/', 'SameSite=Strict', 'Secure']);
      expect(body).toEqual({
        token: expect.stringMatching(/^[\w-]{43}$/),
        user: { id: expect.any(String), name: 'clerk 的名字', roles: [{ role: 'clerk', area: COMMUNITY }] },
      });
      expect(headers.get('cache-control')).toBe('no-store');
    });

    it('by either of them one is who one is', async () => {
      for (const by of [{ token: clerk.token }, { cookie: clerk.cookie }, { cookie: `a=b; ${clerk.cookie}; c=d` }])
        expect((await door.get(ME, by)).body).toEqual({ user: clerk.user });
      for (const by of [
        {},
        { token: 'x' },
        { token: 'a'.repeat(43) },
        { cookie: '__Host-linli=x' },
        { headers: { authorization: 'Basic eDp5' } },
      ])
        expect(await door.get(ME, by)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    });

    it('says the same of a wrong password as of an account that is not there', async () => {
      const [wrong, nobody] = [await door.attempt('clerk', 'no'), await door.attempt('nobody', 'no')];
      expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-password' } });
      expect(nobody.body).toEqual(wrong.body);
      expect(wrong.headers.get('set-cookie')).toBeNull();
    });

    it('knows a name in any case and width', async () => expect((await door.attempt(' ＣLERK', PASSWORD)).status).toBe(200));

    it('asks for no key and no proof, and tells what is missing', async () => {
      for (const [body, code] of [
        [{}, 'invalid-field'],
        [{ account: 'clerk', password: 7 }, 'invalid-field'],
        [{ account: 'clerk', password: PASSWORD, remember: true }, 'unknown-field'],
        ['{"account":', 'malformed-json'],
      ] as const)
        expect(await door.post('/api/auth/sign-in', body, { key: null })).toMatchObject({ status: 400, body: { code } });
    });

    it('leaves neither token nor password in the log', async () => {
      const commits = await door.flow.service.engine.ground.log.read('00', 0, 1_000);
      const said = JSON.stringify(commits);
      expect(commits.length).toBeGreaterThan(3);
      for (const secret of [PASSWORD, clerk.token, 'clerk 的名字']) expect(said).not.toContain(secret);
    });
  });

  describe('a session', () => {
    it('outlives a restart', async () => {
      await door.flow.restart();
      const again = await Door.open(door.flow);
      expect((await again.get(ME, { token: clerk.token })).status).toBe(200);
      await again.close();
    });

    it('ends when its holder signs out, and no other with it', async () => {
      const other = await door.signIn('clerk');
      const out = await door.post('/api/auth/sign-out', {}, { token: clerk.token, key: null });
      expect([out.status, out.headers.get('set-cookie')]).toEqual([200, expect.stringMatching(/^__Host-linli=;.* Max-Age=0$/)]);
      expect([await status({ token: clerk.token }), await status({ cookie: clerk.cookie }), await status({ token: other.token })]).toEqual([
        401, 401, 200,
      ]);
      expect((await door.post('/api/auth/sign-out', {}, { token: clerk.token, key: null })).status).toBe(200);
    });

    it('ends when nobody has used it for twelve hours, and not before', async () => {
      door.flow.clock.advance(12 * HOUR - 1);
      expect(await status({ token: clerk.token })).toBe(200);
      door.flow.clock.advance(12 * HOUR - 1);
      expect(await status({ token: clerk.token })).toBe(200);
      door.flow.clock.advance(12 * HOUR);
      expect(await status({ token: clerk.token })).toBe(401);
      await door.flow.settled();
    });

    it('ends after a week, however busy', async () => {
      for (let hour = 0; hour < 7 * 24 - 1; hour += 11) {
        expect(await status({ token: clerk.token })).toBe(200);
        door.flow.clock.advance(11 * HOUR);
      }
      expect(await status({ token: clerk.token })).toBe(401);
      await door.flow.settled();
    });
  });

  describe('a password', () => {
    const change = (body: object, sending: object = { token: clerk.token }) => door.post('/api/auth/password', body, sending);
    const next = 'two old gentlemen';

    it('is changed by who knows the old one; all his other sessions end', async () => {
      const other = await door.signIn('clerk');
      expect(await change({ old: PASSWORD, new: next })).toMatchObject({
        status: 200,
        body: { id: clerk.user.id, version: expect.any(Number) },
      });
      expect([await status({ token: clerk.token }), await status({ token: other.token })]).toEqual([200, 401]);
      expect([(await door.attempt('clerk', PASSWORD)).status, (await door.attempt('clerk', next)).status]).toEqual([401, 200]);
    });

    it('sent again by a phone that heard no answer is answered, though the old one is no longer right', async () => {
      const key = crypto.randomUUID();
      const first = await change({ old: PASSWORD, new: next }, { token: clerk.token, key });
      const again = await change({ old: PASSWORD, new: next }, { token: clerk.token, key });
      expect([again.status, again.headers.get('idempotent-replayed'), again.body]).toEqual([200, 'true', first.body]);
      expect(await change({ old: PASSWORD, new: 'four old ladies' }, { token: clerk.token, key })).toMatchObject({
        status: 409,
        body: { code: 'idempotency-key-reused' },
      });
    });

    it('is refused where the old one is wrong or the new one is tried first', async () => {
      expect(await change({ old: 'no', new: next })).toMatchObject({ status: 401, body: { code: 'wrong-password' } });
      for (const weak of ['short', 'password1', '12345678'])
        expect(await change({ old: PASSWORD, new: weak })).toMatchObject({ status: 400, body: { errors: [{ path: 'new' }] } });
      expect(await change({ old: PASSWORD, new: next }, { key: null })).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
      expect(await change({ old: PASSWORD, new: next }, { token: clerk.token, key: null })).toMatchObject({
        status: 400,
        body: { code: 'idempotency-key-missing' },
      });
    });

    it('that was forgotten is given anew by an administrator, and ends all sessions', async () => {
      const given = await door.post(`/api/auth/accounts/${clerk.user.id}/password`, { password: next }, boss);
      expect(given.status).toBe(200);
      expect(await status({ token: clerk.token })).toBe(401);
      expect((await door.attempt('clerk', next)).status).toBe(200);
    });

    it('of the first administrator is given by the operator, once', async () => {
      const again = door.flow.service.operations['set-password']!(door.flow.service, { account: BOSS, password: next, onlyFirst: true });
      await expect(again).rejects.toMatchObject({ code: 'account-exists' });
    });
  });

  describe('a request that a browser was talked into', () => {
    const send = (method: string, headers: Record<string, string> = {}, by: object = { cookie: clerk.cookie }) =>
      door.call(method, '/api/echo/thing', { ...by, headers });

    it('changes nothing without the header that no other site can send', async () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect(await send(method)).toMatchObject({ status: 403, body: { code: 'csrf-missing' } });
      expect(await send('POST', { 'x-linli-csrf': '0' })).toMatchObject({ status: 403 });
      expect((await send('POST', { 'x-linli-csrf': '1' })).status).toBe(200);
      expect((await send('GET')).status).toBe(200);
    });

    it('is no danger to a program: nobody sends its token along unasked', async () => {
      expect((await send('POST', {}, { token: clerk.token })).status).toBe(200);
      expect((await send('POST', {}, { token: clerk.token, cookie: clerk.cookie })).status).toBe(200);
      // Who names a token means it: a cookie beside it does not stand in for a wrong one.
      expect((await send('GET', {}, { token: 'a'.repeat(43), cookie: clerk.cookie })).status).toBe(401);
    });
  });

  it('what others say of themselves is not believed', async () => {
    const forged = await door.flow.sign({ account: 'x', roles: [{ role: 'administrator', area: '' }] });
    expect(await door.get('/api/echo/thing', { headers: { [TOKEN_HEADER]: forged } })).toMatchObject({ status: 401 });
    const { body } = await door.get('/api/echo/thing', { token: clerk.token, headers: { [TOKEN_HEADER]: forged } });
    expect(body.claims).toMatchObject({ sub: clerk.user.id, roles: [{ role: 'clerk', area: COMMUNITY }] });
  });
});
