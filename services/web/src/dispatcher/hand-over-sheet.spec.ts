import type { Task } from './board-columns';
import { partOf, PARTS, sheetOf, waitsOn } from './hand-over-sheet';

const NOW = Date.parse('2026-11-30T10:00:00Z');
const SOON = '2026-11-30T12:00:00Z';
const LATER = '2026-12-01T12:00:00Z';
const OVER = '2026-11-30T09:00:00Z';

it.each([
  ['open', LATER, 'open', 'dispatch'],
  ['open', SOON, 'at-risk', 'dispatch'],
  ['open', OVER, 'at-risk', 'dispatch'],
  ['assigned', LATER, 'promised', 'runner'],
  ['started', LATER, 'promised', 'runner'],
  ['started', SOON, 'at-risk', 'runner'],
  ['incident', LATER, 'at-risk', 'dispatch'],
  ['completed', OVER, 'to-confirm', 'front-desk'],
] as const)('puts what is %s until %s under %s, and it waits on %s', (status, deadline, part, who) => {
  expect(partOf({ status, deadline }, NOW)).toBe(part);
  expect(waitsOn({ status })).toBe(who);
});

it('names each task once, in the order of the board', () => {
  const tasks = [OVER, SOON, LATER].map((deadline, at) => ({ taskId: String(at), status: 'open', deadline }) as Task);
  const sheet = sheetOf(tasks, NOW);
  expect(sheet.map(({ part }) => part)).toEqual(PARTS);
  expect(sheet.map(({ tasks: of }) => of.map(({ taskId }) => taskId))).toEqual([['0', '1'], ['2'], [], []]);
});
