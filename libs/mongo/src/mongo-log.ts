import type { mongo } from 'mongoose';
import {
  DoesNotFollow,
  headAfter,
  LogBusy,
  LogUnavailable,
  nextCommit,
  type Appended,
  type CommitDraft,
  type Head,
  type IndexedCommit,
  type KnownCommand,
  type Log,
  type ReplayNote,
  type StoredCommit,
} from '@linli/engine';
import { CommunityWriter, findCommand, findHead, type Asked } from './community-writer.js';
import { reaching } from './connection.js';
import { lastVersion } from './last-version.js';
import { commitOf, HEAD_FIELDS, headOf, type CommitDocument, type LogCollections } from './log-collections.js';
import { commandIn, commitId, commitsAfter, streamEntry, touches, touching, writesIn } from './log-entries.js';
import { StreamVersions } from './stream-versions.js';

/** Appends that may wait in this process; more are told to come again. */
const WAITING = 10_000;
/** Communities asked at a time for their heads. */
const HEADS_AT_ONCE = 32;
/** Who answers has made sure behind the reading that the majority still takes it for the one who writes. */
const LINEARIZABLE: mongo.FindOptions = { readConcern: { level: 'linearizable' }, maxTimeMS: 10_000 };

/** One service's logs in one database, written by any number of its copies. */
export class MongoLog implements Log {
  readonly shared = true;
  readonly #writers = new Map<string, CommunityWriter>();
  readonly #versions = new StreamVersions();
  readonly #listeners = new Set<(commits: readonly StoredCommit[]) => void>();
  #waiting = 0;
  #closed = false;

  constructor(
    private readonly collections: LogCollections,
    private readonly startSession: () => mongo.ClientSession,
  ) {}

  append(draft: CommitDraft): Promise<Appended> {
    const { community, writes, command, replay } = draft;
    return this.#ask({ community, writes, command, replay, make: (head) => nextCommit(head, draft) });
  }

  async adopt(commit: StoredCommit, replay?: ReplayNote): Promise<void> {
    const { community, position } = commit;
    const { writes, command } = bodyOf(commit);
    const appended = await this.#ask({ community, writes, command, replay, make: (head) => ({ commit, head: headAfter(head, commit) }) });
    if (appended.outcome === 'known') throw new DoesNotFollow(`The command of commit ${position} is in the log already.`);
    if (appended.outcome === 'conflict')
      throw new DoesNotFollow(`Commit ${position} does not make the next version of ${appended.stream}.`);
  }

  head(community: string): Promise<Head> {
    return reaching(() => findHead(this.collections, community));
  }

