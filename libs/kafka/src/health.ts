import type { Report } from '@linli/engine';

/** What is amiss, each trouble under the name of the part that has it. Told once when it comes and once when it goes. */
export class Health {
  readonly #troubles = new Map<string, string>();
  readonly #asked = new Set<string>();

  constructor(private readonly report: (line: Report) => void) {}

  /** The brokers were asked something for the first time: until they answer nobody can say that it is well, and there is nothing to tell. */
  asked(part: string): void {
    if (!this.#troubles.has(part)) this.#asked.add(part);
  }

  answered(part: string): void {
    this.#asked.delete(part);
  }

  amiss(part: string, why: string): void {
    this.answered(part);
    if (this.#troubles.get(part) !== why) this.report({ level: 'error', message: 'the bus is not well', part, error: why });
    this.#troubles.set(part, why);
  }

  well(part: string): void {
    this.answered(part);
    if (this.#troubles.delete(part)) this.report({ level: 'info', message: 'the bus is well again', part });
  }

  get troubles(): readonly string[] {
    return [
      ...[...this.#troubles].map(([part, why]) => `${part}: ${why}`),
      ...[...this.#asked].map((part) => `${part}: No broker has answered yet.`),
    ];
  }
}
