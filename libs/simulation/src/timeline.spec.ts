import { describe, expect, it } from '@jest/globals';
import { chance } from './chance.js';
import { Timeline } from './timeline.js';

describe('the timeline', () => {
  it('rings in the order of times, and of asking where times are equal', async () => {
    const timeline = new Timeline(1_000);
    const rung: string[] = [];
    for (const [name, ms] of [
      ['late', 50],
      ['first', 10],
      ['second', 10],
      ['now', 0],
    ] as const)
      // prettier-ignore
      timeline.after(ms, () => rung.push(`${name} ${timeline.now}`));
    timeline.after(20, () => rung.push('never'))();
    expect(await timeline.until(() => rung.length === 4, 100)).toBe(true);
    expect(rung).toEqual(['now 1000', 'first 1010', 'second 1010', 'late 1050']);
  });

  it('keeps the order under many alarms that come and go', async () => {
    const timeline = new Timeline(0);
    const dice = chance(3);
    const rung: number[] = [];
    for (let count = 0; count < 500; count += 1) {
      const cancel = timeline.after(dice.below(1_000), () => rung.push(timeline.now));
      if (dice.happens(0.3)) cancel();
    }
    await timeline.until(() => false, 10_000);
    expect(rung.length).toBeGreaterThan(300);
    expect(rung).toEqual([...rung].sort((left, right) => left - right));
  });

  it('lets whatever an alarm sets going run to its end before the next one rings', async () => {
    const timeline = new Timeline(0);
    const seen: string[] = [];
    timeline.after(1, () => {
      void (async () => {
        for (let step = 0; step < 20; step += 1) await Promise.resolve();
        seen.push('done');
      })();
    });
    timeline.after(2, () => seen.push('next'));
    await timeline.until(() => seen.length === 2, 10);
    expect(seen).toEqual(['done', 'next']);
  });

  it('says when nothing is left to ring, and when there is no end', async () => {
    const timeline = new Timeline(0);
    expect(await timeline.until(() => false, 10)).toBe(false);
    const again = (): void => void timeline.after(1, again);
    again();
    expect(await timeline.until(() => false, 10)).toBe(false);
  });

  it('rings late what should have rung at night', async () => {
    const timeline = new Timeline(0);
    let at = -1;
    timeline.after(100, () => (at = timeline.now));
    timeline.skip(5_000);
    await timeline.until(() => at >= 0, 10);
    expect(at).toBe(5_000);
  });

  it('gives a process a clock that is off and rings no more when it is dead', async () => {
    const timeline = new Timeline(1_000);
    let lives = true;
    let rung = 0;
    const clock = timeline.clock(-300, () => lives);
    expect(clock.now()).toBe(700);
    clock.after(10, () => (rung += 1));
    clock.after(20, () => (rung += 1));
    timeline.after(15, () => (lives = false));
    await timeline.until(() => false, 10);
    expect(rung).toBe(1);
  });
});

describe('chance', () => {
  it('is the same from the same seed and another from another', () => {
    const rolls = (seed: number): number[] => {
      const dice = chance(seed);
      return Array.from({ length: 50 }, () => dice.below(1_000));
    };
    expect(rolls(1)).toEqual(rolls(1));
    expect(rolls(1)).not.toEqual(rolls(2));
  });

  it('hits shares about as often as they say', () => {
    const dice = chance(9);
    const hits = Array.from({ length: 10_000 }, () => dice.happens(0.1)).filter(Boolean).length;
    expect(Math.abs(hits - 1_000)).toBeLessThan(120);
  });
});
