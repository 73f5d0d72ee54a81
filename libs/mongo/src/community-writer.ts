import type { mongo } from 'mongoose';
import {
  emptyHead,
  LogBusy,
  publicEvents,
  type Appended,
  type CommitBody,
  type Head,
  type KnownCommand,
  type ReplayNote,
  type StoredCommit,
} from '@linli/engine';
import { isDuplicate, unavailable } from './connection.js';
import { commitOf, HEAD_FIELDS, headOf, type CommitDocument, type LogCollections } from './log-collections.js';
import { commandEntry, commitId, commitsAfter, entriesOf, streamEntry, writesIn } from './log-entries.js';
import type { StreamVersions } from './stream-versions.js';

/** What goes to the database in one message. */
const COMMITS_AT_ONCE = 200;
const BYTES_AT_ONCE = 4 * 1024 * 1024;
/** Races for the next place that are lost in a row before those who wait are told to come again. */
const LOST_IN_A_ROW = 200;

/**
 * Rounds that go through in a row while others wait here, before the copies elsewhere get a chance. Whoever has just won
 * knows the head and needs one message for the next place; whoever has lost needs two, and would lose for ever. A chance
 * that nobody takes doubles the turn, up to the second.
 */
const SHORTEST_TURN = 4;
const LONGEST_TURN = 256;
/** A database that has stood still while it was written to must not make us wait for as long again. */
const LONGEST_CHANCE_MS = 250;

/** Somebody who wants a commit stored. */
export interface Asked {
  readonly community: string;
  readonly writes: CommitBody['writes'];
  readonly command: CommitBody['command'];
  readonly replay: ReplayNote | undefined;
  /** Throws when it cannot be the next one. */
  make(head: Head): { readonly commit: StoredCommit; readonly head: Head };
  settle(appended: Appended): void;
  fail(error: unknown): void;
}

interface Made {
  readonly asked: Asked;
  readonly commit: StoredCommit;
  readonly head: Head;
}

export interface Surroundings {
  readonly collections: LogCollections;
  readonly startSession: () => mongo.ClientSession;
  readonly versions: StreamVersions;
  readonly stored: (commits: readonly StoredCommit[]) => void;
}

/**
 * Writes one community's log. Those of this process do not race each other: they wait in line, and what waits goes
 * together, chained from the head that was last seen. Copies of the service elsewhere do race: an insert that finds its
 * place, a stream's version or a command taken is refused by a unique index, and it is looked up by which.
 */
export class CommunityWriter {
  #head: Head | undefined;
  #waiting: Asked[] = [];
  #lost = 0;
  #turn = SHORTEST_TURN;
  #won = 0;
  /** How long the last insert took, in milliseconds. */
  #took = 0;
  #writing = false;
  #idle: (() => void)[] = [];

  constructor(
    private readonly community: string,
    private readonly around: Surroundings,
  ) {}

