import type { DomainEvent } from '@linli/kernel';
import type { Logged } from './event.js';
import type { FieldType } from './ports/view-store.port.js';

/**
 * A fold of one community's log into documents. Pure: from the event alone, never opening a seal. `version` is raised
 * whenever `project` or the indexes change; the new version then fills beside the old one.
 */
export interface ViewDefinition<Doc = never, Event extends DomainEvent = never> {
  readonly name: string;
  readonly version: number;
  /** Indexed fields of the document's top level. Absent and null are alike. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /**
   * Each index is a list of fields; the community stands before them all. Last may come fields that only go along, `+field`:
   * a list in the order of the others can be chosen by their values without an index for each combination of them.
   */
  readonly indexes: readonly (readonly string[])[];
  /** Ids of the documents this event changes; none for an event the view does not know. */
  keys(event: Logged<Event>): readonly string[];
  /** The next document; undefined deletes it. */
  project(doc: Doc | undefined, event: Logged<Event>, id: string): Doc | undefined;
  /** Who is told at once when a document changes (server-sent events); absent: nobody. */
  readonly live?: LiveRule<Doc>;
}

export interface LiveRule<Doc> {
  readonly roles: readonly string[];
  /** What goes along, beside view, id and position; never anything personal. */
  readonly mention?: (doc: Doc) => { readonly needId?: string };
  /** For the roles in `onlyOwn`: the people (volunteer ids) that may hear of it. */
  readonly onlyOwn?: { readonly roles: readonly string[]; readonly people: (doc: Doc) => readonly string[] };
}

/** Gives a definition its types; the definition itself is what it is. */
export const view = <Doc, Event extends DomainEvent>(definition: ViewDefinition<Doc, Event>): ViewDefinition<Doc, Event> => definition;

/** Any view, for the engine, which does not look inside documents. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- documents and events are the view's own business
export type AnyView = ViewDefinition<any, any>;
