import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newMasterKey } from '@linli/privacy';

/** What an installation's keys are called in their folder, and by which settings they are found. */
export const KEY_FILES = {
  LINLI_MASTER_KEY_FILE: 'master.key',
  LINLI_INTERNAL_SECRET_FILE: 'internal.secret',
  LINLI_TOKEN_PRIVATE_KEY_FILE: 'token.private.pem',
  LINLI_TOKEN_PUBLIC_KEY_FILE: 'token.public.pem',
} as const;

/**
 * Makes the keys of an installation that are not in the folder yet; answers which it made. What is there stays: another
 * master key would open nothing of the vault.
 */
export const makeKeys = (folder: string): string[] => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made: string[] = [];
  const write = (file: string, text: string): void => {
    writeFileSync(join(folder, file), text, { mode: 0o400, flag: 'wx' });
    chmodSync(join(folder, file), 0o400);
    made.push(file);
  };
  const isThere = (file: string): boolean => existsSync(join(folder, file));
  if (!isThere(KEY_FILES.LINLI_MASTER_KEY_FILE)) write(KEY_FILES.LINLI_MASTER_KEY_FILE, `${newMasterKey()}\n`);
  if (!isThere(KEY_FILES.LINLI_INTERNAL_SECRET_FILE))
    write(KEY_FILES.LINLI_INTERNAL_SECRET_FILE, `${randomBytes(32).toString('base64url')}\n`);
  if (!isThere(KEY_FILES.LINLI_TOKEN_PRIVATE_KEY_FILE)) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    write(KEY_FILES.LINLI_TOKEN_PUBLIC_KEY_FILE, publicKey.export({ type: 'spki', format: 'pem' }).toString());
    write(KEY_FILES.LINLI_TOKEN_PRIVATE_KEY_FILE, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  return made;
};
