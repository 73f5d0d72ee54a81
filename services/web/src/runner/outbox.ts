import { HOLD_SECONDS, type Held, type HeldList } from '../api/hold';
import { asProblem, Problem } from '../api/problem';
import type { RunCommand } from './run-command';

/** A command on the phone, in the words of the screen and with no person in them. */
export type Queued = RunCommand & {
  /** The command's id: sent twice it is done once. */
  readonly id: string;
  readonly label: string;
  /** When it was done, by the phone's clock. */
  readonly at: string;
  readonly area: string | undefined;
  /** Can be taken back until then. */
  readonly sendsAt?: number;
  /** Why it was refused: somebody decides what becomes of it. */
  readonly problem?: Pick<Problem, 'code' | 'status' | 'details'>;
};

export interface OutboxPorts {
  /** What the phone holds: other windows write there too. */
  readonly read: () => readonly Queued[];
  readonly write: (queued: readonly Queued[]) => void;
  /** `late`: it says when it was done. */
  readonly send: (command: Queued, late: boolean) => Promise<unknown>;
  /** Lists that show what was sent are looked up before it is let go of. */
  readonly refresh: () => Promise<unknown>;
  readonly community: () => string | undefined;
  readonly now: () => number;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15_000;

/** The same thing may work later: no signal, or a server that is busy. All else is a refusal. */
const passes = (problem: Problem): boolean => problem.passes || problem.status === 429;

/** What a runner has done goes out one by one, in the order in which he did it, as soon as there is a signal. */
export class Outbox implements HeldList {
  #queued: readonly Queued[] = [];
  #shown: readonly Held[] = [];
  /** Sent, and not yet seen in the lists. */
  #sent: readonly string[] = [];
  #sending: string | undefined;
  #flushing: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT_MS;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly ports: OutboxPorts) {}

  /** Sends at once and says what is refused; what there is no signal for is kept. */
  async give(command: RunCommand, label: string): Promise<'sent' | 'kept'> {
    const queued = this.#made(command, label);
    // Who goes on has meant what he did before.
    await this.flush(true);
    if (this.#waiting().length === 0) {
      try {
        await this.ports.send(queued, false);
        return 'sent';
      } catch (error) {
        const problem = asProblem(error);
        if (!passes(problem)) throw problem;
      }
    }
    this.#change((list) => [...list, queued]);
    this.#later(this.#wait);
    return 'kept';
  }

  /** For what one tap does: it can be taken back for ten seconds. */
  hold(command: RunCommand, label: string): void {
    this.#change((list) => [...list, { ...this.#made(command, label), sendsAt: this.ports.now() + HOLD_SECONDS * 1000 }]);
    this.#later(HOLD_SECONDS * 1000);
  }

  takeBack(id: string): void {
    if (id !== this.#sending) this.#change((list) => list.filter((one) => one.id !== id));
  }

  async sendNow(id: string): Promise<void> {
    this.#change((list) => list.map((one) => (one.id === id ? released(one) : one)));
    await this.flush();
  }

  /** `all`: also what could still be taken back. */
  flush(all = false): Promise<void> {
    if (all) this.#change((list) => list.map((one) => (one.sendsAt === undefined ? one : released(one))));
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  /** Somebody else is here, or another window has written. */
  readonly reload = (): void => this.#change((list) => list);

  /** What counts as done on this phone. */
  readonly done = (): readonly Queued[] => this.#queued;
  readonly list = (): readonly Held[] => this.#shown;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (let [next] = this.#waiting(); next; [next] = this.#waiting()) {
      const early = (next.sendsAt ?? 0) - this.ports.now();
      if (early > 0) {
        this.#later(early);
        break;
      }
      if (!(await this.#goesOut(next))) break;
    }
    if (this.#sent.length > 0) {
      await this.ports.refresh();
      const seen = this.#sent;
      this.#sent = [];
      this.#change((list) => list.filter(({ id }) => !seen.includes(id)));
    }
    // What came while the lists were looked up.
    if (this.#timer === undefined && this.#waiting().length > 0) this.#later(0);
  }

  /** Whether the next one may go. */
  async #goesOut(next: Queued): Promise<boolean> {
    this.#sending = next.id;
    this.#tell();
    try {
      await this.ports.send(next, true);
      this.#sent = [...this.#sent, next.id];
      this.#wait = FIRST_WAIT_MS;
      return true;
    } catch (error) {
      const { code, status, details, ...problem } = asProblem(error);
      if (passes(asProblem(error))) {
        this.#later(problem.retryAfterSeconds !== undefined ? problem.retryAfterSeconds * 1000 : this.#wait);
        this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
        return false;
      }
      this.#change((list) => list.map((one) => (one.id === next.id ? { ...one, problem: { code, status, details } } : one)));
      return true;
    } finally {
      this.#sending = undefined;
      this.#tell();
    }
  }

  #made(command: RunCommand, label: string): Queued {
    const { now, community } = this.ports;
    return { ...command, id: crypto.randomUUID(), label, at: new Date(now()).toISOString(), area: community() };
  }

  #waiting(): readonly Queued[] {
    return this.#queued.filter(({ id, problem }) => !problem && !this.#sent.includes(id));
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, ms);
  }

  #change(change: (list: readonly Queued[]) => readonly Queued[]): void {
    const before = this.ports.read();
    const changed = change(before);
    if (changed !== before) this.ports.write(changed);
    this.#queued = changed;
    this.#tell();
  }

  #tell(): void {
    this.#shown = this.#queued
      .filter(({ id }) => !this.#sent.includes(id))
      .map((one) => ({ id: one.id, label: one.label, state: this.#stateOf(one) }));
    for (const listener of this.#listeners) listener();
  }

  #stateOf({ id, problem, sendsAt }: Queued): Held['state'] {
    if (problem) return { name: 'failed', problem: new Problem(problem.code, problem.status, problem.details) };
    if (id === this.#sending) return { name: 'sending' };
    return sendsAt === undefined ? { name: 'kept' } : { name: 'waiting', sendsAt };
  }
}

const released = ({ sendsAt: _until, problem: _why, ...rest }: Queued): Queued => rest as Queued;
