import { idOf, view } from '@linli/engine';
import type { Instant } from '@linli/kernel';
import { purchase, type KnownPurchase } from '../domain/purchase.js';
import type { PurchaseEvent } from '../domain/purchase.events.js';

/** A run as its shopping stands; persons come from the orders, when somebody may see them. */
export interface RunDoc extends KnownPurchase {
  readonly listedAt: Instant;
  readonly closedAt?: Instant;
  readonly version: number;
}

const isPurchase = (subject: string): boolean => subject.startsWith('purchase/');

export const runs = view<RunDoc, PurchaseEvent>({
  name: 'runs',
  version: 1,
  fields: { listedAt: 'text' },
  indexes: [['listedAt']],
  live: {
    roles: ['dispatcher', 'runner'],
    onlyOwn: { roles: ['runner'], people: ({ runners }) => runners.map(({ volunteerId }) => volunteerId) },
  },
  keys: ({ subject }) => (isPurchase(subject) ? [idOf(subject)] : []),
  project(doc, event) {
    // The decider's own fold: what the list shows is what the next decision stands on.
    const state = purchase.evolve(doc ?? purchase.initialState, event.data);
    if (state.status === 'unknown') return undefined;
    return {
      ...state,
      listedAt: doc?.listedAt ?? event.at,
      ...(event.type === 'run-settled' ? { closedAt: event.at } : doc?.closedAt !== undefined && { closedAt: doc.closedAt }),
      version: event.version,
    };
  },
});

/** That a volunteer is on a run: one document for each of the two that a run may have. */
export interface OnRunDoc {
  readonly volunteerId: string;
  readonly runId: string;
  readonly since: Instant;
}

const onRunId = (runId: string, volunteerId: string): string => `${runId}.${volunteerId}`;

export const onRuns = view<OnRunDoc, PurchaseEvent>({
  name: 'on-runs',
  version: 1,
  fields: { volunteerId: 'text', since: 'text' },
  indexes: [['volunteerId', 'since']],
  keys({ subject, data }) {
    if (data.type !== 'purchase-listed' && data.type !== 'purchase-handed-over') return [];
    const from = data.type === 'purchase-listed' ? [] : data.from;
    const people = new Set([...from, ...data.runners.map(({ volunteerId }) => volunteerId)]);
    return [...people].map((volunteerId) => onRunId(idOf(subject), volunteerId));
  },
  project(doc, { subject, data, at }, id) {
    if (data.type !== 'purchase-listed' && data.type !== 'purchase-handed-over') return doc;
    const runId = idOf(subject);
    const runner = data.runners.find(({ volunteerId }) => onRunId(runId, volunteerId) === id);
    // Who has handed it over has it no more.
    return runner && { volunteerId: runner.volunteerId, runId, since: doc?.since ?? at };
  },
});
