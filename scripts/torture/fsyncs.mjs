// kill -9 leaves what the kernel has; only the power going does not. So the calls that bring it to the disk are counted:
// with one command at a time, each answer must have had its own.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, House, signIn } from './house.mjs';
import { Promises } from './promises.mjs';
import { need } from './tools.mjs';

const NEEDS = 50;

export default async ({ check, say, folder }) =>
  check('every acknowledged command has been brought to the disk: fsyncs ÷ commits ≥ 1', async () => {
    need('strace');
    mkdirSync(folder, { recursive: true });
    const trace = join(folder, 'trace');
    // With -D the traced program is our child, not strace, which blocks the signal that is to end it.
    const house = await House.start(join(folder, 'data'), {
      before: ['strace', '-D', '-f', '-y', '-qq', '--signal=none', '-e', 'trace=fsync,fdatasync', '-o', trace],
    });
    const count = () =>
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => /f(data)?sync\(\d+<[^>]*\/intake\.log\.db-wal>/.test(line)).length;
    const token = await signIn(house.url);
    const promises = new Promises();
    const before = count();
    for (let at = 0; at < NEEDS; at += 1) expect((await promises.enter(house.url, token)).status === 201, 'a need was not taken');
    const synced = count() - before;
    // A resident and a need each.
    const commits = 2 * NEEDS;
    say(`${synced} fsyncs of intake's write-ahead log for ${commits} commits, one at a time: ${(synced / commits).toFixed(2)}`);
    expect(synced >= commits, `${commits} commits were answered after ${synced} fsyncs`);
    await house.end('SIGTERM');
  });