  add(asked: Asked): void {
    this.#waiting.push(asked);
    if (!this.#writing) void this.#write();
  }

  async idle(): Promise<void> {
    if (this.#writing) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Goes on until nobody waits; it never throws. */
  async #write(): Promise<void> {
    this.#writing = true;
    // Whoever comes in the same moment goes along.
    await Promise.resolve();
    this.#won = 0;
    while (this.#waiting.length > 0) {
      if (this.#won >= this.#turn) await this.#letOthersGo();
      const session = this.around.startSession();
      try {
        await this.#round(session);
      } catch (error) {
        // Whether it is stored is not known; nor is the head.
        this.#head = undefined;
        this.#failAll(unavailable(error));
      }
      await session.endSession().catch(() => undefined);
    }
    this.#writing = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** For as long as somebody elsewhere needs to see the head and to write behind it. */
  async #letOthersGo(): Promise<void> {
    this.#won = 0;
    this.#turn = Math.min(this.#turn * 2, LONGEST_TURN);
    await new Promise((resolve) => setTimeout(resolve, Math.min(this.#took * 3, LONGEST_CHANCE_MS)));
  }

  async #round(session: mongo.ClientSession): Promise<void> {
    const asked = await this.#inTime(this.#firstInLine(), session);
    this.#head ??= await findHead(this.around.collections, this.community, session);
    const made = this.#make(this.#head, asked);
    if (made.length === 0) return;
    if (this.#head.position === 0) await this.#register();
    const stored = await this.#insert(made, session);
    this.#accept(made.slice(0, stored));
    const refused = made[stored];
    if (refused) await this.#explain(refused, session);
  }

  /** As many as go together; two that touch the same do not. */
  #firstInLine(): Asked[] {
    const taken = new Set<string>();
    const first: Asked[] = [];
    for (const asked of this.#waiting.slice(0, COMMITS_AT_ONCE)) {
      const entries = entriesOf(this.community, asked);
      if (entries.some((entry) => taken.has(entry))) break;
      for (const entry of entries) taken.add(entry);
      first.push(asked);
    }
    return first;
  }

  /**
   * Without those who are late for sure, or ahead: the index refuses a version twice, but not one that leaves one out.
   * Mostly this is known from what was read or written before.
   */
  async #inTime(asked: readonly Asked[], session: mongo.ClientSession): Promise<Asked[]> {
    const { versions } = this.around;
    const before = new Set<string>();
    const unknown = new Set<string>();
    for (const { writes } of asked) {
      for (const [stream, version] of writes) {
        if (version > 1 && versions.atLeast(this.community, stream) < version - 1 && !before.has(`${stream}@${version - 1}`))
          unknown.add(streamEntry(this.community, stream, version - 1));
        before.add(`${stream}@${version}`);
      }
    }
    if (unknown.size > 0) await this.#see([...unknown], session);
    const inTime: Asked[] = [];
    const together = new Map<string, number>();
    for (const one of asked) {
      const wrong = one.writes.find(
        ([stream, version]) => Math.max(versions.atLeast(this.community, stream), together.get(stream) ?? 0) !== version - 1,
      );
      if (wrong) await this.#refuse(one, wrong[0], session);
      else {
        inTime.push(one);
        for (const [stream, version] of one.writes) together.set(stream, version);
      }
    }
    return inTime;
  }

  #make(head: Head, asked: readonly Asked[]): Made[] {
    const made: Made[] = [];
    let next = head;
    let bytes = 0;
    for (const one of asked) {
      try {
        const { commit, head: after } = one.make(next);
        bytes += commit.bytes.byteLength;
        if (made.length > 0 && bytes > BYTES_AT_ONCE) break;
        made.push({ asked: one, commit, head: after });
        next = after;
      } catch (error) {
        this.#leave(one);
        one.fail(error);
      }
    }
    return made;
  }

  /** Answers how many of them stand: all, or those before the first that was refused. */
  async #insert(made: readonly Made[], session: mongo.ClientSession): Promise<number> {
    const begun = performance.now();
    try {
      await this.around.collections.commits.insertMany(made.map(documentOf), { ordered: true, session });
      this.#took = performance.now() - begun;
      return made.length;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const [refusal] = [(error as mongo.MongoBulkWriteError).writeErrors].flat();
      return refusal!.index;
    }
  }

  #accept(made: readonly Made[]): void {
    if (made.length === 0) return;
    this.#lost = 0;
    this.#won += 1;
    this.#head = made.at(-1)!.head;
    for (const { asked } of made) {
      this.#leave(asked);
      for (const [stream, version] of asked.writes) this.around.versions.saw(this.community, stream, version);
    }
    this.around.stored(made.map(({ commit }) => commit));
    for (const { asked, commit, head } of made) asked.settle({ outcome: 'stored', commit, head });
  }

  /**
   * Mostly only its place was taken: it is tried again behind the new head. Where the head has not moved, or when it is
   * refused there too, it was its command or a stream, and it is looked up which.
   */
  async #explain({ asked, commit }: Made, session: mongo.ClientSession): Promise<void> {
    this.#head = await findHead(this.around.collections, this.community, session);
    if (this.#head.position < commit.position) {
      const streams = asked.writes.map(([stream, version]) => streamEntry(this.community, stream, version));
      await this.#see(streams, session);
      const late = asked.writes.find(([stream, version]) => this.around.versions.atLeast(this.community, stream) >= version);
      // Without one it is the command; it is asked for first in any case.
      if (await this.#refuse(asked, late?.[0], session)) return;
    }
    this.#lost += 1;
    this.#won = 0;
    this.#turn = SHORTEST_TURN;
    if (this.#lost < LOST_IN_A_ROW) return;
    this.#lost = 0;
    this.#failAll(new LogBusy(`Others wrote into ${this.community} each time, ${LOST_IN_A_ROW} times in a row.`));
  }

  /** False when there is no reason for it. A retry states old versions: that it is known comes before that it is late. */
  async #refuse(asked: Asked, stream: string | undefined, session: mongo.ClientSession): Promise<boolean> {
    const known = await this.#known(asked, session);
    if (known) this.#settle(asked, { outcome: 'known', known });
    else if (stream !== undefined) this.#settle(asked, { outcome: 'conflict', stream });
    return known !== undefined || stream !== undefined;
  }

  async #known({ command }: Asked, session: mongo.ClientSession): Promise<KnownCommand | undefined> {
    return command && findCommand(this.around.collections, this.community, command.sender, command.id, session);
  }

