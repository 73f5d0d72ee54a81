import { describe, expect, it } from '@jest/globals';
import { BREAKAGES, simulate, type Breakage } from '../src/index.js';

/** A few worlds, so that every change meets some; many more are lived through by scripts/simulate.mjs. */
const SEEDS = [1, 2, 3, 4, 5, 6];
/** A broken rule is found within so many worlds, or the simulation is no good. */
const FOUND_WITHIN = 20;

describe('the simulation', () => {
  it.each(SEEDS)('finds nothing in the world of seed %i', async (seed) => {
    const outcome = await simulate(seed);
    expect(outcome.faults).toEqual([]);
    expect(outcome.commands).toBeGreaterThan(20);
  });

  it('lives through the same world again from the same seed', async () => {
    expect(await simulate(7)).toEqual(await simulate(7));
    expect((await simulate(7)).digest).not.toBe((await simulate(8)).digest);
  });

  it('finds the same again in a seed that failed', async () => {
    const broken = new Set<Breakage>(['command-without-id']);
    const found = await simulate(1, broken);
    expect(found.faults).not.toEqual([]);
    expect(await simulate(1, broken)).toEqual(found);
  });

  it.each(Object.entries(BREAKAGES))(
    'finds %s: %s',
    async (breakage) => {
      const broken = new Set([breakage as Breakage]);
      let faults: readonly string[] = [];
      for (let seed = 1; faults.length === 0 && seed <= FOUND_WITHIN; seed += 1) ({ faults } = await simulate(seed, broken));
      expect(faults.length).toBeGreaterThan(0);
    },
    60_000,
  );
});
