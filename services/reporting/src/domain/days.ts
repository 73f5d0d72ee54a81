import { dayOf, plusDays, startOfDay, type Day, type Instant } from '@linli/kernel';
import type { Period } from './figures.js';

/** Days of a community, the last one included. */
export const periodOf = (from: Day, to: Day, timeZone: string): Period => ({
  from: startOfDay(from, timeZone),
  until: startOfDay(plusDays(to, 1), timeZone),
});

/** Those of the days that are over where the community is. */
export const closedDays = (from: Day, to: Day, now: Instant, timeZone: string): Day[] => {
  const today = dayOf(now, timeZone);
  const days: Day[] = [];
  for (let day = from; day <= to && day < today; day = plusDays(day, 1)) days.push(day);
  return days;
};
