import type { Report } from '@linli/engine';

/** What is amiss, each trouble under the name of the part that has it. Told once when it comes and once when it goes. */
export class Health {
  readonly #troubles = new Map<string, string>();

  constructor(private readonly report: (line: Report) => void) {}

  amiss(part: string, why: string): void {
    if (this.#troubles.get(part) !== why) this.report({ level: 'error', message: 'the bus is not well', part, error: why });
    this.#troubles.set(part, why);
  }

  well(part: string): void {
    if (this.#troubles.delete(part)) this.report({ level: 'info', message: 'the bus is well again', part });
  }

  get troubles(): readonly string[] {
    return [...this.#troubles].map(([part, why]) => `${part}: ${why}`);
  }
}
