import { pressure, timeLeft } from './time';

const now = Date.parse('2026-11-24T12:00:00Z');
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();

it.each([
  [90, 'hours', 0, 1, 30],
  [59, 'minutes', 0, 0, 59],
  [26 * 60, 'days', 1, 2, 0],
  [0, 'minutes', 0, 0, 0],
  [-5, 'over-minutes', 0, 0, 5],
  [-125, 'over-hours', 0, 2, 5],
  [-3 * 24 * 60, 'over-days', 3, 0, 0],
])('%d minutes are %s: %d d, %d h, %d min', (minutes, key, days, hours, rest) =>
  expect(timeLeft(at(minutes), now)).toEqual({ key, days, hours, minutes: rest }),
);

it.each([
  [-1, 'over'],
  [0, 'soon'],
  [239, 'soon'],
  [240, 'calm'],
])('a deadline in %d minutes is %s', (minutes, expected) => expect(pressure(at(minutes), now)).toBe(expected));
