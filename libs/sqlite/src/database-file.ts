import { existsSync } from 'node:fs';
import Database from 'libsql';
import { LogUnavailable } from '@linli/engine';
import { FileDamaged, FileTooNew, FolderInUse, growFile, makePrivateFile } from './files.js';

export type Value = string | number | null | Uint8Array;

export interface FileOptions {
  /** FULL: a commit is on disk when it is answered. NORMAL: for what can be rebuilt. */
  readonly synchronous: 'FULL' | 'NORMAL';
  /** What makes the file of each version out of the one before, from version 1 on. Never changed once released. */
  readonly migrations: readonly string[];
  /** Overwrites what is deleted. */
  readonly secureDelete?: boolean;
  /**
   * Another thread of this process has the file open, has made it ready and brings it to the disk: this connection only reads
   * it, or writes when it is told to.
   */
  readonly beside?: 'reads' | 'writes';
  /** How long it waits for another process that writes; the process stands still meanwhile. */
  readonly patienceMs?: number;
}

const SYNCHRONOUS = { FULL: 2, NORMAL: 1 } as const;
/** Pages that the write-ahead log grows to before it is brought into the file. Whoever writes beside is there sooner, so that he does it. */
const PAGES = 4_000;
const BESIDE_PAGES = 1_000;
/** https://www.sqlite.org/fileformat2.html#walformat */
const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** Prepared statements kept; queries of views come in many shapes. */
const STATEMENTS = 500;

