import { accessSync, chmodSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder or a file in it cannot be written. */
export class FolderUnusable extends Error {}
/** Another process works on this data folder. */
export class FolderInUse extends Error {}
/** The file was written by a newer Linli. */
export class FileTooNew extends Error {}
/** The file is no database, or a broken one. */
export class FileDamaged extends Error {}

/**
 * Makes a file, and the folders above it, that only their owner can read. One that is there already is never opened
 * and closed here: closing it would drop the locks that SQLite holds on it in this process.
 */
export const makePrivateFile = (path: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    makeIfMissing(path);
    accessSync(path, constants.R_OK | constants.W_OK);
    chmodSync(path, 0o600);
  } catch (error) {
    throw new FolderUnusable(`${path} cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
};

const makeIfMissing = (path: string): void => {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};
