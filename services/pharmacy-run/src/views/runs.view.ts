import { idOf, view } from '@linli/engine';
import { purchase, type KnownPurchase } from '../domain/purchase.js';
import type { PurchaseEvent } from '../domain/purchase.events.js';

/** A run as its shopping stands; persons come from the orders, when somebody may see them. */
export interface RunDoc extends KnownPurchase {
  /** A run has one runner or two. */
  readonly runner1?: string;
  readonly runner2?: string;
  readonly listedAt: string;
  readonly closedAt?: string;
  readonly version: number;
}

export const runs = view<RunDoc, PurchaseEvent>({
  name: 'runs',
  version: 1,
  fields: { status: 'text', runner1: 'text', runner2: 'text', listedAt: 'text' },
  indexes: [['listedAt'], ['runner1', 'listedAt'], ['runner2', 'listedAt'], ['status', 'listedAt']],
  live: {
    roles: ['dispatcher', 'runner'],
    onlyOwn: { roles: ['runner'], people: ({ runners }) => runners.map(({ volunteerId }) => volunteerId) },
  },
  keys: (event) => (event.subject.startsWith('purchase/') ? [idOf(event.subject)] : []),
  project(doc, event) {
    // The decider's own fold: what the list shows is what the next decision stands on.
    const state = purchase.evolve(doc ?? purchase.initialState, event.data);
    if (state.status === 'unknown') return undefined;
    return {
      ...state,
      runner1: state.runners[0]?.volunteerId,
      runner2: state.runners[1]?.volunteerId,
      listedAt: doc?.listedAt ?? event.at,
      ...(event.type === 'run-settled' ? { closedAt: event.at } : doc?.closedAt !== undefined && { closedAt: doc.closedAt }),
      version: event.version,
    };
  },
});
