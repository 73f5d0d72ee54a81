/** A moment in UTC, ISO 8601 with milliseconds and `Z`, e.g. `2022-11-24T06:03:20.000Z`: it sorts as text. */
export type Instant = string;
/** A day in a community's own calendar, e.g. `2022-11-24`. */
export type Day = string;

/** Where the time comes from. Handed in, so that tests and simulation own it. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** Calls back once after `ms`; the answer cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** Where new ids come from: UUIDv7 strings, which sort by time. */
export interface Ids {
  next(): string;
}

export const instant = (milliseconds: number): Instant => new Date(milliseconds).toISOString();

export const plusMinutes = (at: Instant, minutes: number): Instant => instant(Date.parse(at) + minutes * 60_000);
export const plusHours = (at: Instant, hours: number): Instant => plusMinutes(at, hours * 60);

/** Minutes from one moment to a later one; negative when it is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const partsIn = (timeZone: string): Intl.DateTimeFormat => {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
};

const partsOf = (at: Instant, timeZone: string): Record<string, string> =>
  Object.fromEntries(
    partsIn(timeZone)
      .formatToParts(Date.parse(at))
      .map((part) => [part.type, part.value]),
  );

/** The day of the community in which this moment lies. */
export const dayOf = (at: Instant, timeZone: string): Day => {
  const parts = partsOf(at, timeZone);
  return `${parts.year}-${parts.month}-${parts.day}`;
};

/** The clock on the community's wall at this moment, `HH:MM`. */
export const timeOfDay = (at: Instant, timeZone: string): string => {
  const parts = partsOf(at, timeZone);
  return `${parts.hour}:${parts.minute}`;
};

/** Minutes by which the zone's wall clock is ahead of UTC at this moment. */
const offsetMinutes = (at: Instant, timeZone: string): number => {
  const p = partsOf(at, timeZone);
  const wall = Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second));
  return Math.round((wall - Math.floor(Date.parse(at) / 1000) * 1000) / 60_000);
};

/** The first moment of a day in the community's calendar. */
export const startOfDay = (day: Day, timeZone: string): Instant => {
  const guess = instant(Date.parse(`${day}T00:00:00.000Z`));
  const first = plusMinutes(guess, -offsetMinutes(guess, timeZone));
  // Where the clock changes between the guess and midnight the offset of midnight itself is the right one.
  return plusMinutes(guess, -offsetMinutes(first, timeZone));
};

/** The day so many days later (or earlier). */
export const plusDays = (day: Day, days: number): Day => instant(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).slice(0, 10);

/** True for a real day written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  instant(Date.parse(`${text}T00:00:00Z`)).slice(0, 10) === text;