  /** Remembers which versions of these exist. */
  async #see(entries: readonly string[], session: mongo.ClientSession): Promise<void> {
    const { collections, versions } = this.around;
    const found = await collections.commits.find({ writes: { $in: entries } }, { projection: { writes: 1 }, session }).toArray();
    for (const { writes } of found)
      for (const [stream, version] of writesIn(this.community, writes)) versions.saw(this.community, stream, version);
  }

  /** Before its first commit, so that no community with commits is missing from the list. */
  async #register(): Promise<void> {
    await this.around.collections.communities
      .updateOne({ _id: this.community }, { $setOnInsert: { _id: this.community } }, { upsert: true })
      .catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
  }

  #settle(asked: Asked, appended: Appended): void {
    this.#leave(asked);
    asked.settle(appended);
  }

  #leave(asked: Asked): void {
    this.#waiting.splice(this.#waiting.indexOf(asked), 1);
  }

  #failAll(error: unknown): void {
    for (const asked of this.#waiting.splice(0)) asked.fail(error);
  }
}

const documentOf = ({ asked, commit, head }: Made): CommitDocument => ({
  _id: commitId(commit.community, commit.position),
  community: commit.community,
  hash: commit.hash,
  sequence: head.sequence,
  ...(publicEvents(commit.body) > 0 && { publics: true as const }),
  at: head.at,
  bytes: commit.bytes,
  writes: entriesOf(commit.community, asked),
  ...(asked.replay && { replay: { digest: asked.replay.digest, answer: asked.replay.answer } }),
});

export const findHead = async ({ commits }: LogCollections, community: string, session?: mongo.ClientSession): Promise<Head> => {
  const [last] = await commits
    .find({ _id: commitsAfter(community, 0) }, { projection: HEAD_FIELDS, session })
    .sort({ _id: -1 })
    .limit(1)
    .toArray();
  return last ? headOf(last) : emptyHead(community);
};

export const findCommand = async (
  { commits }: LogCollections,
  community: string,
  sender: string,
  id: string,
  session?: mongo.ClientSession,
): Promise<KnownCommand | undefined> => {
  const found = await commits.findOne({ writes: commandEntry(community, sender, id) }, { session });
  return found ? { commit: commitOf(found), ...(found.replay && { replay: found.replay }) } : undefined;
};
