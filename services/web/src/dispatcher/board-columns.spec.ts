import { byBuilding, columnOf, step } from './board-columns';

it.each([
  ['open', 'to-take'],
  ['assigned', 'on-the-way'],
  ['started', 'on-the-way'],
  ['incident', 'incidents'],
  ['completed', 'to-confirm'],
  ['confirmed', undefined],
] as const)('a task that is %s stands in %s', (status, column) => expect(columnOf({ status })).toBe(column));

it.each([
  [undefined, 1, 'a'],
  [undefined, -1, 'c'],
  ['a', 1, 'b'],
  ['c', 1, 'c'],
  ['a', -1, 'a'],
  ['gone', 1, 'a'],
] as const)('from %s by %d comes %s', (from, by, to) => expect(step(['a', 'b', 'c'], from, by)).toBe(to));

it('leads nowhere where there is nothing', () => expect(step([], 'a', 1)).toBeUndefined());
it('counts buildings as people do', () =>
  expect(byBuilding({ '10': 1, '2': 3 })).toEqual([
    ['2', 3],
    ['10', 1],
  ]));
