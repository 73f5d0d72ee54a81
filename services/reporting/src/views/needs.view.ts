import { view } from '@linli/engine';
import type {
  NeedAmendedV1,
  NeedCancelledV1,
  NeedConfirmedV1,
  NeedCreatedV1,
  NeedReopenedV1,
  TaskCompletedV1,
  TaskFailedV1,
  TaskReleasedV1,
} from '@linli/contracts';
import type { NeedFact } from '../domain/figures.js';

export type NeedHeard =
  NeedCreatedV1 | NeedAmendedV1 | NeedCancelledV1 | NeedReopenedV1 | NeedConfirmedV1 | TaskCompletedV1 | TaskFailedV1 | TaskReleasedV1;

/**
 * What happens to a need is heard from two services, whose order among each other nobody promises: a document begins
 * with whatever comes first and is counted once it is known when the need was entered.
 */
export interface NeedDoc extends Partial<NeedFact> {
  readonly metAt: readonly string[];
  readonly confirmedAt: readonly string[];
  readonly over: readonly (readonly [from: string, to?: string])[];
}

const TYPES: ReadonlySet<string> = new Set<NeedHeard['type']>([
  'linli.intake.need-created.v1',
  'linli.intake.need-amended.v1',
  'linli.intake.need-cancelled.v1',
  'linli.intake.need-reopened.v1',
  'linli.intake.need-confirmed.v1',
  'linli.dispatch.task-completed.v1',
  'linli.dispatch.task-failed.v1',
  'linli.dispatch.task-released.v1',
]);

export const needs = view<NeedDoc, NeedHeard>({
  name: 'needs',
  version: 1,
  fields: { createdAt: 'text', grid: 'text' },
  indexes: [['createdAt'], ['grid', 'createdAt']],
  live: { roles: ['official', 'approver'] },
  keys: (event) => (TYPES.has(event.type) ? [event.data.needId] : []),
  project(doc = { metAt: [], confirmedAt: [], over: [] }, event) {
    const ended = (): NeedDoc =>
      doc.over.at(-1)?.[1] === undefined && doc.over.length > 0 ? doc : { ...doc, over: [...doc.over, [event.at]] };
    const resumed = (): NeedDoc => {
      const last = doc.over.at(-1);
      return last && last[1] === undefined ? { ...doc, over: [...doc.over.slice(0, -1), [last[0], event.at]] } : doc;
    };
    switch (event.type) {
      case 'linli.intake.need-created.v1': {
        const { kind, grid = '', householdId, deadline } = event.data;
        return { ...doc, kind, grid, householdId, deadline, createdAt: event.at };
      }
      case 'linli.intake.need-amended.v1':
        return event.data.deadline === undefined ? doc : { ...doc, deadline: event.data.deadline };
      case 'linli.intake.need-reopened.v1':
        return { ...resumed(), deadline: event.data.deadline };
      case 'linli.dispatch.task-released.v1':
        return resumed();
      case 'linli.intake.need-cancelled.v1':
      case 'linli.dispatch.task-failed.v1':
        return ended();
      case 'linli.dispatch.task-completed.v1':
        return { ...ended(), metAt: [...doc.metAt, event.at] };
      case 'linli.intake.need-confirmed.v1':
        return { ...ended(), confirmedAt: [...doc.confirmedAt, event.at] };
      default:
        return doc;
    }
  },
});
