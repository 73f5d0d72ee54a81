/** One at a time per key, in order of asking. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Resolves when it is our turn; the answer must be called to give it on. */
  async take(key: string): Promise<() => void> {
    const before = this.#last.get(key);
    let release!: () => void;
    const mine = new Promise<void>((resolve) => (release = resolve));
    const tail = (before ?? Promise.resolve()).then(() => mine);
    this.#last.set(key, tail);
    await before;
    return () => {
      release();
      if (this.#last.get(key) === tail) this.#last.delete(key);
    };
  }

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const release = await this.take(key);
    try {
      return await work();
    } finally {
      release();
    }
  }
}
