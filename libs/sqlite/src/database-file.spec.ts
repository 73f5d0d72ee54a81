import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogUnavailable } from '@linli/engine';
import { DatabaseFile, type FileOptions, type Value } from './database-file.js';
import { FileDamaged, FileTooNew, FolderUnusable, growFile } from './files.js';

describe('a database file', () => {
  let folder: string;
  const options: FileOptions = { synchronous: 'FULL', migrations: ['CREATE TABLE notes (text TEXT)'] };
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('can be read by its owner only, and so can its folder and its write-ahead log', () => {
    const path = join(folder, 'deep', 'data', 'a.db');
    const file = new DatabaseFile(path, options);
    file.run('INSERT INTO notes VALUES (?)', 'x');
    expect([join(folder, 'deep'), join(folder, 'deep', 'data'), path, `${path}-wal`, `${path}-shm`].map(modeOf)).toEqual([
      '700',
      '700',
      '600',
      '600',
      '600',
    ]);
    file.close();
    chmodSync(path, 0o644);
    new DatabaseFile(path, options).close();
    expect(modeOf(path)).toBe('600');
  });

  it('says so where no folder can be made, at once', () => {
    expect(() => new DatabaseFile('/proc/linli/data/a.db', options)).toThrow(FolderUnusable);
  });

  it.each([
    ['FULL', 2],
    ['NORMAL', 1],
  ] as const)('is at synchronous %s on every connection, also after its first write', (synchronous, expected) => {
    const file = new DatabaseFile(join(folder, 'a.db'), { ...options, synchronous });
    file.run('INSERT INTO notes VALUES (?)', 'x');
    expect(file.number('PRAGMA synchronous')).toBe(expected);
    file.reopen();
    file.run('INSERT INTO notes VALUES (?)', 'x');
    expect(file.number('PRAGMA synchronous')).toBe(expected);
    expect(file.one('PRAGMA journal_mode')).toEqual(['wal']);
    file.close();
  });

  it('is brought from version to version, each step once', () => {
    const path = join(folder, 'a.db');
    const first = new DatabaseFile(path, options);
    first.run('INSERT INTO notes VALUES (?)', 'kept');
    first.close();
    const migrations = [...options.migrations, 'ALTER TABLE notes ADD COLUMN number INTEGER; UPDATE notes SET number = 7'];
    for (let time = 0; time < 2; time += 1) {
      const file = new DatabaseFile(path, { ...options, migrations });
      expect(file.all('SELECT * FROM notes')).toEqual([['kept', 7]]);
      file.close();
    }
    expect(() => new DatabaseFile(path, options)).toThrow(FileTooNew);
    expect(() => new DatabaseFile(path, options)).toThrow(
      'was written by a newer Linli (version 2; this one knows up to 1). Update Linli.',
    );
  });

  it('takes a step that fails back as a whole', () => {
    const path = join(folder, 'a.db');
    new DatabaseFile(path, options).close();
    expect(
      () =>
        new DatabaseFile(path, { ...options, migrations: [...options.migrations, 'CREATE TABLE more (a); INSERT INTO none VALUES (1)'] }),
    ).toThrow();
    const file = new DatabaseFile(path, options);
    expect(file.all(`SELECT name FROM sqlite_schema WHERE name = 'more'`)).toEqual([]);
    file.close();
  });

  it('says in one sentence what is wrong with it', () => {
    writeFileSync(join(folder, 'text'), 'no database '.repeat(500));
    expect(() => new DatabaseFile(join(folder, 'text'), options)).toThrow(FileDamaged);
    expect(() => new DatabaseFile(join(folder, 'text', 'a.db'), options)).toThrow(FolderUnusable);
    mkdirSync(join(folder, 'a.db'));
    expect(() => new DatabaseFile(join(folder, 'a.db'), options)).toThrow();
  });

  it('refuses what the driver would die of', () => {
    const file = new DatabaseFile(join(folder, 'a.db'), options);
    for (const wrong of [undefined, true, false, { a: 1 }, ['x'], 5n, Symbol('s')]) {
      expect(() => file.run('INSERT INTO notes VALUES (?)', wrong as unknown as Value)).toThrow(TypeError);
      expect(() => file.all('SELECT ?', wrong as unknown as Value)).toThrow(TypeError);
    }
    for (const [value, type] of [[null, 'null'], ['', 'text'], [Buffer.from('x'), 'blob'], [1.5, 'real']] as const) expect(file.one('SELECT typeof(?)', value)).toEqual([type]); // prettier-ignore
    file.close();
  });

  it('is not made anew when it has gone, and is there again when it comes back', () => {
    const path = join(folder, 'a.db');
    const file = new DatabaseFile(path, options);
    file.run('INSERT INTO notes VALUES (?)', 'kept');
    file.checkpoint();
    renameSync(path, `${path}.away`);
    expect(() => file.reopen()).toThrow(LogUnavailable);
    expect(() => file.all('SELECT * FROM notes')).toThrow('it is not there any more');
    renameSync(`${path}.away`, path);
    const before = file.opening;
    expect(file.all('SELECT * FROM notes')).toEqual([['kept']]);
    file.reopen();
    expect(file.opening).toBe(before + 1);
    file.close();
  });

  it('is brought to the disk when it is opened again, unless it can be made anew: that is read while nothing can be written', () => {
    const reopened = (synchronous: FileOptions['synchronous']): string => {
      const path = join(folder, `${synchronous}.db`);
      const file = new DatabaseFile(path, { ...options, synchronous, patienceMs: 1 });
      file.run('INSERT INTO notes VALUES (?)', 'kept');
      // Somebody who reads keeps the write-ahead log from being emptied, as a full disk does.
      const reader = new DatabaseFile(path, { ...options, synchronous, patienceMs: 1 });
      reader.exec('BEGIN');
      reader.all('SELECT * FROM notes');
      file.run('INSERT INTO notes VALUES (?)', 'too');
      try {
        file.reopen();
        return JSON.stringify(file.all('SELECT * FROM notes'));
      } catch (error) {
        return (error as Error).constructor.name;
      } finally {
        reader.exec('COMMIT');
        reader.close();
      }
    };
    expect([reopened('FULL'), reopened('NORMAL')]).toEqual(['LogUnavailable', '[["kept"],["too"]]']);
  });

  describe('whose write-ahead log has its size from the start', () => {
    const MIB = 1024 * 1024;
    let path: string;
    let file: DatabaseFile;
    const size = (): number => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    const numbers = (of: DatabaseFile): number[] => of.all<[string]>('SELECT text FROM notes ORDER BY rowid').map(([text]) => Number(text));
    const insert = (from: number, to: number): void => {
      for (let number = from; number <= to; number += 1) file.run('INSERT INTO notes VALUES (?)', String(number));
    };
    beforeEach(() => {
      path = join(folder, 'a.db');
      file = new DatabaseFile(path, options);
      file.growWriteAheadLog();
    });
    afterEach(() => file.close());

    it('has it for its owner only, writes into it without a new size, and gives it back when it is closed', () => {
      const before = size();
      expect(before / MIB).toBeCloseTo(16, 0);
      insert(1, 300);
      file.growWriteAheadLog();
      expect([size(), modeOf(`${path}-wal`)]).toEqual([before, '600']);
      file.close();
      expect(statSync(path).size).toBeLessThan(MIB);
      expect(size()).toBe(0);
    });

    it('has lost nothing where it was killed, and where its last frame was torn just that', () => {
      insert(1, 50);
      const killed = join(folder, 'killed.db');
      const opened = (change: (wal: Buffer) => void): number[] => {
        const wal = readFileSync(`${path}-wal`);
        change(wal);
        copyFileSync(path, killed);
        writeFileSync(`${killed}-wal`, wal);
        const again = new DatabaseFile(killed, options);
        again.growWriteAheadLog();
        again.run('INSERT INTO notes VALUES (?)', '1000');
        const found = numbers(again);
        again.close();
        rmSync(killed);
        return found;
      };
      const all = Array.from({ length: 50 }, (_, index) => index + 1);
      expect(opened(() => undefined)).toEqual([...all, 1000]);
      const last = (wal: Buffer): number => wal.findLastIndex((byte) => byte !== 0);
      expect(opened((wal) => (wal[last(wal)]! ^= 1))).toEqual([...all.slice(0, -1), 1000]);
      // A piece of a frame, as when the power goes, in the room behind the last one.
      expect(opened((wal) => wal.copy(wal, last(wal) + 1, last(wal) - 700, last(wal)))).toEqual([...all, 1000]);
    });

    it('goes on from where others wrote meanwhile', () => {
      const second = new DatabaseFile(path, options);
      insert(1, 10);
      second.growWriteAheadLog();
      growFile(`${path}-wal`, size() + MIB);
      second.run('INSERT INTO notes VALUES (?)', '11');
      insert(12, 20);
      expect(numbers(file)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
      second.close();
    });
  });

  it('is left as it is where the disk has little room, and where it has none after all', () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'kept');
    growFile(path, 1e15);
    expect(readFileSync(path, 'utf8')).toBe('kept');
    growFile('/dev/full', 1_000_000);
    expect(() => growFile(join(folder, 'none'), 10)).toThrow('ENOENT');
  });

  it('is closed for good, and may be closed twice', () => {
    const file = new DatabaseFile(join(folder, 'a.db'), options);
    file.close();
    file.close();
    expect(() => file.run('INSERT INTO notes VALUES (?)', 'x')).toThrow(LogUnavailable);
  });
});
