import { hash, verify, type Algorithm } from '@node-rs/argon2';
import { EdgeProblem } from '@linli/nest-kit';
import { normalPassword } from '../domain/password.js';

/** OWASP's smallest for argon2id: 19 MiB, two passes, one lane; some 40 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** At once, so that signing in takes neither all cores nor much memory; the rest waits in turn. */
const AT_ONCE = 2;
/** Waiting; who comes on top is asked to come back. */
const WAITING = 500;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time whether there is a hash to hold it against or not. */
  matches(hashed: string | undefined, password: string): Promise<boolean>;
  /** A slow digest that is the same for the same texts and salt: for telling two requests apart without keeping a quick one of a password. */
  fingerprint(salt: string, texts: readonly string[]): Promise<string>;
}

/** `memoryCost` in KiB; tests ask for less. */
export const argonPasswords = (cost: { readonly memoryCost: number; readonly timeCost: number } = COST): Passwords => {
  const options = { ...COST, ...cost, algorithm: ARGON2ID };
  const turns = new Turns();
  const dummy = hash('nobody’s password', options);
  return {
    hash: (password) => turns.take(() => hash(normalPassword(password), options)),
    matches: async (hashed, password) => {
      const right = await turns.take(async () => verify(hashed ?? (await dummy), normalPassword(password)));
      return right && hashed !== undefined;
    },
    fingerprint: (salt, texts) =>
      turns.take(() => hash(JSON.stringify(texts), { ...options, salt: Buffer.from(salt, 'utf8').subarray(0, 16) })),
  };
};

/** `Algorithm.Argon2id`: a const enum of another module cannot be read file by file. */
const ARGON2ID = 2 as Algorithm;

class Turns {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= WAITING)
        throw new EdgeProblem(503, 'not-ready', 'Too many people sign in at this moment. Try again in a few seconds.', {
          'retry-after': '5',
        });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
