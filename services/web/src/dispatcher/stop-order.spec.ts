import { doorToDoor, landing, moved } from './stop-order';

const aTask = (building: string, hour: number) => ({ building, deadline: `2022-11-25T0${hour}:00:00.000Z` });

it('goes from building to building as they are numbered, the pressing ones of a building first', () =>
  expect(doorToDoor([aTask('12', 1), aTask('2', 3), aTask('2', 2)])).toEqual([aTask('2', 2), aTask('2', 3), aTask('12', 1)]));

it.each([
  ['abcd', 0, 2, 'bcad'],
  ['abcd', 3, 0, 'dabc'],
  ['abcd', 1, 1, 'abcd'],
  ['abcd', 3, 4, 'abcd'],
  ['abcd', 0, -1, 'abcd'],
] as const)('of %s the one at %d goes to %d', (list, from, to, then) => expect(moved([...list], from, to).join('')).toBe(then));

it.each([
  [0, 2, false, 1],
  [0, 2, true, 2],
  [3, 1, false, 1],
  [3, 1, true, 2],
  [1, 1, true, 1],
] as const)('let go at %d over %d (after: %p) it lands at %d', (from, over, after, at) => expect(landing(from, over, after)).toBe(at));
