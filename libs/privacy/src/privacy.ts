import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Refusal } from '@linli/kernel';
import type { KeyStore, Sealing } from '@linli/engine';

/** A value that opens only with its person's key: `s1.` and base64url of nonce, AES-256-GCM tag and cipher text. */
export type Sealed = string;

export interface Privacy {
  /** Makes the person's key on first use, durably. A forgotten person is refused with `person-forgotten`. */
  seal(person: string, value: unknown): Promise<Sealed>;
  sealMany(items: readonly { readonly person: string; readonly value: unknown }[]): Promise<Sealed[]>;
  /** Undefined when the person is forgotten. */
  open<Value>(person: string, sealed: Sealed): Promise<Value | undefined>;
  /** In the order asked; keys are fetched in one go. */
  openMany(items: readonly { readonly person: string; readonly sealed: Sealed }[]): Promise<unknown[]>;
  /** Destroys the keys: everything sealed for these persons stays dark for ever, in logs and backups too. */
  forget(persons: readonly string[]): Promise<void>;
  /** Keyed hash: the same text gives the same digest, and nobody without the master key can try texts. */
  digest(purpose: string, text: string): string;
  readonly sealing: Sealing;
}

/** The master key is not the one this vault was made with. */
export class WrongMasterKey extends Error {}

const PREFIX = 's1.';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Unwrapped keys kept in memory. */
const KEYS_AT_HAND = 50_000;
/** A "person" whose value proves that the master key belongs to the vault. */
const CHECK = 'installation';

const encrypt = (key: Uint8Array, plain: Uint8Array, bound: string): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};

const decrypt = (key: Uint8Array, sealed: Uint8Array, bound: string): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(bound, 'utf8'));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
};

/** Opens the vault; throws `WrongMasterKey` when it was made with another. */
export const openPrivacy = async ({ keys, masterKey }: { keys: KeyStore; masterKey: Uint8Array }): Promise<Privacy> => {
  if (masterKey.byteLength !== KEY_BYTES) throw new WrongMasterKey(`A master key has ${KEY_BYTES} bytes, this one has ${masterKey.byteLength}.`);
  const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, '', `linli ${purpose}`, KEY_BYTES));
  const wrapping = derived('wrapping');
  const digests = derived('digests');
  const answers = derived('answers');
  const atHand = new Map<string, Uint8Array>();

  const keep = (person: string, key: Uint8Array): Uint8Array => {
    if (atHand.size >= KEYS_AT_HAND) atHand.clear();
    atHand.set(person, key);
    return key;
  };

  const keysOf = async (persons: readonly string[]): Promise<Map<string, Uint8Array>> => {
    const found = new Map<string, Uint8Array>();
    const missing: string[] = [];
    for (const person of new Set(persons)) {
      const key = atHand.get(person);
      if (key) found.set(person, key);
      else missing.push(person);
    }
    if (missing.length > 0) {
      for (const [person, wrapped] of await keys.get(missing)) found.set(person, keep(person, decrypt(wrapping, wrapped, person)));
    }
    return found;
  };

  /** The first sealer's key stands, whoever else came at the same time. */
  const keyFor = async (person: string): Promise<Uint8Array> => {
    const wrapped = await keys.add(person, encrypt(wrapping, randomBytes(KEY_BYTES), person));
    if (!wrapped) throw new Refusal('rule', 'person-forgotten', 'This person has been forgotten and cannot be entered again under the same record.');
    return keep(person, decrypt(wrapping, wrapped, person));
  };

  const sealWith = (key: Uint8Array, person: string, value: unknown): Sealed => PREFIX + encrypt(key, Buffer.from(JSON.stringify(value), 'utf8'), person).toString('base64url');
  const openWith = (key: Uint8Array, person: string, sealed: Sealed): unknown => {
    if (!sealed.startsWith(PREFIX)) throw new Error('This is not a sealed value.');
    return JSON.parse(decrypt(key, Buffer.from(sealed.slice(PREFIX.length), 'base64url'), person).toString('utf8')) as unknown;
  };

  const sealMany: Privacy['sealMany'] = async (items) => {
    const known = await keysOf(items.map(({ person }) => person));
    const fresh = [...new Set(items.map(({ person }) => person))].filter((person) => !known.has(person));
    await Promise.all(fresh.map(async (person) => known.set(person, await keyFor(person))));
    return items.map(({ person, value }) => sealWith(known.get(person)!, person, value));
  };

  const openMany: Privacy['openMany'] = async (items) => {
    const known = await keysOf(items.map(({ person }) => person));
    return items.map(({ person, sealed }) => {
      const key = known.get(person);
      return key && openWith(key, person, sealed);
    });
  };

  const checked = await keys.get([CHECK]);
  try {
    if (checked.has(CHECK)) decrypt(wrapping, checked.get(CHECK)!, CHECK);
    else await keyFor(CHECK);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new WrongMasterKey('The master key is not the one that this vault was made with.');
  }

  return {
    seal: async (person, value) => (await sealMany([{ person, value }]))[0]!,
    sealMany,
    open: async <Value>(person: string, sealed: Sealed) => (await openMany([{ person, sealed }]))[0] as Value | undefined,
    openMany,
    async forget(persons) {
      for (const person of persons) atHand.delete(person);
      await keys.destroy(persons);
      // A sealing that was under way when the key went may have put it back.
      for (const person of persons) atHand.delete(person);
    },
    digest: (purpose, text) => createHmac('sha256', digests).update(purpose).update('\0').update(text).digest('base64url'),
    sealing: {
      sealAnswer: (answer) => encrypt(answers, Buffer.from(answer, 'utf8'), 'answer').toString('base64url'),
      openAnswer: (sealed) => decrypt(answers, Buffer.from(sealed, 'base64url'), 'answer').toString('utf8'),
      digest: (text) => createHmac('sha256', digests).update('request\0').update(text).digest('base64url'),
    },
  };
};
