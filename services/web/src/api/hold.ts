import { useSyncExternalStore } from 'react';
import { asProblem, type Problem } from './problem';

export const HOLD_SECONDS = 10;

/** A command that waits for ten seconds before it is sent, so that a slip can be taken back. It stays until it is done or given up. */
export interface Held {
  readonly id: string;
  /** What is about to happen, in the words of the screen. */
  readonly label: string;
  /** What somebody has typed with it: its form is gone by now, so it is kept here. */
  readonly said?: string;
  readonly state: { readonly name: 'waiting'; readonly sendsAt: number } | { readonly name: 'sending' | 'kept' } | Failed;
}
/** Where such commands wait. `kept`: until there is a signal. */
export interface HeldList {
  readonly list: () => readonly Held[];
  readonly subscribe: (listener: () => void) => () => void;
  takeBack(id: string): void;
  sendNow(id: string): Promise<void>;
}
interface Failed {
  readonly name: 'failed';
  readonly problem: Problem;
}

/** Sends it; after a failure it is told which. */
export type Send = (after?: Problem) => Promise<unknown>;

interface Kept extends Held {
  readonly send: Send;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Commands held back. Leaving the page sends them at once: what was not taken back was meant. What fails can be sent again. */
export class Holds implements HeldList {
  #kept: readonly Kept[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(private readonly now: () => number = Date.now) {}

  hold(label: string, send: Send, said?: string): string {
    const id = crypto.randomUUID();
    const timer = setTimeout(() => void this.sendNow(id), HOLD_SECONDS * 1000);
    const state = { name: 'waiting', sendsAt: this.now() + HOLD_SECONDS * 1000 } as const;
    this.#set([...this.#kept, { id, label, state, send, timer, ...(said !== undefined && { said }) }]);
    return id;
  }

  /** Before it is sent, or after it has failed. */
  takeBack(id: string): void {
    const found = this.#find(id);
    if (!found || found.state.name === 'sending') return;
    clearTimeout(found.timer);
    this.#drop(id);
  }

  async sendNow(id: string): Promise<void> {
    const found = this.#find(id);
    if (!found || found.state.name === 'sending') return;
    clearTimeout(found.timer);
    const { send, state } = found;
    this.#becomes(id, { name: 'sending' });
    try {
      await send(state.name === 'failed' ? state.problem : undefined);
      this.#drop(id);
    } catch (error) {
      this.#becomes(id, { name: 'failed', problem: asProblem(error) });
    }
  }

  /** What has failed is not sent by itself: somebody has been told that it was not done. */
  sendAll(): void {
    for (const { id, state } of this.#kept) if (state.name === 'waiting') void this.sendNow(id);
  }

  readonly list = (): readonly Held[] => this.#kept;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #find(id: string): Kept | undefined {
    return this.#kept.find((held) => held.id === id);
  }

  #becomes(id: string, state: Held['state']): void {
    this.#set(this.#kept.map((held) => (held.id === id ? { ...held, state } : held)));
  }

  #drop(id: string): void {
    this.#set(this.#kept.filter((held) => held.id !== id));
  }

  #set(kept: readonly Kept[]): void {
    this.#kept = kept;
    for (const listener of this.#listeners) listener();
  }
}

export const holds = new Holds();
if (typeof window !== 'undefined') window.addEventListener('pagehide', () => holds.sendAll());
export const useHeld = (from: HeldList): readonly Held[] => useSyncExternalStore(from.subscribe, from.list);
