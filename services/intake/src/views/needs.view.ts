import { plusHours } from '@linli/kernel';
import { idOf, view, type Logged } from '@linli/engine';
import type { NeedKind, PublicNeedLine, PublicRunner, PublicSubstitute, Sealed, Urgency } from '@linli/contracts';
import { NOBODY_REACHED_AFTER_HOURS, type NeedStatus } from '../domain/need.js';
import type { DeadlineSource, NeedEvent } from '../domain/need.events.js';
import type { ResidentForgotten } from '../domain/resident.events.js';

export interface NeedDoc {
  readonly residentId: string;
  readonly householdId: string;
  readonly kind: NeedKind;
  readonly status: NeedStatus;
  readonly urgency: Urgency;
  readonly deadline: string;
  readonly deadlineFrom: DeadlineSource;
  readonly building: string;
  readonly grid?: string;
  readonly lines: readonly PublicNeedLine[];
  readonly handoverCode?: Sealed;
  readonly requester?: Sealed;
  readonly notes?: Sealed;
  readonly runners: readonly PublicRunner[];
  readonly runId?: string;
  readonly missing: readonly string[];
  /** What was handed over in place of lines. */
  readonly substitutes?: readonly PublicSubstitute[];
  readonly confirmedBy?: 'requester' | 'nobody-reached';
  /** When it lapses unless somebody confirms it. */
  readonly lapsesAt?: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly version: number;
  readonly history: readonly NeedHappening[];
}
export interface NeedHappening {
  readonly type: string;
  readonly at: string;
  /** The version of the need from then on. */
  readonly version: number;
  /** The account; absent where a service or the clock was the cause. */
  readonly by?: string;
  /** What was said to it: a reason, a note. */
  readonly said?: Sealed;
}

export const needs = view<NeedDoc, NeedEvent | ResidentForgotten>({
  name: 'needs',
  version: 2,
  fields: {
    status: 'text',
    kind: 'text',
    building: 'text',
    deadline: 'text',
    residentId: 'text',
    householdId: 'text',
    lapsesAt: 'text',
    changedAt: 'text',
  },
  indexes: [
    ['deadline', '+kind', '+building'],
    ['status', 'deadline', '+kind', '+building'],
    ['residentId', 'deadline'],
    ['householdId', 'changedAt'],
    ['lapsesAt'],
  ],
  live: { roles: ['clerk'] },
  keys(event) {
    if (event.type === 'resident-forgotten') return event.data.needIds;
    return event.subject.startsWith('need/') ? [idOf(event.subject)] : [];
  },

  project(doc, event) {
    if (event.type === 'resident-forgotten') return undefined;
    if (event.type === 'need-created') {
      const { data, at } = event;
      const { residentId, householdId, kind, urgency, deadline, deadlineFrom, building, grid, lines, handoverCode, requester, notes } =
        data;
      const doc: NeedDoc = {
        residentId,
        householdId,
        kind,
        status: 'open',
        urgency,
        deadline,
        deadlineFrom,
        building,
        grid,
        lines,
        handoverCode,
        requester,
        notes,
        runners: [],
        missing: [],
        createdAt: data.enteredAt,
        changedAt: at,
        version: 0,
        history: [],
      };
      return noted(doc, event);
    }
    return doc && noted(changed(doc, event), event);
  },
});

const noted = (doc: NeedDoc, event: Logged<NeedEvent>): NeedDoc => {
  const { type, at, version, sender } = event;
  const by = sender === undefined || sender.includes('/') ? undefined : sender;
  const happening: NeedHappening = { type, at, version, by, said: saidIn(event.data) };
  const known = doc.history.some((before) => before.version === version && before.type === type);
  return { ...doc, changedAt: at, version, history: known ? doc.history : [...doc.history, happening] };
};

const saidIn = (event: NeedEvent): Sealed | undefined => {
  switch (event.type) {
    case 'need-created':
    case 'need-amended':
      return event.urgencyReason;
    case 'need-cancelled':
    case 'need-reopened':
      return event.reason;
    case 'need-confirmed':
      return event.note;
    default:
      return undefined;
  }
};

const changed = (doc: NeedDoc, event: Logged<NeedEvent>): NeedDoc => {
  switch (event.type) {
    case 'need-amended': {
      const { deadline, deadlineFrom, urgency, lines, handoverCode, notes } = event.data;
      return {
        ...doc,
        ...(deadline && { deadline }),
        ...(deadlineFrom && { deadlineFrom }),
        ...(urgency && { urgency }),
        ...(lines && { lines }),
        ...(handoverCode && { handoverCode }),
        ...(notes && { notes }),
      };
    }
    case 'need-moved': {
      const { householdId, building, grid } = event.data;
      return { ...doc, householdId, building, grid };
    }
    case 'need-cancelled':
      return { ...doc, status: 'cancelled' };
    case 'need-claimed-by-dispatch':
      return { ...doc, status: 'assigned', runId: event.data.runId, runners: event.data.runners };
    case 'need-released':
      return { ...doc, status: 'open', runId: undefined, runners: [] };
    case 'need-substitutes-given':
      return { ...doc, substitutes: event.data.substitutes };
    case 'need-met':
      return { ...doc, status: 'met', missing: event.data.missing, lapsesAt: plusHours(event.at, NOBODY_REACHED_AFTER_HOURS) };
    case 'need-not-met':
      return { ...doc, status: 'not-met' };
    case 'need-confirmed':
      return { ...doc, status: 'confirmed', confirmedBy: event.data.confirmedBy, lapsesAt: undefined };
    case 'need-reopened':
      return {
        ...doc,
        status: 'open',
        deadline: event.data.deadline,
        lines: event.data.lines,
        runId: undefined,
        runners: [],
        missing: [],
        substitutes: undefined,
        lapsesAt: undefined,
        confirmedBy: undefined,
      };
    default:
      return doc;
  }
};
