import * as fc from 'fast-check';
import { PrefixIndex } from './prefix-index.js';

const indexOf = (...entries: (readonly [key: string, id: string])[]): PrefixIndex => {
  const index = new PrefixIndex();
  for (const [key, id] of entries) index.add(key, id);
  return index;
};

it('finds by the beginning of a key, in the order of keys', () => {
  const index = indexOf(['wang', '1'], ['wan', '2'], ['li', '3'], ['wangfang', '4'], ['zhang', '5']);
  expect([...index.find('wan')]).toEqual(['2', '1', '4']);
  expect([...index.find('wang')]).toEqual(['1', '4']);
  expect([...index.find('x')]).toEqual([]);
  expect([...index.find('')]).toHaveLength(5);
});
it('holds an entry once, and lets go of it once', () => {
  const index = indexOf(['wang', '1'], ['wang', '1'], ['wang', '2']);
  expect([...index.find('wang')]).toEqual(['1', '2']);
  index.remove('wang', '1');
  index.remove('wang', '1');
  index.remove('li', '1');
  expect([...index.find('wang')]).toEqual(['2']);
  index.remove('wang', '2');
  expect([...index.find('')]).toEqual([]);
});
it('is the same as a sorted list, through thousands of comings and goings', () => {
  const entry = fc.tuple(fc.stringMatching(/^[a-d]{1,4}$/), fc.integer({ min: 0, max: 400 }).map(String));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(entry, fc.boolean()), { minLength: 1_500, maxLength: 3_000 }),
      fc.stringMatching(/^[a-d]{0,2}$/),
      (steps, asked) => {
        const index = new PrefixIndex();
        const plain = new Set<string>();
        for (const [[key, id], stays] of steps) {
          if (stays) {
            index.add(key, id);
            plain.add(`${key}\0${id}`);
          } else {
            index.remove(key, id);
            plain.delete(`${key}\0${id}`);
          }
        }
        const expected = [...plain].filter((one) => one.startsWith(asked)).sort((left, right) => (left < right ? -1 : 1));
        expect([...index.find(asked)]).toEqual(expected.map((one) => one.split('\0')[1]));
      },
    ),
    { numRuns: 20 },
  );
});
