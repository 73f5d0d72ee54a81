import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  statfsSync,
  writeSync,
} from 'node:fs';
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

/** A disk with less room than this many times what is asked for is not filled with zeros. */
const ROOM = 10;
/** One small piece after another is written in a third of the time of 16 MB at once. */
const PIECE_BYTES = 256 * 1024;

/**
 * Gives a file that is there the size it will have, in zeros that are on the disk: whoever writes over them later brings
 * bytes to the disk, and no new size with each. Nothing that is in the file is touched, whoever else writes to it. Where
 * there is little room the file stays as it is; where there is none after all it keeps what it got.
 */
export const growFile = (path: string, bytes: number): void => {
  const { bavail, bsize } = statfsSync(path);
  if (bavail * bsize < ROOM * bytes) return;
  // Appending: the place is found by the system at the moment of writing.
  const file = openSync(path, 'a');
  try {
    const zeros = Buffer.alloc(PIECE_BYTES);
    for (let left = bytes - fstatSync(file).size; left > 0;) left -= writeSync(file, zeros, 0, Math.min(left, zeros.length));
    fdatasyncSync(file);
  } catch (error) {
    if (!NO_ROOM.has((error as NodeJS.ErrnoException).code)) throw error;
  } finally {
    closeSync(file);
  }
};

const NO_ROOM: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
