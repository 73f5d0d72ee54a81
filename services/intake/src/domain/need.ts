import { notFound, refuse, unreachable, type Decider, type Instant } from '@linli/kernel';
import type {
  IncidentReason,
  NeedCreatedV1,
  NeedKind,
  PublicNeedLine,
  PublicRunner,
  PublicSubstitute,
  Sealed,
  Urgency,
} from '@linli/contracts';
import type { DeadlineSource, NeedCreated, NeedEvent } from './need.events.js';
import { placeOf } from './resident.js';
import type { Place } from './resident.events.js';

/** So long after it was met a need is confirmed without its requester, who could not be reached. */
export const NOBODY_REACHED_AFTER_HOURS = 24;

/** Of these something must be bought or brought: without a line there is nothing to do. */
const KINDS_WITH_LINES: ReadonlySet<NeedKind> = new Set<NeedKind>(['medicine', 'groceries', 'test-kits']);
export const needsLines = (kind: NeedKind): boolean => KINDS_WITH_LINES.has(kind);

/** What the need says, as its contract says it. */
export type NeedFacts = Omit<NeedCreatedV1, 'type'>;
export type NeedStatus = 'open' | 'assigned' | 'met' | 'confirmed' | 'not-met' | 'cancelled';

export interface KnownNeed {
  readonly status: NeedStatus;
  readonly facts: NeedFacts;
  readonly enteredAt: Instant;
  readonly deadlineFrom: DeadlineSource;
  readonly notes?: Sealed;
  readonly bought: boolean;
}
export type NeedState = { readonly status: 'unknown' } | KnownNeed;

export type NeedCommand =
  | { readonly type: 'create'; readonly need: Omit<NeedCreated, 'type'> }
  | {
      readonly type: 'amend';
      readonly lines?: readonly PublicNeedLine[];
      readonly deadline?: Instant;
      readonly deadlineFrom?: DeadlineSource;
      readonly urgency?: Urgency;
      readonly delivery?: Sealed;
      readonly notes?: Sealed;
      readonly urgencyReason?: Sealed;
    }
  | { readonly type: 'redirect'; readonly place: Place; readonly delivery: Sealed }
  | { readonly type: 'cancel'; readonly reason?: Sealed }
  | { readonly type: 'new-code'; readonly handoverCode: Sealed }
  | { readonly type: 'confirm'; readonly note?: Sealed }
  | { readonly type: 'reopen'; readonly reason?: Sealed }
  | { readonly type: 'note-claimed'; readonly runId: string; readonly runners: readonly PublicRunner[] }
  | { readonly type: 'note-released' }
  | { readonly type: 'note-buying' }
  | { readonly type: 'note-substitutes'; readonly substitutes: readonly PublicSubstitute[] }
  | { readonly type: 'note-met'; readonly missing: readonly string[] }
  | { readonly type: 'note-not-met'; readonly reason: IncidentReason }
  | { readonly type: 'lapse' };

