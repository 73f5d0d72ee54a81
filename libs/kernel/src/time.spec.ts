import { describe, expect, it } from '@jest/globals';
import { dayOf, instant, isDay, minutesBetween, plusDays, plusHours, plusMinutes, startOfDay, timeOfDay } from './time.js';

const SHANGHAI = 'Asia/Shanghai';
const BERLIN = 'Europe/Berlin';

describe('time', () => {
  it('is written in UTC with milliseconds, so that it sorts as text', () => {
    expect(instant(0)).toBe('1970-01-01T00:00:00.000Z');
    expect([instant(Date.UTC(2022, 10, 24)), instant(Date.UTC(2022, 8, 30))].sort()[0]).toBe('2022-09-30T00:00:00.000Z');
  });

  it('goes on by minutes and hours, over the end of a year', () => {
    expect(plusMinutes('2022-12-31T23:59:30.000Z', 10)).toBe('2023-01-01T00:09:30.000Z');
    expect(plusHours('2022-11-24T06:00:00.000Z', -24)).toBe('2022-11-23T06:00:00.000Z');
    expect(minutesBetween('2022-11-24T06:00:00.000Z', '2022-11-24T05:30:00.000Z')).toBe(-30);
  });

  it('is read on the community’s own calendar and wall', () => {
    expect(dayOf('2022-11-24T15:59:59.999Z', SHANGHAI)).toBe('2022-11-24');
    expect(dayOf('2022-11-24T16:00:00.000Z', SHANGHAI)).toBe('2022-11-25');
    expect(timeOfDay('2022-11-24T16:00:00.000Z', SHANGHAI)).toBe('00:00');
    expect(timeOfDay('2022-11-24T06:03:20.000Z', SHANGHAI)).toBe('14:03');
  });

  it.each([
    ['2022-11-24', SHANGHAI, '2022-11-23T16:00:00.000Z'],
    // The night in which the clocks change, and the day after.
    ['2022-10-30', BERLIN, '2022-10-29T22:00:00.000Z'],
    ['2022-10-31', BERLIN, '2022-10-30T23:00:00.000Z'],
    ['2022-03-27', BERLIN, '2022-03-26T23:00:00.000Z'],
    ['2022-03-28', BERLIN, '2022-03-27T22:00:00.000Z'],
    // West of Greenwich, where the guess lies on the day before.
    ['2022-11-06', 'America/New_York', '2022-11-06T04:00:00.000Z'],
    ['2022-11-07', 'America/New_York', '2022-11-07T05:00:00.000Z'],
  ])('begins the day %s in %s at %s', (day, zone, start) => {
    expect(startOfDay(day, zone)).toBe(start);
    expect(dayOf(start, zone)).toBe(day);
    expect(dayOf(instant(Date.parse(start) - 1), zone)).toBe(plusDays(day, -1));
  });

  it('counts days over months and leap years', () => {
    expect(plusDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(plusDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(plusDays('2022-12-31', 1)).toBe('2023-01-01');
  });

  it.each(['2022-02-29', '2022-13-01', '2022-1-1', '22-01-01', '2022-11-24T00:00', 'yesterday', ''])('knows that %p is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('knows a day', () => {
    expect(isDay('2024-02-29')).toBe(true);
  });
});
