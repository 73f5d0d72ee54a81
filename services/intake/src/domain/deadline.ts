import { plusHours, startOfDay, type Instant } from '@linli/kernel';
import type { NeedKind, Urgency } from '@linli/contracts';
import type { DeadlineSource } from './need.events.js';
import type { Medication } from './person.js';

/** Hours. All can be set per installation. */
export interface DeadlineSettings {
  /** Medicine must be there so long before it runs out. */
  readonly leadTimeHours: number;
  /** Where nothing runs out: so long after the need was entered. */
  readonly hoursByUrgency: Readonly<Record<Urgency, number>>;
  /** A medicine (or an escort) that is due within so many hours is life-critical, urgent. */
  readonly criticalWithinHours: number;
  readonly urgentWithinHours: number;
}

export const DEFAULT_DEADLINES: DeadlineSettings = {
  leadTimeHours: 12,
  hoursByUrgency: { 'life-critical': 1, urgent: 6, routine: 24 },
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
}

export interface Deadline {
  readonly deadline: Instant;
  readonly from: DeadlineSource;
  readonly urgency: Urgency;
  /** What the answers suggest; another word from the clerk asks for her reason. */
  readonly proposed: Urgency;
}

/** A medicine's deadline is the moment it runs out minus the lead time; a deadline already past stands. */
export const deadlineOf = (question: DeadlineQuestion, settings: DeadlineSettings = DEFAULT_DEADLINES): Deadline => {
  const { at, kind, daysLeft, urgency } = question;
  const earliest = [...question.runsOutAt].sort()[0];
  const runsOut = daysLeft !== undefined ? plusHours(at, daysLeft * 24) : earliest;
  if (runsOut === undefined) {
    const proposed: Urgency = 'routine';
    return {
      deadline: plusHours(at, settings.hoursByUrgency[urgency ?? proposed]),
      from: 'urgency',
      urgency: urgency ?? proposed,
      proposed,
    };
  }
  const deadline = plusHours(runsOut, -settings.leadTimeHours);
  const hours = (Date.parse(deadline) - Date.parse(at)) / 3_600_000;
  const pressing = kind === 'medicine' || kind === 'escort';
  const proposed: Urgency =
    pressing && hours <= settings.criticalWithinHours
      ? 'life-critical'
      : pressing && hours <= settings.urgentWithinHours
        ? 'urgent'
        : 'routine';
  return { deadline, from: daysLeft !== undefined ? 'days-left' : 'medication-plan', urgency: urgency ?? proposed, proposed };
};

/** The moment a medicine runs out: units counted on a day of the community, used up by so many a day from that day's start on. */
export const runsOutAt = ({ countedOn, unitsLeft, dailyDose }: Medication, timeZone: string): Instant | undefined =>
  dailyDose > 0 ? plusHours(startOfDay(countedOn, timeZone), (unitsLeft / dailyDose) * 24) : undefined;
