import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogBusy, LogUnavailable } from '@linli/engine';
import { DatabaseFile } from './database-file.js';
import { Writer } from './writer.js';

const MIGRATION = `CREATE TABLE notes (number INTEGER PRIMARY KEY); CREATE TABLE parents (id INTEGER PRIMARY KEY);
  CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)`;

describe('the writer of a file', () => {
  let folder: string;
  let file: DatabaseFile;
  let writer: Writer;
  let batches: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-'));
    file = new DatabaseFile(join(folder, 'a.db'), { synchronous: 'FULL', migrations: [MIGRATION], patienceMs: 0 });
    writer = new Writer(file);
    batches = 0;
    writer.listen({ committed: () => (batches += 1) });
  });
  afterEach(() => {
    file.close();
    rmSync(folder, { recursive: true });
  });

  const add = (number: number): Promise<number> =>
    writer.write(() => {
      file.run('INSERT INTO notes VALUES (?)', number);
      return number;
    });
  const notes = (): unknown[] => file.all<[number]>('SELECT number FROM notes ORDER BY number').map(([number]) => number);
  const reasonOf = (result: PromiseSettledResult<unknown>): unknown => (result.status === 'rejected' ? result.reason : undefined);

  it('lets those who wait share one commit, in order of asking, at most 256', async () => {
    await Promise.all(Array.from({ length: 256 }, (_, number) => add(number)));
    expect(batches).toBe(1);
    await Promise.all(Array.from({ length: 300 }, (_, number) => add(1_000 + number)));
    expect(batches).toBe(3);
    expect(notes()).toHaveLength(556);
  });

  it('writes nothing while the file is lent, and then what has come meanwhile', async () => {
    let giveBack!: () => void;
    const before = add(1);
    const lent = writer.lend(() => new Promise((back) => (giveBack = back)));
    await before;
    const meanwhile = add(2);
    await new Promise((turn) => setImmediate(turn));
    expect(notes()).toEqual([1]);
    giveBack();
    await Promise.all([lent, meanwhile]);
    expect(notes()).toEqual([1, 2]);
  });

  it('lends to one at a time, and writes between two, also after one that failed', async () => {
    const seen: unknown[] = [];
    const one = writer.lend(async () => {
      void add(1);
      throw new Error('lost');
    });
    const other = writer.lend(async () => void seen.push(notes()));
    await expect(one).rejects.toThrow('lost');
    await other;
    expect(seen).toEqual([[1]]);
  });

  it('beside another, asks for its turn before each commit and gives it back afterwards', async () => {
    const happened: unknown[] = [];
    const beside = new Writer(file, async () => {
      happened.push('asked');
      return () => happened.push(notes());
    });
    await Promise.all([1, 2].map((number) => beside.write(() => file.run('INSERT INTO notes VALUES (?)', number))));
    await beside.write(() => file.run('INSERT INTO notes VALUES (3)'));
    expect(happened).toEqual(['asked', [1, 2], 'asked', [1, 2, 3]]);
  });

  it('ends a commit when it has grown large', async () => {
    await Promise.all(Array.from({ length: 10 }, () => writer.write(() => writer.wrote(400_000))));
    expect(batches).toBe(4);
  });

  it('answers what the job answered, after the commit', async () => {
    const answer = await writer.write(() => {
      file.run('INSERT INTO notes VALUES (1)');
      return batches;
    });
    expect([answer, batches]).toEqual([0, 1]);
  });

  it('fails a job alone that throws before it wrote', async () => {
    const [first, second, third] = await Promise.allSettled([
      add(1),
      writer.write(() => {
        throw new RangeError('too large');
      }),
      add(3),
    ]);
    expect([first.status, third.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(reasonOf(second)).toBeInstanceOf(RangeError);
    expect(notes()).toEqual([1, 3]);
  });

  it('lets nothing stand of a batch in which a job throws after it wrote', async () => {
    const outcomes = await Promise.allSettled([
      add(1),
      writer.write(() => {
        file.run('INSERT INTO notes VALUES (2)');
        throw new RangeError('too late');
      }),
      add(3),
    ]);
    expect(outcomes.slice(0, 2).map(reasonOf)).toEqual([expect.any(LogUnavailable), expect.any(LogUnavailable)]);
    expect(outcomes[2]!.status).toBe('fulfilled');
    expect(notes()).toEqual([3]);
  });

  it('lets nothing stand of a batch whose COMMIT does not hold, opens the file again and goes on', async () => {
    const failed: number[] = [];
    writer.listen({ failed: () => failed.push(file.opening) });
    const before = file.opening;
    file.exec('PRAGMA foreign_keys = ON');
    const orphan = writer.write(() => file.run('INSERT INTO children VALUES (77)'));
    const outcomes = await Promise.allSettled([add(1), orphan, add(2)]);
    expect(outcomes.map(reasonOf)).toEqual([expect.any(LogUnavailable), expect.any(LogUnavailable), expect.any(LogUnavailable)]);
    expect(failed).toEqual([before + 1]);
    expect(batches).toBe(0);
    await add(5);
    expect(notes()).toEqual([5]);
  });

  it.each([
    ['views go on with the connection that they have, for a new one needs room', 'NORMAL', true],
    ['a log is opened again: what it says must be on the disk', 'FULL', false],
  ] as const)('lets nothing stand of a batch for which the disk is too full: %s', async (_, synchronous, kept) => {
    const own = new DatabaseFile(`${file.path}.${synchronous}`, { synchronous, migrations: [MIGRATION] });
    const full = new Writer(own);
    const before = own.opening;
    // A limit of this connection alone.
    const limit = own.number('PRAGMA max_page_count = 1');
    const many = 'INSERT INTO notes WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT i FROM n';
    await expect(full.write(() => own.run(many))).rejects.toThrow(/full/);
    expect(own.all('SELECT * FROM notes')).toEqual([]);
    expect(own.opening).toBe(before + 1);
    expect(own.number('PRAGMA max_page_count') === limit).toBe(kept);
    own.close();
  });

  it('says that nothing can be written while somebody else holds the file, and writes again afterwards', async () => {
    const other = new DatabaseFile(file.path, { synchronous: 'FULL', migrations: [MIGRATION] });
    other.exec('BEGIN IMMEDIATE');
    await expect(add(1)).rejects.toThrow(LogUnavailable);
    other.exec('ROLLBACK');
    await add(1);
    expect(notes()).toEqual([1]);
    other.close();
  });

  it('tells whoever comes on top of 10,000 to come back', async () => {
    const waiting = Array.from({ length: 10_000 }, () => writer.write(() => undefined));
    await expect(writer.write(() => undefined)).rejects.toThrow(LogBusy);
    await Promise.all(waiting);
    await add(1);
  });

  it('drains: what waited is written', async () => {
    const adding = add(1);
    await writer.drain();
    expect(notes()).toEqual([1]);
    await adding;
  });
});
