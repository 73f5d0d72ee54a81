import { numberIn } from './number';

it.each([
  ['2', 2],
  [' 2.5 ', 2.5],
  ['２', 2],
  ['2。5', 2.5],
  ['0', undefined],
  ['10001', undefined],
  ['', undefined],
  ['两盒', undefined],
  ['1e3', undefined],
  ['-1', undefined],
])('reads %j as %j', (text, value) => expect(numberIn(text, 0.1, 10_000)).toBe(value));
