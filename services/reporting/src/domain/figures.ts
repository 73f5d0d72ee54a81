import { instant, minutesBetween, type Instant } from '@linli/kernel';
import { NEED_KINDS, type NeedKind } from '@linli/contracts';

/** What is known of one need, without anybody's name. */
export interface NeedFact {
  readonly kind: NeedKind;
  /** Where it was entered, as the household was. */
  readonly grid: string;
  readonly householdId: string;
  /** To where its resident moved since, in the order of time. */
  readonly moves: readonly { readonly at: Instant; readonly grid: string; readonly householdId: string }[];
  readonly createdAt: Instant;
  readonly deadline: Instant;
  readonly metAt: readonly Instant[];
  readonly confirmedAt: readonly Instant[];
  /** When nobody had to do anything about it any more, and when somebody had to again. */
  readonly endedAt: readonly Instant[];
  readonly resumedAt: readonly Instant[];
}
/** When one volunteer was on duty. */
export type DutySpans = readonly (readonly [from: Instant, to?: Instant])[];

/** From the first moment on, up to but without the last. */
export interface Period {
  readonly from: Instant;
  readonly until: Instant;
}

export const COUNTS = [
  'needsCreated',
  'needsMet',
  'needsConfirmed',
  'needsOpen',
  'needsOverdue',
  'householdsServed',
  'visits',
  'problemsSolved',
  'onDuty',
] as const;
export type CountName = (typeof COUNTS)[number];
export type Counts = Record<CountName, number>;
export const NO_COUNTS = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;

const within = (at: Instant, { from, until }: Period): boolean => at >= from && at < until;
const before = (moments: readonly Instant[], end: Instant): Instant => moments.filter((at) => at < end).at(-1) ?? '';
const isOpen = ({ createdAt, endedAt, resumedAt }: NeedFact, end: Instant): boolean => {
  const ended = before(endedAt, end);
  return createdAt < end && (ended === '' || ended < before(resumedAt, end));
};
const isOn = (spans: DutySpans, end: Instant): boolean => spans.some(([from, to]) => from < end && (to === undefined || to >= end));
/** The end of a period, or the moment after now where it has not come yet: what happens now has happened. */
const endOf = ({ until }: Period, now: Instant): Instant => (until <= now ? until : instant(Date.parse(now) + 1));

/** Where a need was at a moment: a move counts from itself on. */
const homeAt = (need: NeedFact, moment: Instant): Pick<NeedFact, 'grid' | 'householdId'> =>
  need.moves.filter(({ at }) => at <= moment).at(-1) ?? need;
/** All grids in which a need ever was. */
export const gridsOf = ({ grid, moves }: NeedFact): readonly string[] => [grid, ...moves.map((move) => move.grid)];

/**
 * Happenings count in the period and are never taken back; open, overdue and on duty are as of its end (or of now, where it has not
 * ended). Of one grid counts what happened or stands there: what moves away is left where it happened, and open where it went.
 */
export const countsOf = (needs: readonly NeedFact[], duty: readonly DutySpans[], period: Period, now: Instant, grid?: string): Counts => {
  const end = endOf(period, now);
  const last = instant(Date.parse(end) - 1);
  const isHere = (need: NeedFact, moment: Instant): boolean => grid === undefined || homeAt(need, moment).grid === grid;
  const households = new Set<string>();
  const counts = { ...NO_COUNTS };
  for (const need of needs) {
    const count = (moments: readonly Instant[]): readonly Instant[] => moments.filter((at) => within(at, period) && isHere(need, at));
    counts.needsCreated += count([need.createdAt]).length;
    const met = count(need.metAt);
    counts.needsMet += met.length;
    for (const moment of met) households.add(homeAt(need, moment).householdId);
    counts.needsConfirmed += count(need.confirmedAt).length;
    if (isOpen(need, end) && isHere(need, last)) {
      counts.needsOpen += 1;
      if (need.deadline < end) counts.needsOverdue += 1;
    }
  }
  counts.householdsServed = households.size;
  counts.onDuty = duty.filter((spans) => isOn(spans, end)).length;
  return counts;
};

export const byKind = (needs: readonly NeedFact[], period: Period): Record<NeedKind, number> => {
  const counts = Object.fromEntries(NEED_KINDS.map((kind) => [kind, 0])) as Record<NeedKind, number>;
  for (const { kind, createdAt } of needs) if (within(createdAt, period)) counts[kind] += 1;
  return counts;
};

/** Minutes from entering to meeting, of what was met for the first time in the period; null when nothing was. */
export const timeToMeet = (needs: readonly NeedFact[], period: Period): { median: number | null; p90: number | null } => {
  const minutes = needs
    .flatMap(({ createdAt, metAt }) => (metAt[0] !== undefined && within(metAt[0], period) ? [minutesBetween(createdAt, metAt[0])] : []))
    .sort((left, right) => left - right);
  return { median: quantile(minutes, 0.5), p90: quantile(minutes, 0.9) };
};

/** The nearest rank. */
const quantile = (sorted: readonly number[], share: number): number | null =>
  sorted.length === 0 ? null : Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]! * 10) / 10;

export const add = (left: Counts, right: Counts): Counts =>
  Object.fromEntries(COUNTS.map((name) => [name, left[name] + right[name]])) as Counts;
