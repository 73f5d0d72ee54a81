import type { LoggedEvent } from '../event.js';
import { idOf } from '../event.js';
import type { AnyView } from '../view.js';
import type { Tail } from './tail.js';

const BATCH = 500;

/** Ids of the documents an event changes; a view that cannot say so for an event it does not know says none. */
export const keysOf = (definition: AnyView, event: LoggedEvent): readonly string[] => [...new Set(definition.keys(event as never))];

/** One document from the first event on up to a position; throws when it cannot be folded. */
export const foldOne = async (
  definition: AnyView,
  tail: Tail,
  community: string,
  id: string,
  to: number,
): Promise<{ doc: unknown; position: number }> => {
  let doc: unknown;
  let position = 0;
  for (let at = 0; at < to;) {
    const commits = await tail.after(community, at, BATCH);
    if (commits.length === 0) break;
    for (const commit of commits) {
      at = commit.position;
      if (at > to) break;
      for (const event of tail.events(commit)) {
        if (!concerns(definition, event, id)) continue;
        doc = definition.project(doc as never, event as never, id);
        position = event.position;
      }
    }
  }
  return { doc, position };
};

/** An event of which a view cannot say whom it concerns stops the document of its own subject, and no other. */
const concerns = (definition: AnyView, event: LoggedEvent, id: string): boolean => {
  try {
    return keysOf(definition, event).includes(id);
  } catch (error) {
    if (idOf(event.subject) === id) throw error;
    return false;
  }
};

/** A document as text, however its members are ordered. */
export const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
