import { useSyncExternalStore } from 'react';

export const HOLD_SECONDS = 10;

/** A command that waits for ten seconds before it is sent, so that a slip can be taken back. */
export interface Held {
  readonly id: string;
  /** What is about to happen, in the words of the screen. */
  readonly label: string;
  readonly sendsAt: number;
}

interface Waiting extends Held {
  readonly send: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Commands held back. Leaving the page sends them at once: what was not taken back was meant. */
export class Holds {
  #waiting: readonly Waiting[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(private readonly now: () => number = Date.now) {}

  hold(label: string, send: () => void): string {
    const id = crypto.randomUUID();
    const timer = setTimeout(() => this.sendNow(id), HOLD_SECONDS * 1000);
    this.#set([...this.#waiting, { id, label, sendsAt: this.now() + HOLD_SECONDS * 1000, send, timer }]);
    return id;
  }

  takeBack(id: string): void {
    this.#take(id);
  }

  sendNow(id: string): void {
    this.#take(id)?.send();
  }

  sendAll(): void {
    for (const { id } of this.#waiting) this.sendNow(id);
  }

  readonly list = (): readonly Held[] => this.#waiting;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #take(id: string): Waiting | undefined {
    const found = this.#waiting.find((held) => held.id === id);
    if (!found) return undefined;
    clearTimeout(found.timer);
    this.#set(this.#waiting.filter((held) => held !== found));
    return found;
  }

  #set(waiting: readonly Waiting[]): void {
    this.#waiting = waiting;
    for (const listener of this.#listeners) listener();
  }
}

export const holds = new Holds();
if (typeof window !== 'undefined') window.addEventListener('pagehide', () => holds.sendAll());
export const useHeld = (): readonly Held[] => useSyncExternalStore(holds.subscribe, holds.list);
