import type { Instant } from '@linli/kernel';
import type { CommitDraft, Head, ReplayNote, StoredCommit } from '../commit.js';

/** What became of an append. */
export type Appended =
  | { readonly outcome: 'stored'; readonly commit: StoredCommit; readonly head: Head }
  /** The command is in the log already: its first answer stands. */
  | { readonly outcome: 'known'; readonly known: KnownCommand }
  /** Another decision touched this stream first: decide again. */
  | { readonly outcome: 'conflict'; readonly stream: string };

export interface KnownCommand {
  readonly commit: StoredCommit;
  /** Gone after 30 days; the command stays known for ever. */
  readonly replay?: ReplayNote;
}

/** The queue of waiting commands is full: answered with 503 and Retry-After. */
export class LogBusy extends Error {}
/** The disk or the database failed; nothing of this append is stored as far as we know, and the command may be sent again. */
export class LogUnavailable extends Error {}

/**
 * One service's numbered logs, one per community. Unique in the whole service are: (community, position),
 * <community>/<stream>@<version> for each of the commit's `writes`, and <community>/command/<sender>/<id>.
 * An append is durable when it is answered.
 */
export interface Log {
  /** True where other copies of the service write too: `onAppended` then tells only of what was written through this one. */
  readonly shared: boolean;
  append(draft: CommitDraft): Promise<Appended>;
  /** `emptyHead` for a community that has no commit. */
  head(community: string): Promise<Head>;
  /**
   * Of every community that has a commit, by code, all read at one moment. `since`: only of those whose last commit is
   * from that time or later, and cheap enough to be asked several times a second.
   */
  heads(since?: Instant): Promise<Head[]>;
  /** Commits that touched the stream with a version above `after`, oldest first. */
  stream(community: string, stream: string, after?: number): Promise<StoredCommit[]>;
  /** The version of the last commit that touched the stream, 0 for none. */
  streamVersion(community: string, stream: string): Promise<number>;
  /** Commits after a position, oldest first, at most `limit`. */
  read(community: string, after: number, limit: number): Promise<StoredCommit[]>;
  /**
   * Commits holding public events numbered above `sequence`, oldest first, at most `limit` commits. `surely`: where others
   * write too, whoever is asked first makes sure that it may speak for all of them. That takes longer.
   */
  readPublic(community: string, sequence: number, limit: number, surely?: 'surely'): Promise<StoredCommit[]>;
  command(community: string, sender: string, id: string): Promise<KnownCommand | undefined>;
  /** Called after commits of this copy are durable, in order within a community. The answer ends it. */
  onAppended(listener: (commits: readonly StoredCommit[]) => void): () => void;
  /** Drops the replay notes of commands older than this; answers how many. */
  dropReplays(before: Instant): Promise<number>;
  /** Stores a commit of a backup or of another house verbatim: it must be the next of its community and its hash must follow, else `DoesNotFollow`. */
  adopt(commit: StoredCommit, replay?: ReplayNote): Promise<void>;
  /** What the index says of a commit, for `verify` to hold against the bytes. */
  indexed(community: string, position: number): Promise<IndexedCommit | undefined>;
  close(): Promise<void>;
}

/** A log that is read and followed, and written by others alone. */
export type ReadLog = Pick<Log, 'shared' | 'heads' | 'read' | 'onAppended'>;

/** What an adapter keeps in columns beside the bytes; derivable from them, and checked by `verify`. */
export interface IndexedCommit {
  readonly hash: string;
  /** The number of the last public event up to and including this commit. */
  readonly sequence: number;
  /** Those by which the commit is found. */
  readonly writes: readonly (readonly [stream: string, version: number])[];
  readonly command?: { readonly sender: string; readonly id: string };
}
