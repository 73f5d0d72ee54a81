import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chain, emptyHead } from '@linli/engine';
import { builtSources, runChild, until } from '@linli/engine/suites';
import { FolderInUse, lockFolder, openLog } from '../src/index.js';

/** Appends as fast as it can from many hands, and says what was acknowledged. */
const APPENDER = `
  import { writeSync } from 'node:fs';
  import { openLog } from '@linli/sqlite';
  const { log, progress } = openLog(process.argv[2]);
  const round = process.argv[3];
  for (let hand = 0; hand < 32; hand += 1) void (async () => {
    for (let number = 0; ; number += 1) {
      const id = round + '-' + hand + '-' + number;
      const community = hand % 2 ? '990101001001' : '990101002001';
      const appended = await log.append({
        community, at: new Date().toISOString(), writes: [['need/' + id, 1]],
        command: { sender: 'clerk', id, type: 'create-need', correlation: id },
        events: [{ stream: 'need/' + id, type: 'need-created', data: { id }, public: { type: 'linli.intake.need-created.v1' } }],
        replay: { digest: 'd', answer: id },
      });
      writeSync(1, community + ' ' + appended.commit.position + ' ' + id + '\\n');
      await progress.advance('publish', community, appended.commit.position);
    }
  })();
`;

const HOLDER = `
  import { lockFolder } from '@linli/sqlite';
  lockFolder(process.argv[2]);
  console.log('held');
  setInterval(() => undefined, 1000);
`;

describe('a process that is killed', () => {
  let folder: string;
  let built: string;
  beforeAll(() => {
    built = builtSources(['kernel', 'engine', 'sqlite'], ['libsql', 'uuidv7']);
  });
  afterAll(() => rmSync(built, { recursive: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has lost nothing that it acknowledged and doubled nothing, five times over', async () => {
    const path = join(folder, 'intake.db');
    const acknowledged = new Map<string, string>();
    for (let round = 0; round < 5; round += 1) {
      const child = runChild(built, APPENDER, path, String(round));
      await until(() => child.lines.length > 150 + 70 * round);
      child.process.kill('SIGKILL');
      await child.ended;
      for (const line of child.lines.filter((text) => /^\d+ \d+ \S+$/.test(text))) {
        const [community, position, id] = line.split(' ') as [string, string, string];
        acknowledged.set(`${community} ${position}`, id);
      }

      const { log, progress } = openLog(path);
      const found = new Map<string, string>();
      for (const head of await log.heads()) {
        let previous = emptyHead(head.community);
        for (const commit of await log.read(head.community, 0, 1_000_000)) {
          expect(commit.position).toBe(previous.position + 1);
          expect(commit.hash).toBe(chain(previous.hash, commit.bytes));
          expect(commit.body.sequence).toBe(commit.position);
          previous = { ...previous, position: commit.position, hash: commit.hash };
          found.set(`${head.community} ${commit.position}`, commit.body.command!.id);
        }
        expect(head).toMatchObject({ position: previous.position, hash: previous.hash, sequence: previous.position });
        expect((await progress.position('publish', head.community)) ?? 0).toBeLessThanOrEqual(head.position);
      }
      for (const [place, id] of acknowledged) {
        expect(found.get(place)).toBe(id);
        expect((await log.command(place.split(' ')[0]!, 'clerk', id))?.replay).toEqual({ digest: 'd', answer: id });
      }
      expect(new Set(found.values()).size).toBe(found.size);
      await log.close();
    }
  });

  it('lets go of its data folder', async () => {
    const holder = runChild(built, HOLDER, folder);
    await until(() => holder.lines.includes('held'));
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    expect(() => lockFolder(folder)).toThrow('is in use by another Linli.');
    holder.process.kill('SIGKILL');
    await holder.ended;
    const lock = lockFolder(folder);
    // To ask in vain, in this process too, takes nothing from him who holds it.
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    const second = runChild(
      built,
      HOLDER.replace(
        'lockFolder(process.argv[2]);',
        'try { lockFolder(process.argv[2]); } catch (error) { console.log(error.constructor.name); process.exit(1); }',
      ),
      folder,
    );
    await second.ended;
    expect(second.lines).toEqual(['FolderInUse']);
    lock.release();
    lockFolder(folder).release();
  });
});
