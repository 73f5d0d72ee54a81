import type { Clock } from '@linli/kernel';
import type { StoredCommit } from '../commit.js';
import type { Ground } from '../engine.js';
import type { Tail } from './tail.js';

/** Commits that one who gives way takes at a time while others write, and how many times as long as he worked he then rests. */
const LITTLE = 100;
const RESTS = 9;
/** A clock that has jumped, or a machine that has slept, while it worked must not put it to sleep for as long. */
const LONGEST_REST_MS = 1_000;
/** First wait after a failure, doubled up to the last. */
const FIRST_WAIT_MS = 50;
const LAST_WAIT_MS = 5_000;

export const pause = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));

interface Place {
  position: number;
  running: boolean;
  /** Set when something was appended while running. */
  woken: boolean;
}

/**
 * Reads each community's log in order and hands it on in batches, one batch at a time per community. When handing on
 * fails it waits and does the same again: nothing is skipped.
 */
export class Follower {
  readonly #places = new Map<string, Place>();
  readonly #waiters = new Map<string, Set<{ position: number; resolve: (reached: boolean) => void }>>();
  #stopped = false;
  #idle: (() => void)[] = [];

  constructor(
    readonly name: string,
    private readonly tail: Tail,
    private readonly ground: Pick<Ground, 'clock' | 'report'>,
    private readonly options: {
      readonly batch: number;
      /** Whether nobody waits for it, so that whoever writes meanwhile goes first. */
      readonly givesWay?: () => boolean;
      readonly begin: (community: string) => Promise<number>;
      /** Answers the position it is now at: the last of the batch, or where it must read on from. */
      readonly take: (community: string, commits: readonly StoredCommit[], from: number) => Promise<number>;
    },
  ) {}

  wake(community: string): void {
    const place = this.#places.get(community);
    if (place?.running) {
      place.woken = true;
      return;
    }
    void this.#follow(community);
  }

  position(community: string): number {
    return Math.max(0, this.#places.get(community)?.position ?? 0);
  }

  /** Communities that it has begun to follow. */
  get begun(): readonly string[] {
    return [...this.#places].flatMap(([community, { position }]) => (position < 0 ? [] : [community]));
  }

  /** True when the community has been followed up to this position, false when it is followed no more or was not in time. */
  async reach(community: string, position: number, late?: AbortSignal): Promise<boolean> {
    if (this.position(community) >= position) return true;
    if (this.#stopped || late?.aborted) return false;
    return new Promise<boolean>((resolve) => {
      const waiters = this.#waiters.get(community) ?? new Set();
      const waiter = { position, resolve };
      waiters.add(waiter);
      this.#waiters.set(community, waiters);
      late?.addEventListener('abort', () => {
        waiters.delete(waiter);
        resolve(false);
      });
      this.wake(community);
    });
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.idle();
    for (const waiters of this.#waiters.values()) for (const { resolve } of waiters) resolve(false);
    this.#waiters.clear();
  }

  #isIdle(): boolean {
    for (const place of this.#places.values()) if (place.running) return false;
    return true;
  }

  async #follow(community: string): Promise<void> {
    if (this.#stopped) return;
    const place = this.#places.get(community) ?? { position: -1, running: false, woken: false };
    this.#places.set(community, place);
    place.running = true;
    let wait = FIRST_WAIT_MS;
    const { givesWay } = this.options;
    let batch = givesWay?.() ? Math.min(LITTLE, this.options.batch) : this.options.batch;
    while (!this.#stopped) {
      place.woken = false;
      const since = { at: this.ground.clock.now(), written: this.tail.written };
      try {
        if (place.position < 0) place.position = await this.options.begin(community);
        const commits = await this.tail.after(community, place.position, batch);
        if (commits.length > 0) place.position = await this.options.take(community, commits, place.position);
        this.#release(community, place.position);
        wait = FIRST_WAIT_MS;
        if (commits.length === 0 && !place.woken) break;
        batch = givesWay?.() && (await this.#gaveWay(since)) ? Math.min(LITTLE, this.options.batch) : this.options.batch;
      } catch (error) {
        if (this.#stopped) break;
        this.ground.report({
          level: 'error',
          message: 'follower waits after a failure',
          follower: this.name,
          community,
          error: String(error),
        });
        await pause(this.ground.clock, wait);
        wait = Math.min(wait * 2, LAST_WAIT_MS);
      }
    }
    place.running = false;
    if (this.#isIdle()) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Rests where somebody has written meanwhile, but never so long that it would fall behind: it stays twice as quick as they. */
  async #gaveWay(since: { readonly at: number; readonly written: number }): Promise<boolean> {
    const { clock } = this.ground;
    const written = (): number => this.tail.written - since.written;
    const worked = Math.min(clock.now() - since.at, LONGEST_REST_MS);
    if (worked <= 0 || written() === 0) return false;
    for (let rests = 0; rests < RESTS && written() < LITTLE / 2 && !this.#stopped; rests += 1) await pause(clock, worked);
    return true;
  }

  #release(community: string, position: number): void {
    const waiters = this.#waiters.get(community);
    if (!waiters) return;
    for (const waiter of waiters) {
      if (waiter.position > position) continue;
      waiters.delete(waiter);
      waiter.resolve(true);
    }
    if (waiters.size === 0) this.#waiters.delete(community);
  }
}
