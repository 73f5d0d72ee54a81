/** One key for one content: what is sent again after a failure is the same command, not a second one. */
export class CommandKeys {
  #last: { readonly content: string; readonly key: string } | undefined;

  constructor(private readonly newKey: () => string = () => crypto.randomUUID()) {}

  for(content: string): string {
    if (this.#last?.content !== content) this.#last = { content, key: this.newKey() };
    return this.#last.key;
  }

  /** The command is done: the same content from now on is a new one. */
  done(): void {
    this.#last = undefined;
  }
}
