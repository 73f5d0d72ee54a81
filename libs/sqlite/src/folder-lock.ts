import { join } from 'node:path';
import Database from 'libsql';
import { FolderInUse, FolderUnusable, makePrivateFile } from './files.js';

export interface FolderLock {
  release(): void;
}

/**
 * Holds the data folder for one process: a lock of the operating system on a file of its own, so it goes with the
 * process however that ends. A second one is told `FolderInUse`.
 */
export const lockFolder = (folder: string): FolderLock => {
  const path = join(folder, 'linli.lock');
  makePrivateFile(path);
  let connection: Database.Database | undefined;
  try {
    connection = new Database(path);
    connection.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const held = connection;
    return { release: () => void held.close() };
  } catch (error) {
    connection?.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY'))
      throw new FolderInUse(`The data folder ${folder} is in use by another Linli.`);
    throw new FolderUnusable(`The data folder ${folder} cannot be locked: ${String(error)}`);
  }
};
