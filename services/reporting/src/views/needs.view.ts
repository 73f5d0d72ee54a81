import { view } from '@linli/engine';
import type {
  NeedAmendedV1,
  NeedCancelledV1,
  NeedConfirmedV1,
  NeedCreatedV1,
  NeedMovedV1,
  NeedReopenedV1,
  TaskCompletedV1,
  TaskFailedV1,
  TaskReleasedV1,
} from '@linli/contracts';
import type { NeedFact } from '../domain/figures.js';

export type NeedHeard =
  | NeedCreatedV1
  | NeedAmendedV1
  | NeedMovedV1
  | NeedCancelledV1
  | NeedReopenedV1
  | NeedConfirmedV1
  | TaskCompletedV1
  | TaskFailedV1
  | TaskReleasedV1;

/**
 * What happens to a need is heard from two services, whose order among each other nobody promises: a document begins
 * with whatever comes first, keeps moments instead of a state, and is counted once it is known when the need was entered.
 */
export type NeedDoc = Partial<NeedFact> & Pick<NeedFact, Moments>;
type Moments = 'metAt' | 'confirmedAt' | 'endedAt' | 'resumedAt' | 'moves';

/** The same moment once, in the order of time, whenever it is heard. */
const at = (moments: readonly string[], moment: string): readonly string[] =>
  moments.includes(moment) ? moments : [...moments, moment].sort();

const TYPES: ReadonlySet<string> = new Set<NeedHeard['type']>([
  'linli.intake.need-created.v1',
  'linli.intake.need-amended.v1',
  'linli.intake.need-moved.v1',
  'linli.intake.need-cancelled.v1',
  'linli.intake.need-reopened.v1',
  'linli.intake.need-confirmed.v1',
  'linli.dispatch.task-completed.v1',
  'linli.dispatch.task-failed.v1',
  'linli.dispatch.task-released.v1',
]);

export const needs = view<NeedDoc, NeedHeard>({
  name: 'needs',
  version: 2,
  fields: {},
  indexes: [],
  live: { roles: ['official', 'approver'] },
  keys: (event) => (TYPES.has(event.type) ? [event.data.needId] : []),
  project(doc = { metAt: [], confirmedAt: [], endedAt: [], resumedAt: [], moves: [] }, event) {
    const ended = { ...doc, endedAt: at(doc.endedAt, event.at) };
    const resumed = { ...doc, resumedAt: at(doc.resumedAt, event.at) };
    switch (event.type) {
      case 'linli.intake.need-created.v1': {
        const { kind, grid = '', householdId, deadline } = event.data;
        return { ...doc, kind, grid, householdId, deadline, createdAt: event.at };
      }
      case 'linli.intake.need-amended.v1':
        return event.data.deadline === undefined ? doc : { ...doc, deadline: event.data.deadline };
      case 'linli.intake.need-moved.v1': {
        const { grid = '', householdId } = event.data;
        const others = doc.moves.filter((move) => move.at !== event.at);
        return { ...doc, moves: [...others, { at: event.at, grid, householdId }] };
      }
      case 'linli.intake.need-reopened.v1':
        return { ...resumed, deadline: event.data.deadline };
      case 'linli.dispatch.task-released.v1':
        return resumed;
      case 'linli.intake.need-cancelled.v1':
      case 'linli.dispatch.task-failed.v1':
        return ended;
      case 'linli.dispatch.task-completed.v1':
        return { ...ended, metAt: at(doc.metAt, event.at) };
      case 'linli.intake.need-confirmed.v1':
        return { ...ended, confirmedAt: at(doc.confirmedAt, event.at) };
      default:
        return doc;
    }
  },
});
