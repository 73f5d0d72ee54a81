import type { Upcasters } from './event.js';
import type { AnyDueRule, AnyReaction } from './reaction.js';
import type { AnyView } from './view.js';

/**
 * Which events leave a service, as which public contract. A function where the contract says less or other than the
 * event; undefined keeps that one event inside.
 */
export type Publishes = Readonly<Record<string, PublishRule>>;
export interface PublishRule {
  readonly as: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each rule knows its own event
  readonly data?: (event: any) => object | undefined;
}

/**
 * Something kept in memory beside a view because it must be open to be searched: never on disk. It is filled from the
 * view's documents at start (so start-up does not grow with the log) and told of every document that changes, before
 * the view's checkpoint counts as reached: whoever waits for `atLeast` finds it in the look-up too.
 */
export interface LookUp {
  readonly view: AnyView;
  /** Empties it: every document follows. */
  reset(): void;
  /** Documents as they are now; `doc` is undefined for one that is gone. May open seals. Throws `LeftOut` when it has taken all but some. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- documents of its own view
  take(documents: readonly LookedUp<any>[]): Promise<void>;
}

/** One that cannot be opened hides none of the others. */
export class LeftOut extends Error {
  constructor(readonly ids: readonly string[]) {
    super('Some documents cannot be opened.');
  }
}

export interface LookedUp<Doc> {
  readonly community: string;
  readonly id: string;
  readonly doc: Doc | undefined;
}

/** What is needed of a service to fold its log. */
export type Folds = Pick<ServiceModel, 'name' | 'views' | 'upcasters'>;

/** The whole of a service that is not HTTP: what the engine runs. */
export interface ServiceModel {
  readonly name: string;
  readonly publishes: Publishes;
  /** Services whose public events it hears. */
  readonly hears: readonly string[];
  readonly views: readonly AnyView[];
  readonly reactions: readonly AnyReaction[];
  readonly due: readonly AnyDueRule[];
  readonly lookUps: readonly LookUp[];
  readonly upcasters: Upcasters;
  /**
   * Of each public event that is known here, by its type: what is wrong about its data, if anything is. One of another type is kept
   * all the same, and told of.
   */
  readonly contracts?: ReadonlyMap<string, (data: object) => string | undefined>;
}
