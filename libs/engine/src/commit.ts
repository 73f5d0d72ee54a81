import { createHash } from 'node:crypto';
import type { Instant } from '@linli/kernel';

/**
 * A commit is what one command decided, or the next records heard from one source. It is one row of one community's
 * numbered log, stored, hashed and moved as bytes that never change.
 */
export interface CommitBody {
  readonly community: string;
  /** The head plus one, without gaps. */
  readonly position: number;
  readonly at: Instant;
  /** Who asked for it; absent on what was heard. */
  readonly command?: CommittedCommand;
  /** Every stream this decision relied on, with the version it makes of it: `[stream, version]`. */
  readonly writes: readonly (readonly [stream: string, version: number])[];
  readonly events: readonly CommittedEvent[];
  /** The number of the first public event in here; present when there is one. */
  readonly sequence?: number;
  readonly heard?: Heard;
}

export interface CommittedCommand {
  /** An account id, or `reaction/<name>`, `due/<name>`. */
  readonly sender: string;
  /** Unique for its sender, for ever. */
  readonly id: string;
  readonly type: string;
  /** Shared by everything that one first cause led to. */
  readonly correlation: string;
  /** The event that caused it, where there is one. */
  readonly causation?: string;
  /** When it happened on a device that was offline. */
  readonly occurredAt?: Instant;
}

export interface CommittedEvent {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  /** Under which contract it left the service; `data` only where that differs from the event's own. */
  readonly public?: { readonly type: string; readonly data?: object };
}

/** Records of one source, in its order, verbatim, of known type or not. */
export interface Heard {
  readonly source: string;
  readonly records: readonly HeardRecord[];
}

export interface HeardRecord {
  readonly sequence: number;
  /** Hash of the commit in the source's log that holds the event, hex: two histories under one number are told apart by it. */
  readonly hash: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Instant;
  readonly correlation: string;
  readonly causation?: string;
  /** The JSON text of the data, byte for byte as it came. */
  readonly value: string;
  /** Kept, but not as its contract says or behind one of its subject that is not: nothing is made of it. */
  readonly aside?: true;
}

/** What a writer wants stored; the log gives position, public numbers and hash. */
export interface CommitDraft extends Omit<CommitBody, 'position' | 'sequence'> {
  /** Beside the commit, outside its hash, for 30 days: what answers the same command again. */
  readonly replay?: ReplayNote;
}

export interface ReplayNote {
  /** Keyed digest of the request: the same command id with another request is told apart. */
  readonly digest: string;
  /** The sealed answer. */
  readonly answer: string;
}

/** Where a community's log stands. */
export interface Head {
  readonly community: string;
  readonly position: number;
  /** Hash of the last commit, hex; 64 zeros before the first. */
  readonly hash: string;
  /** The number of the last public event, 0 before the first. */
  readonly sequence: number;
  /** Time of the last commit; no commit's time precedes it. */
  readonly at: Instant;
}

export const emptyHead = (community: string): Head => ({
  community,
  position: 0,
  hash: '0'.repeat(64),
  sequence: 0,
  at: '1970-01-01T00:00:00.000Z',
});

/** Largest commit in bytes: what one Kafka message and one MongoDB document carry with ease. */
export const MAX_COMMIT_BYTES = 256 * 1024;

/**
 * Largest public event: whoever hears it keeps its text, quoted once more, in one commit of his own. Quoting doubles it at
 * worst.
 */
export const MAX_PUBLIC_BYTES = 100 * 1024;

export class CommitTooLarge extends Error {
  constructor(readonly bytes: number) {
    super(`A commit of ${bytes} bytes is over the ${MAX_COMMIT_BYTES} that a log takes, or a public event in it over ${MAX_PUBLIC_BYTES}.`);
  }
}

/** A commit as the log keeps it. */
export class StoredCommit {
  #body: CommitBody | undefined;
  constructor(
    readonly community: string,
    readonly position: number,
    readonly bytes: Uint8Array,
    readonly hash: string,
    body?: CommitBody,
  ) {
    this.#body = body;
  }
  /** Read from the bytes on first use. */
  get body(): CommitBody {
    return (this.#body ??= JSON.parse(
      Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString('utf8'),
    ) as CommitBody);
  }
}

/** SHA-256 over the previous hash and the bytes, hex. */
export const chain = (previous: string, bytes: Uint8Array): string =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(bytes).digest('hex');

export const publicEvents = (body: Pick<CommitBody, 'events'>): number =>
  body.events.reduce((count, event) => (event.public ? count + 1 : count), 0);

/** What leaves the service of a public event. */
export const publicText = ({ public: left, data }: CommittedEvent): string => JSON.stringify(left?.data ?? data);

const isTooLargeToBeHeard = (event: CommittedEvent): boolean =>
  event.public !== undefined && Buffer.byteLength(publicText(event)) > MAX_PUBLIC_BYTES;

/** Makes the next commit of a log out of a draft: called by each log adapter at the moment it knows the head, and by nobody else. */
export const nextCommit = (head: Head, draft: CommitDraft): { commit: StoredCommit; head: Head } => {
  const { community, at, command, writes, events, heard } = draft;
  const publics = publicEvents(draft);
  const position = head.position + 1;
  const body: CommitBody = {
    community,
    position,
    at: at > head.at ? at : head.at,
    ...(command && { command }),
    writes,
    events,
    ...(publics > 0 && { sequence: head.sequence + 1 }),
    ...(heard && { heard }),
  };
  const bytes = Buffer.from(JSON.stringify(body), 'utf8');
  if (bytes.byteLength > MAX_COMMIT_BYTES || (bytes.byteLength > MAX_PUBLIC_BYTES && draft.events.some(isTooLargeToBeHeard)))
    throw new CommitTooLarge(bytes.byteLength);
  const hash = chain(head.hash, bytes);
  return {
    commit: new StoredCommit(community, position, bytes, hash, body),
    head: { community, position, hash, sequence: head.sequence + publics, at: body.at },
  };
};

/** A commit that was made elsewhere is not the next of this log. */
export class DoesNotFollow extends Error {}

/** The head after a commit of a backup or of another house: called by each log adapter before it stores one verbatim. */
export const headAfter = (head: Head, commit: StoredCommit): Head => {
  const { community, position, hash } = commit;
  if (position !== head.position + 1) throw new DoesNotFollow(`Commit ${position} of ${community} does not follow on ${head.position}.`);
  if (chain(head.hash, commit.bytes) !== hash)
    throw new DoesNotFollow(`The bytes of commit ${position} of ${community} are not those that were hashed.`);
  return { community, position, hash, sequence: head.sequence + publicEvents(commit.body), at: commit.body.at };
};
