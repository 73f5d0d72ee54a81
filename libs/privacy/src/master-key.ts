import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';

const KEY_BYTES = 32;

/** The master key cannot be used: the message says what to do. */
export class MasterKeyUnusable extends Error {}

const parse = (text: string, where: string): Uint8Array => {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.byteLength !== KEY_BYTES) throw new MasterKeyUnusable(`${where} must hold ${KEY_BYTES} bytes in base64 or hexadecimal.`);
  return key;
};

/** The master key from the variable `LINLI_MASTER_KEY`, else from a file, which is made, readable by its owner only, when there is none. */
export const masterKeyFrom = (file: string, environment: NodeJS.ProcessEnv = process.env): Uint8Array => {
  const variable = environment.LINLI_MASTER_KEY;
  if (variable) return parse(variable, 'LINLI_MASTER_KEY');
  if (!existsSync(file)) {
    const descriptor = openSync(file, 'wx', 0o600);
    try {
      writeSync(descriptor, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
  if ((statSync(file).mode & 0o077) !== 0) throw new MasterKeyUnusable(`${file} can be read by others: make it yours alone with "chmod 600".`);
  return parse(readFileSync(file, 'utf8'), file);
};
