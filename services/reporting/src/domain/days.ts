import { dayOf, plusDays, startOfDay, type Day, type Instant } from '@linli/kernel';
import type { Period } from './figures.js';

/** Days of a community, the last one included. */
export const periodOf = (from: Day, to: Day, timeZone: string): Period => ({
  from: startOfDay(from, timeZone),
  until: startOfDay(plusDays(to, 1), timeZone),
});

/** Every day of a range, the last one included. */
export const daysFrom = (from: Day, to: Day): Day[] => {
  const days: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
};

/** Those of the days that are over where the community is. */
export const closedDays = (from: Day, to: Day, now: Instant, timeZone: string): Day[] => {
  const yesterday = plusDays(dayOf(now, timeZone), -1);
  return daysFrom(from, to < yesterday ? to : yesterday);
};
