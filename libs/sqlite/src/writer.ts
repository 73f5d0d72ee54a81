import { LogBusy, LogUnavailable } from '@linli/engine';
import type { Connection } from './connection.js';

/** Jobs that share one commit at most. */
const BATCH_JOBS = 256;
/** Jobs that may wait; whoever comes on top is told to come back. */
const WAITING_JOBS = 10_000;

interface Job {
  /** Runs inside the transaction. Must check before it writes: what it throws after writing would stand. */
  readonly work: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The one writer of a file. Whatever waits shares one transaction and so one fsync (group commit): no timer, a single
 * job goes at once, and batches grow with the load. Answers come after COMMIT.
 */
export class Writer {
  #jobs: Job[] = [];
  #scheduled = false;
  /** Called before answers go out, with what the batch did. */
  readonly #afterCommit: (() => void)[] = [];
  readonly #afterFailure: (() => void)[] = [];
  readonly #inEachBatch: (() => void)[] = [];

  constructor(private readonly connection: Connection) {}

  /** `committed` runs after each COMMIT, `failed` after one that did not hold. */
  on(listeners: { committed?: () => void; failed?: () => void; inEachBatch?: () => void }): void {
    if (listeners.committed) this.#afterCommit.push(listeners.committed);
    if (listeners.failed) this.#afterFailure.push(listeners.failed);
    if (listeners.inEachBatch) this.#inEachBatch.push(listeners.inEachBatch);
  }

  write<Result>(work: () => Result): Promise<Result> {
    if (this.#jobs.length >= WAITING_JOBS) return Promise.reject(new LogBusy('Too many writes are waiting.'));
    return new Promise<Result>((resolve, reject) => {
      this.#jobs.push({ work, resolve: resolve as (value: never) => void, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#jobs.length > 0) this.#commit();
      if (this.#jobs.length > 0) this.#schedule();
    });
  }

  #commit(): void {
    const jobs = this.#jobs.splice(0, BATCH_JOBS);
    const outcomes: { value?: unknown; error?: unknown }[] = [];
    try {
      this.connection.exec('BEGIN IMMEDIATE');
      for (const { work } of jobs) outcomes.push(attempt(work));
      for (const work of this.#inEachBatch) work();
      this.connection.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      for (const listener of this.#afterFailure) listener();
      const unavailable = new LogUnavailable(`Nothing could be written: ${String(error)}`);
      for (const { reject } of jobs) reject(unavailable);
      return;
    }
    for (const listener of this.#afterCommit) listener();
    for (const [at, { value, error }] of outcomes.entries()) {
      if (error !== undefined) jobs[at]!.reject(error);
      else jobs[at]!.resolve(value as never);
    }
  }

  #rollBack(): void {
    try {
      this.connection.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself: there is nothing left to take back.
    }
  }
}

/** A job that fails before it wrote leaves the others of its batch alone; a fault of the disk does not. */
const attempt = (work: () => unknown): { value?: unknown; error?: unknown } => {
  try {
    return { value: work() };
  } catch (error) {
    if (String((error as { code?: unknown }).code ?? '').startsWith('SQLITE_')) throw error;
    return { error };
  }
};
