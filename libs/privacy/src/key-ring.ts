import type { KeyStore } from '@linli/engine';
import { Refusal } from '@linli/kernel';
import { decrypt, encrypt, KEY_BYTES, type Random } from './cipher.js';

/** Unwrapped keys kept in memory: a whole neighbourhood, at some 200 bytes each. */
const KEYS_AT_HAND = 50_000;

/** The persons' keys, unwrapped. On the shelf each is wrapped with a key derived from the master key. */
export class KeyRing {
  readonly #atHand = new Map<string, { readonly key: Uint8Array; readonly since: number }>();
  /** Counts forgettings: a key that was fetched across one is used but not kept. */
  #forgettings = 0;

  constructor(
    private readonly shelf: KeyStore,
    private readonly wrapping: Uint8Array,
    private readonly random: Random,
    private readonly most = KEYS_AT_HAND,
    /** How long a key may be at hand. Where others destroy keys too, what they have destroyed is still here for so long. */
    private readonly keep: { readonly ms: number; readonly now: () => number } = { ms: Number.POSITIVE_INFINITY, now: () => 0 },
  ) {}

  /** Keys of those who have one, fetched in one go. */
  async of(persons: Iterable<string>): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    const missing: string[] = [];
    for (const person of new Set(persons)) {
      const kept = this.#atHand.get(person);
      this.#atHand.delete(person);
      // A clock that was set back must not keep it any longer.
      if (kept && Math.abs(this.keep.now() - kept.since) < this.keep.ms) {
        found.set(person, kept.key);
        // Used last, dropped last.
        this.#atHand.set(person, kept);
      } else missing.push(person);
    }
    if (missing.length === 0) return found;
    const before = this.#forgettings;
    for (const [person, wrapped] of await this.shelf.get(missing)) found.set(person, this.#keep(person, wrapped, before));
    return found;
  }

  /** Makes a first key. It is random, never derived: destroying it is final. Whoever came first stands, the others get the same. */
  async make(person: string): Promise<Uint8Array> {
    const before = this.#forgettings;
    const wrapped = await this.shelf.add(person, encrypt(this.wrapping, this.random(KEY_BYTES), person, this.random));
    if (!wrapped)
      throw new Refusal('rule', 'person-forgotten', 'This person has been forgotten and cannot be entered again under the same record.');
    return this.#keep(person, wrapped, before);
  }

  async destroy(persons: readonly string[]): Promise<void> {
    this.#forgettings += 1;
    for (const person of persons) this.#atHand.delete(person);
    try {
      await this.shelf.destroy(persons);
    } finally {
      // Fetches that began before the shelf was empty must not put a key back; nor where emptying it has failed halfway.
      this.#forgettings += 1;
      for (const person of persons) this.#atHand.delete(person);
    }
  }

  #keep(person: string, wrapped: Uint8Array, before: number): Uint8Array {
    const key = decrypt(this.wrapping, wrapped, person);
    if (before !== this.#forgettings) return key;
    this.#atHand.set(person, { key, since: this.keep.now() });
    if (this.#atHand.size > this.most) this.#atHand.delete(this.#atHand.keys().next().value!);
    return key;
  }
}
