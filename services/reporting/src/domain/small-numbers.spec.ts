import * as fc from 'fast-check';
import { addShown, suppress, type ShownCell } from './small-numbers.js';

const row = (...values: number[]): ShownCell[] => [...suppress(new Map(values.map((value, at) => [`g${at}`, value]))).values()];

it.each([
  ['nothing is small', [5, 12, 30], [5, 12, 30]],
  ['one is small: the next smallest goes with it', [3, 12, 30], ['<5', null, 30]],
  ['two are small and hide each other', [2, 3, 30], ['<5', '<5', 30]],
  ['two are small but both are nought: that would be seen', [0, 0, 6, 30], ['<5', '<5', null, 30]],
  ['two are small but both are four: that would be seen', [4, 4, 6, 30], ['<5', '<5', null, 30]],
  ['the smallest that can go is five, which narrows it down to one value: one more goes', [0, 5, 6], ['<5', null, null]],
  ['nothing is left to hide behind', [3], [null]],
  ['nobody anywhere', [0, 0, 0], [null, null, null]],
  ['no grid at all', [], []],
])('%s', (_, values, shown) => expect(row(...values)).toEqual(shown));

/** Every way in which the hidden cells can add up to what is known of them. */
const possible = (shown: readonly ShownCell[], values: readonly number[]): number[][] => {
  const hidden = shown.flatMap((cell, at) => (typeof cell === 'number' ? [] : [{ cell, at }]));
  const sum = hidden.reduce((total, { at }) => total + values[at]!, 0);
  const untold = shown.every((cell) => cell === null);
  const ways: number[][] = [];
  const go = (index: number, rest: number, way: number[]): void => {
    if (index === hidden.length) {
      if (rest === 0) ways.push(way);
      return;
    }
    const [least, most] = untold ? [0, rest] : hidden[index]!.cell === '<5' ? [0, 4] : [5, rest];
    for (let value = least; value <= Math.min(most, rest); value += 1) go(index + 1, rest - value, [...way, value]);
  };
  go(0, sum, []);
  return ways;
};

it('whoever knows the total and everything shown can work out no small number', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 5 }), (values) => {
      const shown = row(...values);
      expect(shown.filter((cell) => typeof cell === 'number' && cell < 5)).toEqual([]);
      for (const [at, cell] of shown.entries()) if (typeof cell === 'number') expect(cell).toBe(values[at]);
      if (shown.every((cell) => cell === null)) return;
      const hidden = shown.flatMap((cell, at) => (typeof cell === 'number' ? [] : [at]));
      const ways = possible(shown, values);
      for (const [index, at] of hidden.entries()) {
        if (shown[at] === '<5') expect(new Set(ways.map((way) => way[index])).size).toBeGreaterThan(1);
      }
    }),
    { numRuns: 300 },
  );
});

it('a range adds what is shown of its days, and nothing else', () => {
  expect(addShown([7, '<5', null, 5])).toBe(12);
  expect(addShown(['<5', null])).toBe('<5');
  expect(addShown([null, null])).toBeNull();
  expect(addShown([])).toBeNull();
});
