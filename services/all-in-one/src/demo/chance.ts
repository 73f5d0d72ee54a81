/** The same numbers for the same seed, on every machine (mulberry32). */
export interface Chance {
  /** From 0 up to but without 1. */
  next(): number;
  below(limit: number): number;
  pick<One>(from: readonly One[]): One;
  often(share: number): boolean;
}

export const chance = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (from) => from[below(from.length)]!, often: (share) => next() < share };
};
