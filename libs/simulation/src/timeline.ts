import type { Clock } from '@linli/kernel';

interface Alarm {
  readonly at: number;
  readonly order: number;
  ring: (() => void) | undefined;
}

/**
 * Time in a world. Nothing passes but from one alarm to the next, and whatever an alarm sets going runs to its end
 * before the next one rings: the order of everything follows from the times alone.
 */
export class Timeline {
  readonly #heap: Alarm[] = [];
  #order = 0;
  #now: number;
  /** Alarms that rang. */
  rung = 0;

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  after(ms: number, ring: () => void): () => void {
    const alarm: Alarm = { at: this.#now + Math.max(0, ms), order: (this.#order += 1), ring };
    this.#push(alarm);
    return () => (alarm.ring = undefined);
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** A night: everything that was to ring meanwhile rings late. */
  skip(ms: number): void {
    this.#now += ms;
  }

  /** Goes on until the condition holds; false when nothing is left to ring, or after so many alarms. */
  async until(condition: () => boolean, most: number): Promise<boolean> {
    for (let left = most; left > 0;) {
      await quiet();
      if (condition()) return true;
      const next = this.#pop();
      if (!next) return false;
      if (!next.ring) continue;
      left -= 1;
      this.rung += 1;
      this.#now = Math.max(this.#now, next.at);
      next.ring();
    }
    return false;
  }

  /** A clock that is off by so much; it rings for a process as long as that lives. */
  clock(off: number, lives: () => boolean): Clock {
    return {
      now: () => this.#now + off,
      after: (ms, callback) =>
        this.after(ms, () => {
          if (lives()) callback();
        }),
    };
  }

  #push(alarm: Alarm): void {
    const heap = this.#heap;
    let at = heap.push(alarm) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && before(heap[at]!, heap[parent]!); parent = (at - 1) >> 1) {
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
      at = parent;
    }
  }

  #pop(): Alarm | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      let least = at;
      if (left < heap.length && before(heap[left]!, heap[least]!)) least = left;
      if (left + 1 < heap.length && before(heap[left + 1]!, heap[least]!)) least = left + 1;
      if (least === at) return first;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }
}

const before = (left: Alarm, right: Alarm): boolean => left.at < right.at || (left.at === right.at && left.order < right.order);

/** Resolves when no promise has anything left to do. It measures no time: only promises run in between. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
