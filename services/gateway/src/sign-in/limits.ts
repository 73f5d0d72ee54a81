import type { Clock } from '@linli/kernel';
import { EdgeProblem } from '@linli/nest-kit';

const WINDOW_MS = 15 * 60_000;
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 100;
/** Keys kept; beyond it the oldest go, which is better than memory without end. */
const KEPT = 100_000;

/**
 * Counts failed sign-ins, for 15 minutes. An account is limited only from the address that failed, so nobody can lock
 * somebody else out. Attempts under way count as failures that have not happened yet: they are waited for, not refused,
 * or many guesses at once would all pass before the first has failed.
 */
export class SignInLimits {
  readonly #failures = new Map<string, number[]>();
  readonly #underWay = new Map<string, { count: number; waiting: (() => void)[] }>();

  constructor(private readonly clock: Clock) {}

  /** Runs one attempt; `attempt` answers whether it succeeded. Throws 429 when there were too many failures. */
  async attempt<Result>(account: string, address: string, attempt: () => Promise<Result | undefined>): Promise<Result | undefined> {
    const limits = [
      [`${address}\n${account}`, PER_ACCOUNT_AND_ADDRESS],
      [address, PER_ADDRESS],
    ] as const;
    const entered: string[] = [];
    try {
      for (const [key, limit] of limits) {
        await this.#enter(key, limit);
        entered.push(key);
      }
      const result = await attempt();
      if (result === undefined) for (const key of entered) this.#fail(key);
      // Who knows the password has no need of the count; the address as a whole keeps its own.
      else this.#failures.delete(entered[0]!);
      return result;
    } finally {
      for (const key of entered) this.#leave(key);
    }
  }

  async #enter(key: string, limit: number): Promise<void> {
    for (;;) {
      const failures = this.#recent(key);
      if (failures.length >= limit) throw tooMany(failures[failures.length - limit]! + WINDOW_MS - this.clock.now());
      const now = this.#underWay.get(key) ?? { count: 0, waiting: [] };
      if (failures.length + now.count < limit) {
        now.count += 1;
        this.#underWay.set(key, now);
        return;
      }
      await new Promise<void>((resolve) => now.waiting.push(resolve));
    }
  }

  #leave(key: string): void {
    const now = this.#underWay.get(key)!;
    now.count -= 1;
    if (now.count === 0) this.#underWay.delete(key);
    for (const resolve of now.waiting.splice(0)) resolve();
  }

  #recent(key: string): readonly number[] {
    const from = this.clock.now() - WINDOW_MS;
    const recent = (this.#failures.get(key) ?? []).filter((at) => at > from);
    if (recent.length === 0) this.#failures.delete(key);
    else this.#failures.set(key, recent);
    return recent;
  }

  #fail(key: string): void {
    const failures = [...this.#recent(key), this.clock.now()];
    this.#failures.delete(key);
    this.#failures.set(key, failures);
    if (this.#failures.size > KEPT) this.#failures.delete(this.#failures.keys().next().value!);
  }
}

const tooMany = (waitMs: number): EdgeProblem =>
  new EdgeProblem(429, 'too-many-requests', 'Too many failed sign-ins from here. Try again later.', {
    'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))),
  });
