import { instant, type Clock } from '@linli/kernel';
import type { AnyView, Engine, Found } from '@linli/engine';
import { Optional, Text, Whole } from './fields.js';

/** `?atLeast=<position>`: an answer that includes what one has just written. */
export class ReadQuery {
  @Optional() @Whole({ min: 0 }) atLeast?: number;
}

/** `?limit`, `?cursor`, `?atLeast` of every list. */
export class ListQuery extends ReadQuery {
  @Optional() @Whole({ min: 1, max: 200 }) limit?: number;
  @Optional() @Text({ max: 500 }) cursor?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  /** When the answer was made. */
  readonly asOf: string;
}

export const page = <Item>(items: readonly Item[], nextCursor: string | undefined, clock: Clock): Page<Item> => ({
  items,
  nextCursor: nextCursor ?? null,
  asOf: instant(clock.now()),
});

export const pageOf = <Doc, Item>(found: Found<Doc>, show: (doc: Doc, id: string) => Item, clock: Clock): Page<Item> =>
  page(
    found.items.map(({ doc, id }) => show(doc, id)),
    found.nextCursor,
    clock,
  );

/** Waits for the view where the asker wants his own write in the answer. */
export const reached = async (engine: Engine, view: AnyView, community: string, atLeast: number | undefined): Promise<void> => {
  if (atLeast !== undefined) await engine.views.reach(view, community, atLeast);
};
