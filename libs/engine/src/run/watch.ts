import { instant } from '@linli/kernel';
import type { Head } from '../commit.js';
import type { Ground } from '../engine.js';

/** How often it is asked which communities have moved; half as often where none has for some seconds. */
const LOOK_EVERY_MS = 250;
const AT_REST_MS = 500;
/** How often all are compared: whatever a look has missed is found then. */
const COMPARE_EVERY_MS = 30_000;
/** A commit's time is its writer's and lies before its storing, so each look reaches back over the one before. */
const OVERLAP_MS = 5_000;

/**
 * Learns what other copies of the service have done: a log tells each copy only of its own commits. Where one process
 * writes alone there is nothing to learn.
 */
export class Watch {
  #cancel: (() => void) | undefined;
  #looking: Promise<void> = Promise.resolve();
  #looked = 0;
  #compared = 0;
  #wait = LOOK_EVERY_MS;

  constructor(
    private readonly ground: Pick<Ground, 'log' | 'clock' | 'report'>,
    /** Told of heads that may have moved. */
    private readonly moved: (heads: readonly Head[]) => void,
    /** Whatever else is compared now and then. */
    private readonly compare: () => Promise<void>,
  ) {}

  /** To be called when everything has just been compared. */
  start(): void {
    if (!this.ground.log.shared) return;
    this.#looked = this.#compared = this.ground.clock.now();
    this.#again();
  }

  async stop(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#looking;
  }

  #again(): void {
    this.#cancel = this.ground.clock.after(this.#wait, () => {
      this.#looking = this.#look()
        .catch((error: unknown) =>
          this.ground.report({ level: 'warn', message: 'what other copies have written could not be looked for', error: String(error) }),
        )
        .finally(() => {
          if (this.#cancel) this.#again();
        });
    });
  }

  async #look(): Promise<void> {
    const now = this.ground.clock.now();
    // A clock that was set back must not keep it from comparing.
    const all = Math.abs(now - this.#compared) >= COMPARE_EVERY_MS;
    const since = instant(Math.min(this.#looked, now) - OVERLAP_MS);
    const heads = await (all ? this.ground.log.heads() : this.ground.log.heads(since));
    this.moved(heads);
    this.#wait = heads.some(({ at }) => at >= since) ? LOOK_EVERY_MS : AT_REST_MS;
    this.#looked = now;
    if (!all) return;
    this.#compared = now;
    await this.compare();
  }
}
