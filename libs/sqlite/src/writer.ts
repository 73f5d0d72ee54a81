import { LogBusy, LogUnavailable } from '@linli/engine';
import type { DatabaseFile } from './database-file.js';

/** Jobs that share one commit at most. */
const BATCH_JOBS = 256;
/** Bytes that share one commit at most, a little more or less. */
const BATCH_BYTES = 1024 * 1024;
/** Jobs that may wait; whoever comes on top is told to come back. */
const WAITING_JOBS = 10_000;

interface Job {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatchListener {
  /** Before COMMIT: writes what goes along for free. */
  readonly committing?: () => void;
  /** After COMMIT and the answers. */
  readonly committed?: () => void;
  /** The batch is not in the file as far as we know. */
  readonly failed?: () => void;
}

/**
 * The one writer of a file. Whatever waits shares one transaction and so one fsync (group commit): no timer, a single
 * job goes at once, and batches grow with the load. Answers come after COMMIT.
 *
 * There is no savepoint per job: a job checks before it writes. One that throws before it wrote fails alone; one that
 * throws afterwards takes its batch with it, since nobody could say what of it stands.
 */
export class Writer {
  #jobs: Job[] = [];
  #scheduled = false;
  #bytes = 0;
  /** While somebody else writes. */
  #lent: Promise<void> | undefined;
  readonly #listeners: BatchListener[] = [];

  /** `turn`: what it asks before each batch when another thread's writer lends it the file; the answer gives it back. */
  constructor(
    private readonly file: DatabaseFile,
    private readonly turn?: () => Promise<() => void>,
  ) {}

  listen(listener: BatchListener): void {
    this.#listeners.push(listener);
  }

  write<Result>(work: () => Result): Promise<Result> {
    if (this.#jobs.length >= WAITING_JOBS) return Promise.reject(new LogBusy('Too many writes are waiting.'));
    return new Promise<Result>((resolve, reject) => {
      this.#jobs.push({ work, resolve: resolve as Job['resolve'], reject });
      this.#schedule();
    });
  }

  /** Said by a job that writes much: the batch ends when it is large. */
  wrote(bytes: number): void {
    this.#bytes += bytes;
  }

  /**
   * Leaves the file to somebody who writes to it on a connection of his own, until `work` is over: what comes meanwhile
   * waits, and nobody stands still for a lock.
   */
  async lend(work: () => Promise<void>): Promise<void> {
    while (this.#lent) await this.#lent;
    // Whoever waits here goes first, so that others in a row keep nobody out.
    this.#commit();
    const over = work();
    const back = (): void => {
      this.#lent = undefined;
      if (this.#jobs.length > 0) this.#schedule();
    };
    this.#lent = over.then(back, back);
    await over;
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#jobs.length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  #schedule(): void {
    if (this.#scheduled || this.#lent) return;
    this.#scheduled = true;
    if (this.turn)
      void this.turn().then((giveBack) => {
        this.#commitNext();
        giveBack();
      });
    else setImmediate(() => this.#commitNext());
  }

  #commitNext(): void {
    this.#scheduled = false;
    if (this.#lent) return;
    this.#commit();
    if (this.#jobs.length > 0) this.#schedule();
  }

  #commit(): void {
    if (this.#jobs.length === 0) return;
    const answers: (() => void)[] = [];
    let taken = 0;
    this.#bytes = 0;
    try {
      this.file.exec('BEGIN IMMEDIATE');
      while (taken < Math.min(this.#jobs.length, BATCH_JOBS) && this.#bytes < BATCH_BYTES)
        answers.push(this.#carryOut(this.#jobs[taken++]!));
      for (const { committing } of this.#listeners) committing?.();
      this.file.exec('COMMIT');
    } catch (error) {
      this.#fail(this.#jobs.splice(0, taken || BATCH_JOBS), error);
      return;
    }
    this.#jobs.splice(0, taken);
    for (const answer of answers) answer();
    for (const { committed } of this.#listeners) committed?.();
  }

  #carryOut({ work, resolve, reject }: Job): () => void {
    const before = this.file.writes;
    try {
      const value = work();
      return () => resolve(value);
    } catch (error) {
      if (this.file.writes !== before || isFault(error)) throw error;
      return () => reject(error);
    }
  }

  #fail(jobs: readonly Job[], error: unknown): void {
    try {
      this.file.reopen(error);
    } catch {
      // Each use tries again and says what is wrong.
    }
    for (const { failed } of this.#listeners) failed?.();
    const unavailable = error instanceof LogUnavailable ? error : new LogUnavailable(`Nothing could be written: ${String(error)}`);
    for (const { reject } of jobs) reject(unavailable);
  }
}

/** A fault of the file, not of the job. */
const isFault = (error: unknown): boolean =>
  error instanceof LogUnavailable || String((error as { code?: unknown }).code ?? '').startsWith('SQLITE_');