/** Something a person needs, from the clerk's desk until the requester says that it is done. */
export const need: Decider<NeedState, NeedCommand, NeedEvent> = {
  stream: 'need',
  initialState: { status: 'unknown' },

  evolve(state, event) {
    if (event.type === 'need-created') {
      const { enteredAt, deadlineFrom, notes } = event;
      return { status: 'open', facts: factsOf(event), enteredAt, deadlineFrom, ...(notes && { notes }), bought: false };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'need-amended': {
        const { deadline, deadlineFrom, urgency, lines, delivery, handoverCode, notes } = event;
        const changed = {
          ...(deadline && { deadline }),
          ...(urgency && { urgency }),
          ...(lines && { lines }),
          ...(delivery && { delivery }),
          ...(handoverCode && { handoverCode }),
        };
        return { ...state, facts: { ...state.facts, ...changed }, ...(deadlineFrom && { deadlineFrom }), ...(notes && { notes }) };
      }
      case 'need-moved': {
        const { householdId, building, grid, delivery } = event;
        return { ...state, facts: { ...state.facts, householdId, building, grid, delivery } };
      }
      case 'need-cancelled':
        return { ...state, status: 'cancelled' };
      case 'need-claimed-by-dispatch':
        return { ...state, status: 'assigned' };
      case 'need-released':
        return { ...state, status: 'open', bought: false };
      case 'need-buying-started':
        return { ...state, bought: true };
      case 'need-substitutes-given':
        return state;
      case 'need-met':
        return { ...state, status: 'met' };
      case 'need-not-met':
        return { ...state, status: 'not-met' };
      case 'need-confirmed':
        return { ...state, status: 'confirmed' };
      case 'need-reopened':
        return { ...state, status: 'open', facts: factsOf(event), bought: false };
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    if (command.type === 'create') {
      return state.status === 'unknown'
        ? [{ type: 'need-created', ...command.need }]
        : refuse('need-already-entered', 'There is a need under this id already.');
    }
    if (state.status === 'unknown') return notFound('need');
    const { facts, status } = state;
    const { needId, residentId } = facts;
    const isOpen = status === 'open' || status === 'assigned';
    switch (command.type) {
      case 'amend': {
        mustBeUnbought(state);
        const { type: _type, ...changes } = command;
        return Object.keys(changes).length === 0 ? [] : [{ type: 'need-amended', needId, residentId, ...changes }];
      }
      // Where to, and to whom, may be put right as long as somebody is on the way; what is bought stays as it is.
      case 'redirect': {
        if (!isOpen) return [];
        const { place, delivery } = command;
        return isAt(place, facts)
          ? [{ type: 'need-amended', needId, residentId, delivery }]
          : [{ type: 'need-moved', needId, residentId, ...placeOf(place), delivery }];
      }
      case 'cancel':
        if (status === 'cancelled') return [];
        mustBeUnbought(state);
        return [{ type: 'need-cancelled', needId, residentId, ...(command.reason !== undefined && { reason: command.reason }) }];
      case 'new-code':
        if (!isOpen) return refuse('need-not-open', 'This need is no longer under way, so it needs no code.');
        return [{ type: 'need-amended', needId, residentId, handoverCode: command.handoverCode }];
      case 'confirm':
        if (status === 'confirmed') return [];
        if (status !== 'met') return refuse('need-not-met', 'Only what has been met can be confirmed.');
        return [
          {
            type: 'need-confirmed',
            needId,
            residentId,
            confirmedBy: 'requester',
            ...(command.note !== undefined && { note: command.note }),
          },
        ];
      case 'lapse':
        return status === 'met' ? [{ type: 'need-confirmed', needId, residentId, confirmedBy: 'nobody-reached' }] : [];
      case 'reopen':
        if (isOpen) return [];
        return [{ type: 'need-reopened', ...facts, ...(command.reason !== undefined && { reason: command.reason }) }];
      case 'note-claimed':
        return isOpen ? [{ type: 'need-claimed-by-dispatch', runId: command.runId, runners: command.runners }] : [];
      case 'note-released':
        // Given up by whoever was on the way, or a task that had failed and is taken up again: in both cases it is open.
        return status === 'assigned' || status === 'not-met' ? [{ type: 'need-released' }] : [];
      case 'note-buying':
        return isOpen && !state.bought ? [{ type: 'need-buying-started' }] : [];
      // Whether it is told before or after the need was met: it is what the household has now.
      case 'note-substitutes':
        return status === 'cancelled' ? [] : [{ type: 'need-substitutes-given', substitutes: command.substitutes }];
      case 'note-met':
        return isOpen || status === 'not-met' ? [{ type: 'need-met', missing: command.missing }] : [];
      case 'note-not-met':
        return isOpen ? [{ type: 'need-not-met', reason: command.reason }] : [];
      default:
        return unreachable(command);
    }
  },
};

/** Whether a need is met where this is. */
export const isAt = ({ householdId, building, grid }: Place, facts: NeedFacts): boolean =>
  facts.householdId === householdId && facts.building === building && facts.grid === grid;

/** What is bought is paid for: from then on the need can only be brought to its end. */
const mustBeUnbought = (state: KnownNeed): void => {
  if (state.bought && (state.status === 'open' || state.status === 'assigned'))
    refuse('already-bought', 'The runner has bought for this need already.');
  if (state.status !== 'open' && state.status !== 'assigned') refuse('need-not-open', 'This need is no longer open.');
};

const factsOf = (facts: NeedFacts): NeedFacts => ({
  needId: facts.needId,
  residentId: facts.residentId,
  householdId: facts.householdId,
  kind: facts.kind,
  urgency: facts.urgency,
  deadline: facts.deadline,
  building: facts.building,
  ...(facts.grid !== undefined && { grid: facts.grid }),
  lines: facts.lines,
  delivery: facts.delivery,
  handoverCode: facts.handoverCode,
});
