import { Schema, type Connection, type mongo, type SchemaDefinition } from 'mongoose';
import { StoredCommit, type Head, type ReplayNote, type SetAside } from '@linli/engine';
import { collectionOf } from './connection.js';
import { positionOf } from './log-entries.js';

/** One commit: `_id` is `<community>/<position>`. */
export interface CommitDocument {
  readonly _id: string;
  readonly community: string;
  readonly hash: string;
  /** The number of the last public event up to here. */
  readonly sequence: number;
  /** Present on a commit that holds public events. */
  readonly publics?: true;
  readonly at: string;
  /** Stored, hashed and moved as they are. */
  readonly bytes: Uint8Array;
  /** What it touches, each entry once in the whole database: see `log-entries.ts`. */
  readonly writes: readonly string[];
  readonly replay?: ReplayNote;
}

/** A community that has a commit, or is about to have its first. */
export interface CommunityDocument {
  readonly _id: string;
}

export interface ProgressDocument {
  readonly _id: string;
  readonly consumer: string;
  readonly community: string;
  readonly position: number;
}

export interface SetAsideDocument extends Omit<SetAside, 'id'> {
  readonly _id: string;
  /** Rises with time. */
  readonly order: mongo.ObjectId;
}

const text = { type: String, required: true } as const;
const integer = { type: Number, required: true } as const;

interface Declared {
  readonly fields: SchemaDefinition;
  /** Beside the one over `_id`; each by the name under which queries ask for it. */
  readonly indexes?: Readonly<Record<string, { readonly over: Record<string, 1>; readonly only?: object; readonly unique?: true }>>;
}

/** The collections of a service's log, and every index there is. */
const COLLECTIONS = {
  commits: {
    fields: {
      _id: text,
      community: text,
      hash: text,
      sequence: integer,
      publics: Boolean,
      at: text,
      bytes: { type: Schema.Types.Buffer, required: true },
      writes: { type: [String], required: true },
      replay: { type: { digest: String, answer: String }, _id: false },
    },
    indexes: {
      // An append is one insert: this and `_id` refuse what another one has done before.
      writes: { over: { writes: 1 }, unique: true },
      publics: { over: { community: 1, sequence: 1 }, only: { publics: true } },
      // Which communities moved since a time.
      moved: { over: { at: 1, community: 1, _id: 1 } },
      // Gets smaller when notes are dropped.
      replays: { over: { at: 1 }, only: { replay: { $exists: true } } },
    },
  },
  communities: { fields: { _id: text } },
  progress: { fields: { _id: text, consumer: text, community: text, position: integer } },
  setAside: {
    fields: {
      _id: text,
      order: { type: Schema.Types.ObjectId, required: true },
      kind: text,
      consumer: text,
      community: text,
      subject: text,
      position: integer,
      at: text,
      error: text,
    },
    indexes: { still: { over: { kind: 1, consumer: 1, community: 1 } } },
  },
} as const satisfies Record<string, Declared>;

export interface LogCollections {
  readonly commits: mongo.Collection<CommitDocument>;
  readonly communities: mongo.Collection<CommunityDocument>;
  readonly progress: mongo.Collection<ProgressDocument>;
  readonly setAside: mongo.Collection<SetAsideDocument>;
}

/** Makes what is missing of collections and indexes. Nothing is written before the unique index is there. */
export const openCollections = async (connection: Connection): Promise<LogCollections> => {
  for (const [name, declared] of Object.entries<Declared>(COLLECTIONS)) {
    const schema = new Schema(declared.fields, { versionKey: false });
    for (const [index, { over, only, unique }] of Object.entries(declared.indexes ?? {}))
      schema.index(over, { name: index, ...(unique && { unique }), ...(only && { partialFilterExpression: only }) });
    await connection.model(name, schema, name).init();
  }
  return {
    commits: collectionOf(connection, 'commits'),
    communities: collectionOf(connection, 'communities'),
    progress: collectionOf(connection, 'progress'),
    setAside: collectionOf(connection, 'setAside'),
  };
};

export const commitOf = ({ _id, community, bytes, hash }: CommitDocument): StoredCommit =>
  new StoredCommit(community, positionOf(_id), bytes, hash);

/** Enough of a commit to say where its community stands. */
export const HEAD_FIELDS = { community: 1, hash: 1, sequence: 1, at: 1 } as const;

export const headOf = ({ _id, community, hash, sequence, at }: Pick<CommitDocument, '_id' | keyof typeof HEAD_FIELDS>): Head => ({
  community,
  position: positionOf(_id),
  hash,
  sequence,
  at,
});
