import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** So many random bytes. Handed in where a simulation wants the same bytes every time. */
export type Random = (bytes: number) => Uint8Array;

/** Drawn in one go and handed out piece by piece: asking the system for twelve bytes costs as much as sealing with them. */
const pool = Buffer.alloc(4_096);
let used = pool.byteLength;
export const systemRandom: Random = (bytes) => {
  if (bytes > pool.byteLength) return randomFillSync(Buffer.alloc(bytes));
  if (used + bytes > pool.byteLength) {
    randomFillSync(pool);
    used = 0;
  }
  const drawn = Buffer.from(pool.subarray(used, used + bytes));
  // What was a key must not lie about here until the pool is filled again.
  pool.fill(0, used, used + bytes);
  used += bytes;
  return drawn;
};

/** What was sealed has been changed, moved to another person, or cut. The message names nobody. */
export class SealBroken extends Error {}

/**
 * AES-256-GCM: nonce, tag, cipher text. `bound` must be the same when it is opened. A nonce is 96 random bits: with one
 * key per person, far fewer values stand under one key than would make two alike a concern.
 */
export const encrypt = (key: Uint8Array, plain: Uint8Array, bound: string, random: Random): Buffer => {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

export const decrypt = (key: Uint8Array, sealed: Uint8Array, bound: string): Buffer => {
  if (sealed.byteLength < NONCE_BYTES + TAG_BYTES) throw new SealBroken('A sealed value is too short to be one.');
  // The length of the tag is stated: Node would otherwise take a shorter one, which is easier to forge.
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(bound, 'utf8'));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealBroken('A sealed value does not open with the key of its person: it was changed or belongs to somebody else.');
  }
};