/** One database file, that only its owner can read, on one connection of this process. */
export class DatabaseFile {
  #connection: Database.Database | undefined;
  #closed = false;
  #openings = 0;
  #writes = 0;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(
    readonly path: string,
    private readonly options: FileOptions,
  ) {
    if (!options.beside) makePrivateFile(path);
    this.#open();
  }

  /** Rises with each opening of the file: what was remembered of it before must be read again. */
  get opening(): number {
    this.#use();
    return this.#openings;
  }

  /** Rises with each statement that may have changed something. */
  get writes(): number {
    return this.#writes;
  }

  all<Row extends readonly unknown[]>(sql: string, ...values: Value[]): Row[] {
    return this.#statement(sql).all(checked(values)) as Row[];
  }

  one<Row extends readonly unknown[]>(sql: string, ...values: Value[]): Row | undefined {
    return this.#statement(sql).get(checked(values)) as Row | undefined;
  }

  /** The one number that a statement answers. */
  number(sql: string, ...values: Value[]): number {
    return Number(this.one<[number]>(sql, ...values)?.[0]);
  }

  /** Answers how many rows it changed. */
  run(sql: string, ...values: Value[]): number {
    const statement = this.#statement(sql);
    checked(values);
    this.#writes += 1;
    return statement.run(values).changes;
  }

  exec(sql: string): void {
    this.#use().exec(sql);
  }

  /**
   * Gives the write-ahead log, until it is emptied, the size at which it is written over from its start: its first commits
   * cost no more than later ones. What stands behind the last whole frame is never read, zeros or not.
   */
  growWriteAheadLog(): void {
    growFile(`${this.path}-wal`, WAL_HEADER_BYTES + PAGES * (FRAME_HEADER_BYTES + this.number('PRAGMA page_size')));
  }

  /** Puts all that was written into the file itself and empties the write-ahead log. */
  checkpoint(): void {
    const [busy] = this.one<[number]>('PRAGMA wal_checkpoint(TRUNCATE)') ?? [1];
    if (busy !== 0) throw new LogUnavailable(`The write-ahead log of ${this.path} could not be emptied: somebody reads the file.`);
  }

  /**
   * After a fault: a new connection sees what is really there. When that fails too, the next use tries again. Where the disk is full
   * and what was lost can be folded again, the connection is kept: a new one would need room, and reading must go on.
   */
  reopen(fault?: unknown): void {
    if (this.options.synchronous !== 'FULL' && isFull(fault) && this.#undo()) return;
    this.#release();
    this.#use();
  }

  /** Answers whether the connection stands as before its transaction. */
  #undo(): boolean {
    try {
      if (this.#connection?.inTransaction) this.#connection.exec('ROLLBACK');
    } catch {
      return false;
    }
    this.#openings += 1;
    return this.#connection !== undefined;
  }

  close(): void {
    if (this.#closed) return;
    if (!this.options.beside) this.checkpoint();
    this.#closed = true;
    this.#release();
  }

  #use(): Database.Database {
    if (this.#connection) return this.#connection;
    if (this.#closed) throw new LogUnavailable(`${this.path} is closed.`);
    try {
      // A file that has gone is not made anew: an empty log in its place would be worse than none.
      if (!existsSync(this.path)) throw new Error('it is not there any more');
      this.#open();
      // Whatever a failed commit left in the write-ahead log is brought to the disk before anybody relies on it. What can be
      // folded again needs no such care, and can so be read while the disk is full.
      if (this.options.synchronous === 'FULL') this.checkpoint();
    } catch (error) {
      this.#release();
      throw new LogUnavailable(`${this.path} cannot be opened again: ${String(error)}`);
    }
    return this.#connection!;
  }

  #open(): void {
    const { synchronous, migrations, secureDelete, beside, patienceMs = 5_000 } = this.options;
    try {
      this.#connection = new Database(this.path);
      this.#connection.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA journal_mode = WAL`);
      this.#connection.exec(
        `PRAGMA synchronous = ${synchronous}; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = ${beside ? BESIDE_PAGES : PAGES}; PRAGMA temp_store = MEMORY`,
      );
      if (secureDelete) this.#connection.exec('PRAGMA secure_delete = ON');
      this.#openings += 1;
      if (beside === 'reads') this.#connection.exec('PRAGMA query_only = ON');
      if (!beside) this.#migrate(migrations);
    } catch (error) {
      this.#release();
      throw said(error, this.path);
    }
    // Some builds of SQLite fall back to NORMAL after the first write in WAL mode: the fact is looked at, not the wish.
    const actual = this.number('PRAGMA synchronous');
    if (actual !== SYNCHRONOUS[synchronous]) throw new Error(`${this.path} is at synchronous ${actual}, not ${synchronous}.`);
  }

  #migrate(migrations: readonly string[]): void {
    const version = this.number('PRAGMA user_version');
    if (version > migrations.length) {
      throw new FileTooNew(
        `${this.path} was written by a newer Linli (version ${version}; this one knows up to ${migrations.length}). Update Linli.`,
      );
    }
    for (let at = version; at < migrations.length; at += 1) {
      this.exec(`BEGIN IMMEDIATE; ${migrations[at]!}; PRAGMA user_version = ${at + 1}; COMMIT`);
    }
    // A write on every connection, so that what is looked at afterwards is what commits will use.
    this.exec(`PRAGMA user_version = ${migrations.length}`);
  }

  #statement(sql: string): Database.Statement {
    const connection = this.#use();
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = connection.prepare(sql);
      if (statement.reader) statement.raw();
      if (this.#statements.size >= STATEMENTS) this.#statements.clear();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** The driver lets a connection go only when its last statement has been collected: what it holds is given back before. */
  #release(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#statements.clear();
    try {
      if (connection?.inTransaction) connection.exec('ROLLBACK');
    } finally {
      connection?.close();
    }
  }
}

const isFull = (fault: unknown): boolean => (fault as { code?: unknown } | undefined)?.code === 'SQLITE_FULL';

/** The driver aborts the whole process on a boolean or undefined: such a mistake is caught before. */
const checked = (values: Value[]): Value[] => {
  for (const value of values) {
    if (typeof value === 'string' || typeof value === 'number' || value === null || value instanceof Uint8Array) continue;
    throw new TypeError(`A ${typeof value} cannot be stored.`);
  }
  return values;
};

const said = (error: unknown, path: string): unknown => {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT'))
    return new FileDamaged(`${path} cannot be read as a database: ${message}.`);
  if (code?.startsWith('SQLITE_BUSY')) return new FolderInUse(`${path} is in use by another process.`);
  return error;
};
