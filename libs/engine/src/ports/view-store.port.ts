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

/** One generation of one view: `name` and version from the definition, `generation` counts rebuilds. */
export interface Generation {
  readonly view: string;
  readonly version: number;
  readonly generation: number;
  /** The one that queries read. */
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
  /** Answers the generations of a view, the live one among them; a first one, live, is made when the view has none of any version. */
  declare(definition: AnyView): Promise<Generation[]>;
  /** A new generation, not live, empty. */
  beside(definition: AnyView): Promise<Generation>;
  /** Makes this generation the live one and drops the others of its view. */
  switchTo(definition: AnyView, generation: Generation): Promise<void>;
  checkpoint(generation: Generation, community: string): Promise<number>;
  /** Documents by id, tombstones left out. */
  get(generation: Generation, community: string, ids: readonly string[]): Promise<Stored<unknown>[]>;
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
