import { createServer } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, call, command, freePort, House, runProgram, signIn } from './house.js';

const aResident = (name: string) => ({ name, address: { building: '12', unit: '3', room: '402' } });

describe('starting', () => {
  it('tells in one sentence why it cannot', async () => {
    const folder = aFolder();
    const port = await freePort();
    const taken = createServer().listen(port, '127.0.0.1');
    try {
      const onTaken = await runProgram('main.js', ['--port', String(port), '--data', folder.path, '--empty']);
      expect({ code: onTaken.code, error: onTaken.error }).toEqual({
        code: 1,
        error: `Port ${port} is taken: choose another with --port.\n`,
      });
      const wrongPort = await runProgram('main.js', ['--port', 'x', '--data', folder.path]);
      expect(wrongPort.code).toBe(2);
      const onNetwork = await runProgram('main.js', ['--host', '0.0.0.0', '--data', folder.path]);
      expect(onNetwork.code).toBe(2);
      const unwritable = await runProgram('main.js', ['--port', String(await freePort()), '--data', '/proc/linli', '--empty']);
      expect(unwritable.code).not.toBe(0);
      expect(unwritable.error.trim().split('\n')).toHaveLength(1);
      const house = await House.start(folder.path, '--empty');
      const second = await runProgram('main.js', ['--port', String(await freePort()), '--data', folder.path, '--empty']);
      expect(second.code).not.toBe(0);
      expect(second.error.trim().split('\n')).toHaveLength(1);
      const made = await runProgram('linli.js', ['set-password', 'administrator', '--data', folder.path], 'a good long password\n');
      expect(made.code).toBe(0);
      expect(await signIn(house.url, 'administrator', 'a good long password')).toMatch(/^\S{43}$/);
      expect(await house.end('SIGTERM')).toBe(0);
    } finally {
      taken.close();
      folder.remove();
    }
  });
});

describe('verify', () => {
  it('names the commit of which one byte was changed', async () => {
    const folder = aFolder();
    try {
      const house = await House.start(folder.path, '--demo', 'small');
      expect(await house.end('SIGTERM')).toBe(0);
      const file = join(folder.path, 'intake.log.db');
      const bytes = readFileSync(file);
      // Pages that were split keep a stale copy: each is changed, the one that counts too.
      const text = '"name":{"zh":"榕树里社区"';
      expect(bytes.indexOf(text)).toBeGreaterThan(0);
      for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) bytes[at + 2] = 'o'.charCodeAt(0);
      writeFileSync(file, bytes);
      const { code, out } = await runProgram('linli.js', ['verify', '--data', folder.path, '--json']);
      expect(code).toBe(1);
      const { faults } = JSON.parse(out) as { faults: { service: string; community: string; position?: number }[] };
      expect(faults).toContainEqual(
        expect.objectContaining({
          service: 'intake',
          community: '990101001001',
          position: 1,
          message: expect.stringContaining('not those that were hashed'),
        }),
      );
    } finally {
      folder.remove();
    }
  });
});

describe('backup and restore', () => {
  it('copies a running system under load, and who was forgotten since stays forgotten', async () => {
    const folder = aFolder();
    try {
      const house = await House.start(folder.path, '--demo', 'small');
      const clerk = await signIn(house.url, 'clerk');
      const forgotten = (await command(house.url, clerk, '/api/intake/residents', aResident('欧阳霁月'))).body as { id: string };
      const kept = (await command(house.url, clerk, '/api/intake/residents', aResident('司马青衫'))).body as { id: string };
      let loading = true;
      const load = Promise.all(
        Array.from({ length: 6 }, async (_, hand) => {
          for (let at = 0; loading; at += 1) await command(house.url, clerk, '/api/intake/residents', aResident(`测试${hand}号${at}`));
        }),
      );
      const file = `${folder.path}.backup`;
      const backup = await runProgram('linli.js', ['backup', file, '--data', folder.path, '--json']);
      loading = false;
      await load;
      expect(backup.code).toBe(0);
      expect((await runProgram('linli.js', ['forget', forgotten.id, '--data', folder.path])).code).toBe(0);
      const inUse = await runProgram('linli.js', ['restore', file, '--data', folder.path]);
      expect(inUse.code).not.toBe(0);
      expect(await house.end('SIGTERM')).toBe(0);

      const restored = await runProgram('linli.js', ['restore', file, '--data', folder.path, '--json']);
      expect({ code: restored.code, commits: (JSON.parse(restored.out) as { commits: number }).commits }).toEqual({
        code: 0,
        commits: (JSON.parse(backup.out) as { commits: number }).commits,
      });
      expect((await runProgram('linli.js', ['verify', '--data', folder.path])).code).toBe(0);
      const again = await House.start(folder.path);
      const token = await signIn(again.url, 'clerk');
      expect((await call(again.url, 'GET', `/api/intake/residents/${kept.id}`, { token })).body.name).toBe('司马青衫');
      expect((await call(again.url, 'GET', `/api/intake/residents/${forgotten.id}`, { token })).status).toBe(404);
      expect(await again.end('SIGTERM')).toBe(0);
    } finally {
      folder.remove();
    }
  });
});
