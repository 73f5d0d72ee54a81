import { plusHours, startOfDay, type Instant } from '@linli/kernel';
import type { NeedKind, Urgency } from '@linli/contracts';
import type { DeadlineSource } from './need.events.js';
import type { Medication } from './person.js';

/** Each community may have its own. */
export interface DeadlineSettings {
  /** Medicine must be there so long before it runs out. */
  readonly leadTimeHours: number;
  /** Where nothing runs out: so long after the need was entered. */
  readonly lifeCriticalHours: number;
  readonly urgentHours: number;
  readonly routineHours: number;
  /** A medicine (or an escort) that is due within so many hours is life-critical, urgent. */
  readonly criticalWithinHours: number;
  readonly urgentWithinHours: number;
}

export const DEFAULT_DEADLINES: DeadlineSettings = {
  leadTimeHours: 12,
  lifeCriticalHours: 1,
  urgentHours: 6,
  routineHours: 24,
  criticalWithinHours: 4,
  urgentWithinHours: 24,
};

export interface DeadlineQuestion {
  readonly at: Instant;
  readonly kind: NeedKind;
  /** 1 = runs out 24 hours from now. */
  readonly daysLeft?: number;
  /** Moments when the medicines asked for run out, by the medication plan. */
  readonly runsOutAt: readonly Instant[];
  /** What the clerk says, where she says it. */
  readonly urgency?: Urgency;
  /** What holds already, where a need is amended. */
  readonly standing?: StandingDeadline;
}
export interface StandingDeadline {
  readonly deadline: Instant;
  readonly from: DeadlineSource;
  readonly urgency: Urgency;
  readonly enteredAt: Instant;
}

export interface Deadline {
  readonly deadline: Instant;
  readonly from: DeadlineSource;
  readonly urgency: Urgency;
  /** What the answers suggest. */
  readonly proposed: Urgency;
  /** The clerk says something else, and has not said so before: that asks for her reason. */
  readonly overridden: boolean;
}

/** A medicine's deadline is the moment it runs out minus the lead time; a deadline already past stands. */
export const deadlineOf = (question: DeadlineQuestion, settings: DeadlineSettings = DEFAULT_DEADLINES): Deadline => {
  const { at, kind, daysLeft, standing } = question;
  const running = runningOut(question, settings);
  const proposed = running ? pressure(kind, hoursBetween(at, running.deadline), settings) : 'routine';
  // Who says anew how many days are left has the urgency proposed anew.
  const urgency = question.urgency ?? (daysLeft === undefined ? standing?.urgency : undefined) ?? proposed;
  return {
    deadline: running?.deadline ?? plusHours(standing?.enteredAt ?? at, hoursOf(urgency, settings)),
    from: running?.from ?? 'urgency',
    urgency,
    proposed,
    overridden: question.urgency !== undefined && urgency !== proposed && urgency !== standing?.urgency,
  };
};

/** The clerk's own word before the medication plan; undefined where nothing runs out. */
const runningOut = (
  { at, daysLeft, runsOutAt: moments, standing }: DeadlineQuestion,
  { leadTimeHours }: DeadlineSettings,
): { readonly from: DeadlineSource; readonly deadline: Instant } | undefined => {
  if (daysLeft !== undefined) return { from: 'days-left', deadline: plusHours(at, daysLeft * 24 - leadTimeHours) };
  if (standing?.from === 'days-left') return { from: 'days-left', deadline: standing.deadline };
  const first = [...moments].sort()[0];
  return first === undefined ? undefined : { from: 'medication-plan', deadline: plusHours(first, -leadTimeHours) };
};

const pressure = (kind: NeedKind, hours: number, { criticalWithinHours, urgentWithinHours }: DeadlineSettings): Urgency => {
  if (kind !== 'medicine' && kind !== 'escort') return 'routine';
  if (hours <= criticalWithinHours) return 'life-critical';
  return hours <= urgentWithinHours ? 'urgent' : 'routine';
};

const hoursOf = (urgency: Urgency, { lifeCriticalHours, urgentHours, routineHours }: DeadlineSettings): number =>
  ({ 'life-critical': lifeCriticalHours, urgent: urgentHours, routine: routineHours })[urgency];

export const sameDeadlines = (left: DeadlineSettings, right: DeadlineSettings): boolean =>
  (Object.keys(DEFAULT_DEADLINES) as (keyof DeadlineSettings)[]).every((name) => left[name] === right[name]);

const hoursBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;

/** The moment a medicine runs out: units counted on a day of the community, used up by so many a day from that day's start on. */
export const runsOutAt = ({ countedOn, unitsLeft, dailyDose }: Medication, timeZone: string): Instant | undefined =>
  dailyDose > 0 ? plusHours(startOfDay(countedOn, timeZone), (unitsLeft / dailyDose) * 24) : undefined;

/** Which of the plan's medicines are asked for: the same name, as far as people write it the same. */
export const plannedFor = (plan: readonly Medication[], items: readonly string[]): Medication[] => {
  const asked = new Set(items.map(plainName));
  return plan.filter(({ medicine }) => asked.has(plainName(medicine)));
};

const plainName = (medicine: string): string => medicine.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
