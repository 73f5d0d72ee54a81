import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster } from './cluster.js';
import { aFolder, call, command, eventually, freePort, House, runProgram, signIn } from './house.js';

/** The servers that the tests of this kind are given. */
const { LINLI_TEST_MONGO: mongo = '', LINLI_TEST_KAFKA: kafka = '' } = process.env;

it('moves a house into a cluster: everything is there, the old house is closed', async () => {
  const folder = aFolder();
  const prefix = `moved-${randomUUID().slice(0, 8)}`;
  const keys = join(folder.path, '..', 'cluster', 'keys');
  const settings = { LINLI_MONGO_URI: mongo, LINLI_MONGO_PREFIX: prefix, LINLI_MASTER_KEY_FILE: join(folder.path, 'master.key') };
  const move = () => runProgram('linli.js', ['move', '--data', folder.path, '--json'], '', settings);
  try {
    const house = await House.start(folder.path, '--demo', 'small');
    const clerk = await signIn(house.url, 'clerk');
    const resident = { name: '搬家的', phone: '19920000001', address: { building: '12', unit: '3', room: '402' } };
    const residentId = (await command(house.url, clerk, '/api/intake/residents', resident)).body.id as string;
    const key = randomUUID();
    const need = { residentId, kind: 'visit', lines: [], daysLeft: 3 };
    const needId = (await command(house.url, clerk, '/api/intake/needs', need, key)).body.id as string;
    expect(await house.end('SIGTERM')).toBe(0);

    const moved = await move();
    expect({ code: moved.code, error: moved.code === 0 ? '' : moved.error }).toEqual({ code: 0, error: '' });
    // Begun again it finds everything there.
    const again = await move();
    expect(JSON.parse(again.out)).toMatchObject({ ok: true, commits: (JSON.parse(moved.out) as { commits: number }).commits });
    const closed = await runProgram('main.js', ['--data', folder.path, '--port', String(await freePort())]);
    expect({ code: closed.code, error: closed.error }).toEqual({
      code: 1,
      error: `${folder.path} is closed: what was here goes on in the databases ${prefix}-* of the cluster.\n`,
    });

    mkdirSync(keys, { recursive: true });
    copyFileSync(settings.LINLI_MASTER_KEY_FILE, join(keys, 'master.key'));
    const cluster = await Cluster.start({ copies: 1, folder: join(keys, '..'), mongo, kafka, prefix });
    try {
      const [url] = cluster.urls as [string];
      const token = await signIn(url, 'clerk');
      const shown = await call(url, 'GET', `/api/intake/residents/${residentId}`, { token });
      expect(shown.body).toMatchObject({ name: resident.name, phone: resident.phone });
      // A command that was accepted in the old house is known in the new one.
      const sentAgain = await command(url, token, '/api/intake/needs', need, key);
      expect(sentAgain.body.id).toBe(needId);
      expect(sentAgain.headers.get('idempotent-replayed')).toBe('true');
      // And it goes on.
      const another = await command(url, token, '/api/intake/needs', { ...need, kind: 'repair', lines: [], evenIfOpen: true });
      expect(another.status).toBe(201);
      const dispatcher = await signIn(url, 'dispatcher');
      await eventually('the dispatcher has heard of it', async () => {
        const { body } = await call(url, 'GET', '/api/dispatch/board?limit=200', { token: dispatcher });
        return (body.items as { needId: string }[]).some((item) => item.needId === another.body.id);
      });
      await cluster.expectWhole();
    } finally {
      await cluster.stop();
    }
  } finally {
    folder.remove();
  }
});

it('does not move a house into databases that have another', async () => {
  const [one, other] = [aFolder(), aFolder()];
  const prefix = `moved-${randomUUID().slice(0, 8)}`;
  try {
    for (const { path } of [one, other]) expect(await (await House.start(path, '--demo', 'small')).end('SIGTERM')).toBe(0);
    // Both houses have the same communities; the vaults, and so the histories, are their own.
    const settingsOf = (path: string) => ({
      LINLI_MONGO_URI: mongo,
      LINLI_MONGO_PREFIX: prefix,
      LINLI_MASTER_KEY_FILE: join(path, 'master.key'),
    });
    expect((await runProgram('linli.js', ['move', '--data', one.path], '', settingsOf(one.path))).code).toBe(0);
    const refused = await runProgram('linli.js', ['move', '--data', other.path], '', settingsOf(other.path));
    expect(refused).toMatchObject({ code: 1, error: expect.stringMatching(/is not empty/) });
    const wrongKey = await runProgram('linli.js', ['move', '--data', other.path], '', settingsOf(one.path));
    expect(wrongKey).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^LINLI_MASTER_KEY_FILE must hold the master key of the old house/),
    });
    // Nothing was closed: the house that was not moved lives on.
    expect(await (await House.start(other.path)).end('SIGTERM')).toBe(0);
  } finally {
    one.remove();
    other.remove();
  }
});