  heads(since?: string): Promise<Head[]> {
    return reaching(() => (since === undefined ? this.#allHeads() : this.#headsSince(since)));
  }

  stream(community: string, stream: string, after = 0): Promise<StoredCommit[]> {
    return reaching(async () => {
      const found = await this.collections.commits.find({ writes: touching(community, stream, after) }).toArray();
      const commits = found.filter(({ writes }) => touches(writes, community, stream, after)).map(commitOf);
      const sorted = commits.sort((left, right) => left.position - right.position);
      if (sorted.length > 0) this.#versions.saw(community, stream, after + sorted.length);
      return sorted;
    });
  }

  streamVersion(community: string, stream: string): Promise<number> {
    return reaching(async () => {
      const version = await lastVersion(this.#versions.atLeast(community, stream), async (versions) => {
        const asked = versions.map((one) => streamEntry(community, stream, one));
        const found = await this.collections.commits.find({ writes: { $in: asked } }, { projection: { writes: 1 } }).toArray();
        const there = found.flatMap(({ writes }) => writesIn(community, writes)).filter(([touched]) => touched === stream);
        return Math.max(0, ...there.map(([, one]) => one));
      });
      if (version > 0) this.#versions.saw(community, stream, version);
      return version;
    });
  }

  read(community: string, after: number, limit: number): Promise<StoredCommit[]> {
    return this.#commits({ _id: commitsAfter(community, after) }, { _id: 1 }, limit);
  }

  readPublic(community: string, sequence: number, limit: number, surely?: 'surely'): Promise<StoredCommit[]> {
    return this.#commits({ community, publics: true, sequence: { $gt: sequence } }, { sequence: 1 }, limit, surely && LINEARIZABLE);
  }

  command(community: string, sender: string, id: string): Promise<KnownCommand | undefined> {
    return reaching(() => findCommand(this.collections, community, sender, id));
  }

  onAppended(listener: (commits: readonly StoredCommit[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  dropReplays(before: string): Promise<number> {
    return reaching(async () => {
      const old = { at: { $lt: before }, replay: { $exists: true } };
      return (await this.collections.commits.updateMany(old, { $unset: { replay: 1 } })).modifiedCount;
    });
  }

  indexed(community: string, position: number): Promise<IndexedCommit | undefined> {
    return reaching(async () => {
      const projection = { hash: 1, sequence: 1, writes: 1 };
      const found = await this.collections.commits.findOne({ _id: commitId(community, position) }, { projection });
      if (!found) return undefined;
      const { hash, sequence, writes } = found;
      const command = commandIn(community, writes);
      return { hash, sequence, writes: writesIn(community, writes), ...(command && { command }) };
    });
  }

  /** Waits for what is under way; the connection is closed by who opened it. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#writers.values()].map((writer) => writer.idle()));
  }

  async #ask(asked: Omit<Asked, 'settle' | 'fail'>): Promise<Appended> {
    if (this.#closed) throw new LogUnavailable('The log is closed.');
    if (this.#waiting >= WAITING) throw new LogBusy(`${WAITING} appends wait already.`);
    this.#waiting += 1;
    try {
      return await new Promise<Appended>((settle, fail) => this.#writerOf(asked.community).add({ ...asked, settle, fail }));
    } finally {
      this.#waiting -= 1;
    }
  }

  #writerOf(community: string): CommunityWriter {
    let writer = this.#writers.get(community);
    if (!writer) {
      writer = new CommunityWriter(community, {
        collections: this.collections,
        startSession: this.startSession,
        versions: this.#versions,
        stored: (commits) => {
          for (const listener of this.#listeners) listener(commits);
        },
      });
      this.#writers.set(community, writer);
    }
    return writer;
  }

  #commits(
    filter: mongo.Filter<CommitDocument>,
    sort: Record<string, 1>,
    limit: number,
    options: mongo.FindOptions = {},
  ): Promise<StoredCommit[]> {
    if (limit < 1) return Promise.resolve([]);
    return reaching(async () => (await this.collections.commits.find(filter, options).sort(sort).limit(limit).toArray()).map(commitOf));
  }

  async #allHeads(): Promise<Head[]> {
    const communities = await this.collections.communities.find().sort({ _id: 1 }).toArray();
    const heads: Head[] = [];
    for (let at = 0; at < communities.length; at += HEADS_AT_ONCE) {
      const some = communities.slice(at, at + HEADS_AT_ONCE);
      heads.push(...(await Promise.all(some.map(({ _id }) => findHead(this.collections, _id)))));
    }
    return heads.filter(({ position }) => position > 0);
  }

  /** No commit's time precedes the last one's, so the last of these is the last of all. */
  async #headsSince(since: string): Promise<Head[]> {
    const { commits } = this.collections;
    const moved = await commits
      .aggregate<{ last: string }>([{ $match: { at: { $gte: since } } }, { $group: { _id: '$community', last: { $max: '$_id' } } }])
      .toArray();
    if (moved.length === 0) return [];
    const last = commits.find({ _id: { $in: moved.map((one) => one.last) } }, { projection: HEAD_FIELDS });
    return (await last.sort({ _id: 1 }).toArray()).map(headOf);
  }
}

const bodyOf = (commit: StoredCommit): StoredCommit['body'] => {
  try {
    return commit.body;
  } catch {
    throw new DoesNotFollow(`The bytes of commit ${commit.position} of ${commit.community} cannot be read.`);
  }
};
