import { createHmac, hkdfSync } from 'node:crypto';
import type { KeyStore, Sealing } from '@linli/engine';
import { decrypt, encrypt, KEY_BYTES, SealBroken, systemRandom, type Random } from './cipher.js';
import { KeyRing } from './key-ring.js';

/** A value that opens only with its person's key: `s1.` and base64url of nonce, AES-256-GCM tag and cipher text. */
export type Sealed = string;

/** A person is a resident, a volunteer or an account, named by id. */
export interface Privacy {
  /** Makes the person's key on first use, durably. A forgotten person is refused with `person-forgotten`. */
  seal(person: string, value: unknown): Promise<Sealed>;
  sealMany(items: readonly { readonly person: string; readonly value: unknown }[]): Promise<Sealed[]>;
  /** Undefined when the person is forgotten. Throws `SealBroken` for what was tampered with. */
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
/**
 * Texts are filled with blanks (which JSON ignores) to steps of this length. Without it the length alone would tell
 * most care categories apart, and whether somebody has one at all.
 */
const STEP_BYTES = 32;
/** A "person" whose key proves that the master key belongs to the vault. */
const CHECK = 'installation';

const padded = (value: unknown): Buffer => {
  const text = JSON.stringify(value);
  const short = Buffer.byteLength(text, 'utf8') % STEP_BYTES;
  return Buffer.from(short === 0 ? text : text + ' '.repeat(STEP_BYTES - short), 'utf8');
};

export interface PrivacyOptions {
  readonly keys: KeyStore;
  readonly masterKey: Uint8Array;
  readonly random?: Random;
  /** Where other processes destroy keys too: how long a key stays in memory here, at most. */
  readonly keep?: { readonly ms: number; readonly now: () => number };
}

/** Opens the vault; throws `WrongMasterKey` when it was made with another. */
export const openPrivacy = async ({ keys, masterKey, random = systemRandom, keep }: PrivacyOptions): Promise<Privacy> => {
  if (masterKey.byteLength !== KEY_BYTES)
    throw new WrongMasterKey(`A master key has ${KEY_BYTES} bytes, this one has ${masterKey.byteLength}.`);
  const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, '', `linli ${purpose}`, KEY_BYTES));
  const digests = derived('digests');
  const answers = derived('answers');
  const ring = new KeyRing(keys, derived('wrapping'), random, undefined, keep);

  try {
    if (!(await ring.of([CHECK])).has(CHECK)) await ring.make(CHECK);
  } catch (error) {
    if (error instanceof SealBroken) throw new WrongMasterKey('The master key is not the one that this vault was made with.');
    throw error;
  }

  const sealWith = (key: Uint8Array, person: string, value: unknown): Sealed =>
    PREFIX + encrypt(key, padded(value), person, random).toString('base64url');
  const openWith = (key: Uint8Array, person: string, sealed: Sealed): unknown => {
    if (!sealed.startsWith(PREFIX)) throw new SealBroken('This is not a sealed value.');
    return JSON.parse(decrypt(key, Buffer.from(sealed.slice(PREFIX.length), 'base64url'), person).toString('utf8')) as unknown;
  };

  const sealMany: Privacy['sealMany'] = async (items) => {
    const persons = new Set(items.map(({ person }) => person));
    const known = await ring.of(persons);
    await Promise.all(
      [...persons].filter((person) => !known.has(person)).map(async (person) => known.set(person, await ring.make(person))),
    );
    return items.map(({ person, value }) => sealWith(known.get(person)!, person, value));
  };

  const openMany: Privacy['openMany'] = async (items) => {
    const known = await ring.of(items.map(({ person }) => person));
    return items.map(({ person, sealed }) => {
      const key = known.get(person);
      return key && openWith(key, person, sealed);
    });
  };

  const digest = (purpose: string, text: string): string =>
    createHmac('sha256', digests).update(purpose).update('\0').update(text).digest('base64url');

  return {
    seal: async (person, value) => (await sealMany([{ person, value }]))[0]!,
    sealMany,
    open: async <Value>(person: string, sealed: Sealed) => (await openMany([{ person, sealed }]))[0] as Value | undefined,
    openMany,
    // The vault's own proof is nobody's to forget.
    forget: (persons) => ring.destroy(persons.filter((person) => person !== CHECK)),
    digest,
    sealing: {
      sealAnswer: (answer) => encrypt(answers, Buffer.from(answer, 'utf8'), 'answer', random).toString('base64url'),
      openAnswer: (sealed) => decrypt(answers, Buffer.from(sealed, 'base64url'), 'answer').toString('utf8'),
      digest: (text) => digest('request', text),
    },
  };
};
