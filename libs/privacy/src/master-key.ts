import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { KEY_BYTES } from './cipher.js';

/** The master key cannot be used: the message says what to do. */
export class MasterKeyUnusable extends Error {}

const parse = (text: string, where: string): Uint8Array => {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  // Node skips what is no base64; a mistyped key must not become another key.
  if (key.byteLength !== KEY_BYTES || !/^([0-9a-f]{64}|[0-9a-z+/_-]{43}=?)$/i.test(trimmed)) {
    throw new MasterKeyUnusable(`${where} must hold ${KEY_BYTES} bytes in base64 or hexadecimal.`);
  }
  return key;
};

/** Whole or not at all: a crash in between must not leave half a key under which something is sealed later. */
const make = (file: string, platform: NodeJS.Platform): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, `${newMasterKey()}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  // Windows brings no folder to the disk.
  if (platform === 'win32') return;
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/**
 * The master key from the variable `LINLI_MASTER_KEY`, else from a file, which is made, readable by its owner only,
 * when there is none. Called under the lock of the data folder: two makers would not see each other. On Windows the mode of a file
 * says nothing of who may read it: that is the folder's matter there.
 */
export const masterKeyFrom = (
  file: string,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Uint8Array => {
  const variable = environment.LINLI_MASTER_KEY;
  if (variable) return parse(variable, 'LINLI_MASTER_KEY');
  try {
    if (!existsSync(file)) make(file, platform);
    if (platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new MasterKeyUnusable(`${file} can be read by others: make it yours alone with "chmod 600".`);
    return parse(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof MasterKeyUnusable) throw error;
    throw new MasterKeyUnusable(
      `The master key ${file} cannot be read or made: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`,
    );
  }
};

/** The master key in the words of a secret that somebody else keeps: a cluster is given one and never makes one. */
export const readMasterKey = (text: string, where: string): Uint8Array => parse(text, where);

/** A new master key, as it is written down. */
export const newMasterKey = (): string => randomBytes(KEY_BYTES).toString('base64');
