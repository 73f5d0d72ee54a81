import type { AnyView } from '../view.js';

export type FieldType = 'text' | 'integer';
export type Scalar = string | number | null;
export type Condition =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly from?: Scalar; readonly to?: Scalar; readonly below?: Scalar; readonly above?: Scalar };

/** A question to one view. Its fields must stand in one declared index, or the store refuses it: no query without an index. */
export interface ViewQuery {
  /** One community, or all whose code begins with this prefix (`prefix: true`). */
  readonly community: string;
  readonly prefix?: boolean;
  readonly where?: Readonly<Record<string, Condition>>;
  /** Fields in order; ties are broken by the document's id. */
  readonly orderBy?: readonly string[];
  readonly descending?: boolean;
  /** At most 1000; 200 unless said. */
  readonly limit?: number;
  /** From the answer before. */
  readonly cursor?: string;
}

export interface Found<Doc> {
  readonly items: readonly Stored<Doc>[];
  readonly nextCursor?: string;
}

export interface Stored<Doc> {
  readonly community: string;
  readonly id: string;
  /** Position of the last event folded in. */
  readonly position: number;
  readonly doc: Doc;
}

/** What stands under an id: a document, or with `doc` undefined the tombstone of one. */
export type Standing = Omit<Stored<unknown>, 'community'>;

/** One generation of one view: `name` and version from the definition, `generation` counts rebuilds of all versions. */
export interface Generation {
  readonly view: string;
  readonly version: number;
  readonly generation: number;
  /** It has been filled. The last one of a version that is live is the one that queries of that version read. */
  readonly live: boolean;
}

/** One batch of a fold. */
export interface ViewBatch<Doc> {
  readonly community: string;
  /** The checkpoint this batch read on from. */
  readonly from: number;
  readonly to: number;
  /** The next documents; undefined deletes and leaves a tombstone. `was`: position of the document it replaces, 0 for none. */
  readonly documents: readonly { readonly id: string; readonly doc: Doc | undefined; readonly was: number; readonly position: number }[];
}

/** Documents folded from the log, with one checkpoint per view generation and community. Can be thrown away at any time. */
export interface ViewStore {
  /**
   * Answers the generations of a view, in order. A first one, live, is made when the view has none of any version: one,
   * also when two copies ask at once.
   */
  declare(definition: AnyView): Promise<Generation[]>;
  /** A new generation, not live, empty. */
  beside(definition: AnyView): Promise<Generation>;
  /** Makes this generation live. The others stay: copies that have not noticed go on reading and feeding them. */
  switchTo(generation: Generation): Promise<void>;
  /** Drops a generation with all that is in it; harmless when it is gone. */
  drop(generation: Generation): Promise<void>;
  checkpoint(generation: Generation, community: string): Promise<number>;
  /** Documents by id, tombstones left out. */
  get(generation: Generation, community: string, ids: readonly string[]): Promise<Stored<unknown>[]>;
  /** Documents and tombstones by id: up to which position each has been folded, for whoever folds on. */
  standing(generation: Generation, community: string, ids: readonly string[]): Promise<Standing[]>;
  /**
   * False when the checkpoint or a document has moved, or a new document is older than its tombstone: read again.
   * Documents first, then the checkpoint. Throws a `TypeError` for an indexed field that is not what was declared.
   */
  save(generation: Generation, batch: ViewBatch<unknown>): Promise<boolean>;
  find(generation: Generation, definition: AnyView, query: ViewQuery): Promise<Found<unknown>>;
  /** Counts by the values of an indexed field, under the same conditions. */
  count(
    generation: Generation,
    definition: AnyView,
    query: Omit<ViewQuery, 'orderBy' | 'limit' | 'cursor'>,
    by?: string,
  ): Promise<Map<Scalar, number>>;
  /** Every document of a community in order of id, for verify and for look-ups; `after` an id, at most `limit`. */
  all(generation: Generation, community: string, after: string, limit: number): Promise<Stored<unknown>[]>;
  /** Puts one document as it must be, whatever its position: mends what was set aside. */
  mend(generation: Generation, community: string, id: string, doc: unknown, position: number): Promise<void>;
  close(): Promise<void>;
}
