import { describe, expect, it } from '@jest/globals';
import { healthOf, skewCheck } from './health.js';

const fine = async () => undefined;

describe('health', () => {
  it('is ready when everything it stands on does its work', async () =>
    expect(await healthOf({ database: fine, broker: fine }, () => 0)()).toEqual({ ready: true, checks: { database: 'ok', broker: 'ok' } }));

  it('names what does not', async () => {
    const broken = async () => {
      throw new Error('connection refused');
    };
    expect(await healthOf({ database: broken, broker: fine }, () => 0)()).toEqual({
      ready: false,
      checks: { database: 'connection refused', broker: 'ok' },
    });
  });

  it('does not wait for what never answers', async () => {
    const health = await healthOf({ database: () => new Promise(() => undefined) }, () => 0)();
    expect(health.checks).toEqual({ database: 'no answer within 2000 ms' });
  });

  it('looks once a second, however many ask', async () => {
    let looks = 0;
    let now = 0;
    const health = healthOf({ database: async () => ((looks += 1), undefined) }, () => now);
    await Promise.all([health(), health(), health()]);
    expect(looks).toBe(1);
    now = 1_500;
    await health();
    expect(looks).toBe(2);
  });

  it.each([
    [4_000, undefined],
    [-4_000, undefined],
    [6_000, "this clock is 6 s behind the database's"],
    [-6_000, "this clock is 6 s ahead of the database's"],
  ])('holds a clock %i ms off against the database', async (off, says) =>
    expect(
      await skewCheck(
        async () => 100_000 + off,
        () => 100_000,
      )(),
    ).toBe(says),
  );
});
