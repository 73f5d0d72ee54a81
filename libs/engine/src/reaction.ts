import type { DomainEvent } from '@linli/kernel';
import type { Sent } from './command.js';
import type { Logged } from './event.js';
import type { AnyView } from './view.js';

/** An event heard or decided here, and what is to be asked of ourselves because of it. Pure. */
export interface Reaction<Event extends DomainEvent = never> {
  /** Stands in command ids for ever: never renamed. */
  readonly name: string;
  /** Event types it looks at. */
  readonly on: readonly Event['type'][];
  /** Where it begins when first deployed in a community with a past. */
  readonly begins: 'first' | 'head';
  react(event: Logged<Event>): readonly Sent[];
}

export const reaction = <Event extends DomainEvent>(definition: Reaction<Event>): Reaction<Event> => definition;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the engine hands on what the reaction named
export type AnyReaction = Reaction<any>;

/**
 * Time as a command: what falls due is a row of a view. Any copy sends it; its id is the document, the moment and the
 * rule, so that it happens once.
 */
export interface DueRule<Doc = unknown> {
  readonly name: string;
  readonly view: AnyView;
  /** An indexed text field holding the instant, absent when nothing is due. The index must begin with it. */
  readonly field: string;
  command(doc: Doc, id: string): Sent;
}

export const dueRule = <Doc>(definition: DueRule<Doc>): DueRule<Doc> => definition;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
export type AnyDueRule = DueRule<any>;
