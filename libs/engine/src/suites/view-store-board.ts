import type { DomainEvent } from '@linli/kernel';
import type { Generation, ViewStore } from '../ports/view-store.port.js';
import { view } from '../view.js';
import { COMMUNITY } from './builders.js';

export interface Card {
  readonly status?: string | null;
  readonly deadline?: string | null;
  readonly floor?: number | null;
  readonly note?: string;
}

/** The view that the suite works with. Its fold is of no interest here. */
export const board = view<Card, DomainEvent>({
  name: 'board',
  version: 1,
  fields: { status: 'text', deadline: 'text', floor: 'integer' },
  indexes: [['status', 'deadline'], ['deadline', '+floor'], ['status', 'floor', 'deadline'], ['floor']],
  keys: () => [],
  project: (card) => card,
});

/** Saves new documents at the next position. */
export const put = async (
  views: ViewStore,
  generation: Generation,
  cards: Readonly<Record<string, Card>>,
  community = COMMUNITY,
): Promise<void> => {
  const from = await views.checkpoint(generation, community);
  const position = from + 1;
  const documents = Object.entries(cards).map(([id, doc]) => ({ id, doc, was: 0, position }));
  if (!(await views.save(generation, { community, from, to: position, documents })))
    throw new Error('The documents of the test could not be saved.');
};
