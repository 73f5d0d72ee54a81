import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';

export type Connection = Database.Database;
export type Statement = Database.Statement;

/** The folder or a file in it cannot be written. */
export class FolderUnusable extends Error {}
/** Another process works on this data folder. */
export class FolderInUse extends Error {}
/** The file was written by a newer Linli. */
export class FileTooNew extends Error {}

export interface FileOptions {
  /** FULL: a commit is on disk when it is answered. NORMAL: for what can be rebuilt. */
  readonly synchronous: 'FULL' | 'NORMAL';
  /** What makes the file of each version out of the one before, from version 1 on. */
  readonly migrations: readonly string[];
  /** Overwrites what is deleted. */
  readonly secureDelete?: boolean;
}

const SYNCHRONOUS = { FULL: 2, NORMAL: 1 } as const;

/** Opens or makes a database file that only its owner can read. */
export const openFile = (file: string, options: FileOptions): Connection => {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  } catch (error) {
    throw new FolderUnusable(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
  const connection = new Database(file);
  connection.pragma('journal_mode = WAL');
  // Some builds fall back to NORMAL in WAL mode once something was written: it is set, and held against the fact below.
  connection.pragma(`synchronous = ${options.synchronous}`);
  connection.pragma('busy_timeout = 5000');
  connection.pragma('cache_size = -65536');
  connection.pragma('wal_autocheckpoint = 4000');
  connection.pragma('temp_store = MEMORY');
  if (options.secureDelete) connection.pragma('secure_delete = ON');
  migrate(connection, file, options.migrations);
  const actual = number(connection, 'PRAGMA synchronous');
  if (actual !== SYNCHRONOUS[options.synchronous]) throw new Error(`${file} is at synchronous ${actual}, not ${options.synchronous}.`);
  return connection;
};

const migrate = (connection: Connection, file: string, migrations: readonly string[]): void => {
  const version = number(connection, 'PRAGMA user_version');
  if (version > migrations.length) throw new FileTooNew(`${file} was written by a newer Linli (version ${version}, this one knows ${migrations.length}).`);
  for (let at = version; at < migrations.length; at += 1) {
    connection.exec(`BEGIN IMMEDIATE; ${migrations[at]}; PRAGMA user_version = ${at + 1}; COMMIT;`);
  }
  // A write on this connection, so that what is read afterwards is what commits will use.
  connection.exec(`PRAGMA user_version = ${migrations.length}`);
};

export const number = (connection: Connection, sql: string): number => Number((connection.prepare(sql).raw().get() as unknown as [number])[0]);

/** Holds the data folder for one process: a lock of the operating system, so it goes with the process however it ends. */
export const lockFolder = (folder: string): (() => void) => {
  const file = `${folder}/linli.lock`;
  const connection = openLock(file, folder);
  return () => connection.close();
};

const openLock = (file: string, folder: string): Connection => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw new FolderUnusable(`The data folder ${folder} cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
  const connection = new Database(file);
  try {
    connection.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    return connection;
  } catch (error) {
    connection.close();
    if (/locked|busy/i.test(String(error))) throw new FolderInUse(`The data folder ${folder} is in use by another Linli.`);
    throw new FolderUnusable(`The data folder ${folder} cannot be locked: ${String(error)}.`);
  }
};
