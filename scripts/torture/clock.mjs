// A clock set back an hour while it runs, and forth again. libfaketime lies to the process; its timers go on as they are.
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { call, command, eventually, expect, expectWhole, House, signIn } from './house.mjs';
import { Promises } from './promises.mjs';
import { need } from './tools.mjs';

export default async ({ check, say, folder }) =>
  check('a clock set back an hour: nothing stands still, no commit goes before the last one', async () => {
    need('faketime');
    mkdirSync(folder, { recursive: true });
    const offset = join(folder, 'offset');
    const set = (text) => writeFileSync(offset, `${text}\n`);
    set('+0');
    const data = join(folder, 'data');
    const lying = {
      // The library alone: the program `faketime` would fix the offset.
      before: ['sh', '-c', 'exec env LD_PRELOAD="$(faketime -m -f +0 printenv LD_PRELOAD)" "$@"', 'lying'],
      env: { FAKETIME_TIMESTAMP_FILE: offset, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' },
    };
    const house = await House.start(data, lying);
    const token = await signIn(house.url);
    const promises = new Promises();
    const timeOf = async () => Date.parse((await call(house.url, 'GET', '/api/intake/needs?kind=visit', { token })).body.asOf);
    const enter = async (many) => {
      for (let at = 0; at < many; at += 1) {
        const { status } = await promises.enter(house.url, token);
        expect(status === 201, `a need was answered ${status}`);
      }
    };
    await enter(10);
    const before = await timeOf();
    set('-3600');
    const after = await eventually('the clock is set back', async () => {
      const now = await timeOf();
      return now < before - 3_000_000 ? now : undefined;
    });
    await enter(20);
    const board = await eventually('what follows', async () => {
      const dispatcher = await signIn(house.url, 'dispatcher');
      const { body } = await call(house.url, 'GET', '/api/dispatch/board?limit=200', { token: dispatcher });
      const [{ id }] = [...promises.needs.values()].slice(-1);
      return body.items.find(({ needId }) => needId === id);
    });
    expect(
      (await command(house.url, token, `/api/intake/needs/${board.needId}/cancel`, { reason: 'no' })).status === 200,
      'a need cannot be cancelled',
    );
    set('+0');
    await enter(10);
    await promises.look(house.url, token, 40 - 1);
    say(`from ${new Date(before).toISOString()} to ${new Date(after).toISOString()} and back, ${promises.needs.size} needs`);
    expect((await house.end('SIGTERM')) === 0, 'it did not end with 0');
    await expectWhole(data);
  });
