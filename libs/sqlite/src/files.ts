import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
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
    makeFolder(dirname(path));
    makeIfMissing(path);
    accessSync(path, constants.R_OK | constants.W_OK);
    chmodSync(path, 0o600);
  } catch (error) {
    throw new FolderUnusable(`${path} cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
};

/** One by one: where a file system answers ENOENT to every new folder (/proc does), Node's own `recursive` never ends. */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

const makeIfMissing = (path: string): void => {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};
