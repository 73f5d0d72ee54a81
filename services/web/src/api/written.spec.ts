import { Written } from './written';

const HERE = '990101001001';
let written: Written;
beforeEach(() => {
  written = new Written();
});

it('a list waits for what one wrote to the same service in the same community', () => {
  written.note('/api/intake/needs', HERE, 41);
  expect(written.atLeast('/api/intake/needs', HERE)).toBe(41);
  expect(written.atLeast('/api/intake/residents/r1', HERE)).toBe(41);
  expect(written.atLeast('/api/intake/needs', '990101001002')).toBeUndefined();
  expect(written.atLeast('/api/dispatch/board', HERE)).toBeUndefined();
});
it('only as far as the furthest', () => {
  for (const position of [41, 40, undefined, '99', Number.NaN]) written.note('/api/intake/needs', HERE, position);
  expect(written.atLeast('/api/intake/needs', HERE)).toBe(41);
});
it('a new area stands in a log of its own: nothing of the community waits for its position', () => {
  written.note('/api/intake/areas', undefined, 1_000);
  expect(written.atLeast('/api/intake/needs', HERE)).toBeUndefined();
  expect(written.atLeast('/api/intake/needs', undefined)).toBeUndefined();
  expect(written.atLeast('/api/intake/areas', undefined)).toBe(1_000);
});
it('routes that would not know the question are not asked it', () => {
  written.note('/api/intake/needs', HERE, 41);
  expect(written.atLeast('/api/intake/imports/i1', HERE)).toBeUndefined();
  expect(written.atLeast('/api/intake/deadline', HERE)).toBeUndefined();
});
