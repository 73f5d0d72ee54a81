const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface TimeLeft {
  readonly key: 'days' | 'hours' | 'minutes' | 'over-days' | 'over-hours' | 'over-minutes';
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** How long until a deadline, or since it, in the largest two units that say something. */
export const timeLeft = (deadline: string, now: number): TimeLeft => {
  const left = Date.parse(deadline) - now;
  const size = Math.abs(left);
  const [days, hours, minutes] = [Math.floor(size / DAY), Math.floor((size % DAY) / HOUR), Math.floor((size % HOUR) / MINUTE)];
  const unit = size >= DAY ? 'days' : size >= HOUR ? 'hours' : 'minutes';
  return { key: left < 0 ? `over-${unit}` : unit, days, hours, minutes };
};

/** How much a deadline presses: what colour it has. */
export const pressure = (deadline: string, now: number): 'over' | 'soon' | 'calm' => {
  const left = Date.parse(deadline) - now;
  return left < 0 ? 'over' : left < 4 * HOUR ? 'soon' : 'calm';
};

const formats = new Map<string, Intl.DateTimeFormat>();
const format = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, known);
  return known;
};

/** 14:03:20 */
export const clock = (at: number | string, language: string): string =>
  format(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(at));

/** 2026年11月24日, for paper, which is read on another day. */
export const dayOf = (at: number, language: string): string =>
  format(language, { year: 'numeric', month: 'long', day: 'numeric' }).format(new Date(at));

/** 11月24日 14:03, without the day where it is today's. */
export const moment = (at: number | string, language: string, now = Date.now()): string => {
  const date = new Date(at);
  const today = date.toDateString() === new Date(now).toDateString();
  return format(language, {
    ...(!today && { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
};
