import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogUnavailable, memoryProgress } from '@linli/engine';
import { aDraft, COMMUNITY, OTHER, stored } from '@linli/engine/suites';
import { DatabaseFile } from './database-file.js';
import { openLog } from './index.js';
import { LOG_MIGRATIONS, LOG_SQL } from './log-tables.js';
import { SqliteLog } from './sqlite-log.js';
import { SqliteProgress } from './sqlite-progress.js';
import { Writer } from './writer.js';

describe('a log on SQLite', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-'));
    path = join(folder, 'intake.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const openParts = () => {
    const file = new DatabaseFile(path, { synchronous: 'FULL', migrations: LOG_MIGRATIONS });
    const writer = new Writer(file);
    return { file, writer, log: new SqliteLog(file, writer, memoryProgress()) };
  };

  it('has lost nothing and doubled nothing when the disk was full for a while', async () => {
    const { file, log } = openParts();
    await stored(log, aDraft({ id: 'before', writes: [['need/1', 1]] }));
    const told: number[] = [];
    log.onAppended((commits) => told.push(...commits.map(({ position }) => position)));
    file.exec(`PRAGMA max_page_count = ${file.number('PRAGMA page_count')}`);
    const large = aDraft({
      id: 'large',
      writes: [['need/1', 2]],
      events: [{ stream: 'need/1', type: 't', data: { text: 'x'.repeat(100_000) } }],
    });
    const outcomes = await Promise.allSettled([
      log.append(aDraft({ community: OTHER, sender: 'new', writes: [['need/2', 1]] })),
      log.append(large),
      log.append(aDraft()),
    ]);
    expect(outcomes.slice(0, 2).map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([
      expect.any(LogUnavailable),
      expect.any(LogUnavailable),
    ]);
    expect(await log.heads()).toHaveLength(1);
    expect(await log.streamVersion(OTHER, 'need/2')).toBe(0);
    expect(await log.streamVersion(COMMUNITY, 'need/1')).toBe(1);

    // There is room again: what was refused may be sent again, and the numbers go on without a gap.
    const before = (await log.head(COMMUNITY)).position;
    const { commit } = await stored(log, large);
    expect(commit.position).toBe(before + 1);
    expect((await log.append(large)).outcome).toBe('known');
    await stored(log, aDraft({ community: OTHER, sender: 'new', writes: [['need/2', 1]] }));
    expect((await log.read(COMMUNITY, 0, 10)).map(({ position }) => position)).toEqual(told.length === 3 ? [1, 2, 3] : [1, 2]);
    await log.close();
  });

  it('lets a hundred waiting commands share a few commits', async () => {
    const { writer, log } = openParts();
    let commits = 0;
    writer.listen({ committed: () => (commits += 1) });
    await Promise.all(Array.from({ length: 100 }, () => log.append(aDraft())));
    expect(commits).toBe(1);
    await log.close();
  });

  it('writes where consumers are only with commits that happen anyway, now and then', async () => {
    const { file, writer, log } = openParts();
    const progress = new SqliteProgress(file, writer);
    const inFile = () => file.all('SELECT position FROM progress');
    let commits = 0;
    writer.listen({ committed: () => (commits += 1) });
    for (let position = 1; position <= 30; position += 1) {
      await stored(log, aDraft());
      await progress.advance('publish', COMMUNITY, position);
    }
    expect(commits).toBe(30);
    expect(inFile()).toEqual([[15]]);
    await progress.settle();
    await progress.settle();
    expect(commits).toBe(31);
    expect(inFile()).toEqual([[30]]);
    await log.close();
  });

  it('keeps where consumers are when it is closed', async () => {
    const { log, progress } = openLog(path);
    await progress.advance('publish', COMMUNITY, 7);
    await log.close();
    const again = openLog(path);
    expect(await again.progress.position('publish', COMMUNITY)).toBe(7);
    await again.log.close();
  });

  it('says what its index says, also when it is not what the bytes say', async () => {
    const { file, log } = openParts();
    const { commit } = await stored(log, aDraft({ id: 'c1', writes: [['need/1', 1]], publics: 1 }));
    file.run('UPDATE commits SET bytes = ? WHERE id = 1', Buffer.from('{broken'));
    expect(await log.indexed(COMMUNITY, 1)).toEqual({ hash: commit.hash, sequence: 1, writes: [] });
    const [broken] = await log.read(COMMUNITY, 0, 1);
    expect(() => broken!.body).toThrow();
    expect((await log.head(COMMUNITY)).position).toBe(1);
    await log.close();
  });

  it('gives no key twice: a stream that began with a refused commit has none', async () => {
    const { log } = openParts();
    await stored(log, aDraft({ writes: [['need/1', 1]] }));
    expect((await log.append(aDraft({ writes: [['need/2', 1], ['need/1', 1]] }))).outcome).toBe('conflict'); // prettier-ignore
    await log.close();
    const again = openParts().log;
    await stored(again, aDraft({ writes: [['need/3', 1]] }));
    expect(await again.streamVersion(COMMUNITY, 'need/2')).toBe(0);
    await stored(again, aDraft({ writes: [['need/2', 1]] }));
    expect((await again.stream(COMMUNITY, 'need/3')).map(({ position }) => position)).toEqual([2]);
    expect((await again.stream(COMMUNITY, 'need/2')).map(({ position }) => position)).toEqual([3]);
    await again.close();
  });

  it('takes over a file of the version before, without the names of streams that never began', async () => {
    const { log } = openParts();
    const commits = [await stored(log, aDraft({ writes: [['need/1', 1]] })), await stored(log, aDraft({ writes: [['need/1', 2]] }))];
    await log.close();
    rmSync(path);
    const old = new DatabaseFile(path, { synchronous: 'FULL', migrations: LOG_MIGRATIONS.slice(0, 1) });
    old.exec(`INSERT INTO communities VALUES (1, '${COMMUNITY}'); INSERT INTO streams VALUES (1, 1, 'need/1'), (2, 1, 'need/2')`);
    for (const [at, { commit }] of commits.entries()) {
      old.run('INSERT INTO writes VALUES (1, ?, ?)', at + 1, at + 1);
      old.run(
        'INSERT INTO commits VALUES (?, 1, ?, ?, 0, 0, ?, ?)',
        at + 1,
        commit.position,
        Buffer.from(commit.hash, 'hex'),
        commit.body.at,
        commit.bytes,
      );
    }
    old.close();
    const again = openParts().log;
    expect((await again.stream(COMMUNITY, 'need/1')).map(({ hash }) => hash)).toEqual(commits.map(({ commit }) => commit.hash));
    expect((await again.append(aDraft({ writes: [['need/1', 2]] }))).outcome).toBe('conflict');
    for (const stream of ['need/3', 'need/2']) await stored(again, aDraft({ writes: [[stream, 1]] }));
    expect((await again.indexed(COMMUNITY, 4))?.writes).toEqual([['need/2', 1]]);
    expect((await again.stream(COMMUNITY, 'need/3')).map(({ position }) => position)).toEqual([3]);
    await again.close();
  });

  it('misses in its index what its bytes say was written', async () => {
    const { file, log } = openParts();
    await stored(log, aDraft({ writes: [['need/1', 1], ['need/2', 1]] })); // prettier-ignore
    file.run('DELETE FROM writes WHERE stream = 2');
    expect((await log.indexed(COMMUNITY, 1))?.writes).toEqual([['need/1', 1]]);
    await log.close();
  });

  it('uses an index for whatever it looks up', () => {
    const { file } = openParts();
    const { stream, last, command, withReplay, ofStream, read, readPublic, indexed, indexedWrite, dropReplays } = LOG_SQL;
    for (const sql of [stream, last, command, withReplay, ofStream, read, readPublic, indexed, indexedWrite, dropReplays]) {
      const steps = file.all<[number, number, number, string]>(`EXPLAIN QUERY PLAN ${sql}`, ...Array.from(sql.matchAll(/\?/g), () => null));
      for (const [, , , step] of steps) expect(step).not.toMatch(/^SCAN|TEMP B-TREE/);
    }
    file.close();
  });
});
