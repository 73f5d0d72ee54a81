import { describe, expect, it } from '@jest/globals';
import { watchForLostClient } from './lost-client.js';

const there = async (): Promise<void> => undefined;
const away = async (): Promise<void> => {
  throw new Error('connection closed');
};

/** Looks so often, one after the other; answers at which it was told that we are lost. */
const watched = async (looks: readonly { ours: () => Promise<void>; fresh: () => Promise<void> }[]): Promise<number[]> => {
  const lost: number[] = [];
  let at = 0;
  let next: (() => void) | undefined;
  const clock = {
    after(_: number, callback: () => void) {
      next = callback;
      return () => (next = undefined);
    },
  };
  const end = watchForLostClient({ ours: () => looks[at]!.ours(), fresh: () => looks[at]!.fresh() }, clock, () => lost.push(at));
  for (at = 0; at < looks.length; at += 1) {
    const look = next;
    next = undefined;
    look?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  end();
  expect(next).toBeUndefined();
  return lost;
};

describe('a client that has lost its database', () => {
  it('is told once, when the database has answered others for a while', async () =>
    expect(await watched(Array.from({ length: 8 }, () => ({ ours: away, fresh: there })))).toEqual([3]));

  it('is not one whose database is away for everybody', async () =>
    expect(await watched(Array.from({ length: 8 }, () => ({ ours: away, fresh: away })))).toEqual([]));

  it('is not one that had no answer now and then', async () => {
    const looks = [away, away, away, there, away, away, away, there].map((ours) => ({ ours, fresh: there }));
    expect(await watched(looks)).toEqual([]);
  });
});
