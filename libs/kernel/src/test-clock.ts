import type { Clock, Ids } from './time.js';

/** A clock that stands still until it is told to go on. */
export interface TestClock extends Clock {
  /** Moves on, ringing what falls due in its order. */
  advance(ms: number): void;
}

/** Starts in the afternoon of a Thursday in the community, 14:03. */
export const testClock = (start = Date.parse('2022-11-24T06:03:20.000Z')): TestClock => {
  let now = start;
  let order = 0;
  const alarms = new Map<number, { at: number; ring: () => void }>();
  return {
    now: () => now,
    after(ms, ring) {
      const id = (order += 1);
      alarms.set(id, { at: now + ms, ring });
      return () => void alarms.delete(id);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...alarms].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b);
        if (!next) break;
        const [id, { at, ring }] = next;
        alarms.delete(id);
        now = Math.max(now, at);
        ring();
      }
      now = end;
    },
  };
};

/** Ids of the right form, the same in every run. */
export const testIds = (): Ids => {
  let count = 0;
  return { next: () => `0193f6e8-0000-7000-8000-${String((count += 1)).padStart(12, '0')}` };
};
