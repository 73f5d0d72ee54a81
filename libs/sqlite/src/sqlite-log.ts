import {
  DoesNotFollow,
  headAfter,
  nextCommit,
  publicEvents,
  StoredCommit,
  type Appended,
  type CommitDraft,
  type Head,
  type IndexedCommit,
  type KnownCommand,
  type Log,
  type Progress,
  type ReplayNote,
} from '@linli/engine';
import { DatabaseFile } from './database-file.js';
import { hex, LogMemory, type Stream } from './log-memory.js';
import { LOG_MIGRATIONS, LOG_SQL, type CommitRow } from './log-tables.js';
import { SqliteProgress } from './sqlite-progress.js';
import { Writer } from './writer.js';

/** Commits looked through in one go for old replay notes, so that nobody waits long behind it. */
const REPLAYS_AT_ONCE = 5_000;

/** One service's logs in one file, with its progress beside them. Closing the log closes both. */
export const openLog = (path: string): { log: Log; progress: Progress } => {
  const file = new DatabaseFile(path, { synchronous: 'FULL', migrations: LOG_MIGRATIONS });
  file.growWriteAheadLog();
  const writer = new Writer(file);
  const progress = new SqliteProgress(file, writer);
  return { log: new SqliteLog(file, writer, progress), progress };
};

export class SqliteLog implements Log {
  /** One process writes: the folder is locked. */
  readonly shared = false;
  #remembered: { readonly opening: number; readonly memory: LogMemory } | undefined;
  #appended: StoredCommit[] = [];
  readonly #listeners = new Set<(commits: readonly StoredCommit[]) => void>();

  constructor(
    private readonly file: DatabaseFile,
    private readonly writer: Writer,
    private readonly progress: Progress,
  ) {
    writer.listen({ committed: () => this.#tell(), failed: () => (this.#appended = []) });
  }

  append(draft: CommitDraft): Promise<Appended> {
    return this.writer.write(() => this.#append(draft));
  }

  async head(community: string): Promise<Head> {
    return this.#memory.head(community);
  }

  async heads(since = ''): Promise<Head[]> {
    return this.#memory.heads.filter(({ at }) => at >= since);
  }

  async stream(community: string, stream: string, after = 0): Promise<StoredCommit[]> {
    const key = this.#memory.stream(community, stream)?.key;
    return key === undefined ? [] : commitsOf(community, this.file.all(LOG_SQL.ofStream, key, after));
  }

  async streamVersion(community: string, stream: string): Promise<number> {
    return this.#memory.version(community, stream);
  }

  async read(community: string, after: number, limit: number): Promise<StoredCommit[]> {
    const key = this.#memory.community(community);
    return key === undefined ? [] : commitsOf(community, this.file.all(LOG_SQL.read, key, after, limit));
  }

  async readPublic(community: string, sequence: number, limit: number): Promise<StoredCommit[]> {
    const key = this.#memory.community(community);
    return key === undefined ? [] : commitsOf(community, this.file.all(LOG_SQL.readPublic, key, sequence, limit));
  }

  async command(community: string, sender: string, id: string): Promise<KnownCommand | undefined> {
    return this.#known(community, sender, id);
  }

  onAppended(listener: (commits: readonly StoredCommit[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async dropReplays(before: string): Promise<number> {
    const last = this.file.number(LOG_SQL.lastReplay);
    let dropped = 0;
    for (let from = this.file.number(LOG_SQL.firstReplay); from <= last; from += REPLAYS_AT_ONCE) {
      dropped += await this.writer.write(() =>
        this.file.run(LOG_SQL.dropReplays, from, Math.min(from + REPLAYS_AT_ONCE - 1, last), before),
      );
    }
    return dropped;
  }

  async adopt(commit: StoredCommit, replay?: ReplayNote): Promise<void> {
    const { community, position } = commit;
    const refusal = await this.writer.write(() => this.#store(commit, headAfter(this.#memory.head(community), commit), replay));
    if (refusal?.outcome === 'known') throw new DoesNotFollow(`The command of commit ${position} is in the log already.`);
    if (refusal) throw new DoesNotFollow(`Commit ${position} does not make the next version of ${refusal.stream}.`);
  }

  async indexed(community: string, position: number): Promise<IndexedCommit | undefined> {
    const key = this.#memory.community(community) ?? 0;
    const row = this.file.one<[number, Uint8Array, number, Uint8Array]>(LOG_SQL.indexed, key, position);
    if (!row) return undefined;
    const [id, hash, sequence, bytes] = row;
    const said = bodyOf(new StoredCommit(community, position, bytes, hex(hash)));
    const isIndexed = ([stream, version]: CommitDraft['writes'][number]): boolean =>
      this.file.one<[number]>(LOG_SQL.indexedWrite, key, stream, version)?.[0] === id;
    const command = said?.command;
    return {
      hash: hex(hash),
      sequence,
      writes: said?.writes.filter(isIndexed) ?? [],
      ...(command && this.#idOf(community, command.sender, command.id) === id && { command: { sender: command.sender, id: command.id } }),
    };
  }

  async close(): Promise<void> {
    await this.progress.settle();
    await this.writer.drain();
    this.file.close();
  }

  get #memory(): LogMemory {
    const { opening } = this.file;
    if (this.#remembered?.opening !== opening) this.#remembered = { opening, memory: new LogMemory(this.file) };
    return this.#remembered.memory;
  }

  #append(draft: CommitDraft): Appended {
    const { commit, head } = nextCommit(this.#memory.head(draft.community), draft);
    return this.#store(commit, head, draft.replay) ?? { outcome: 'stored', commit, head };
  }

  /**
   * Writes a commit, or answers why not. What can refuse it comes first and is taken back by hand, so a batch needs no
   * savepoint per commit; and it is the unique indexes that refuse, so nothing is looked up beforehand.
   */
  #store(commit: StoredCommit, head: Head, replay: ReplayNote | undefined): Exclude<Appended, { outcome: 'stored' }> | undefined {
    const { file } = this;
    const memory = this.#memory;
    const { community, position, bytes, body } = commit;
    const { command, writes } = body;
    const key = memory.addCommunity(community);
    const id = memory.nextId();
    const streams: Stream[] = [];
    for (const [stream, version] of writes) {
      const next = memory.streamFor(community, key, stream, version);
      if (!next) {
        memory.dropBegun(community, key, writes);
        // A retry states old versions: that it is known comes before that it is late.
        return this.#refusalOf(community, command) ?? { outcome: 'conflict', stream };
      }
      streams.push(next);
    }
    if (command && file.run(LOG_SQL.addCommand, key, memory.addSender(command.sender), command.id, id) === 0) {
      memory.dropBegun(community, key, writes);
      return this.#refusalOf(community, command);
    }
    file.run(
      LOG_SQL.addCommit,
      id,
      key,
      position,
      Buffer.from(commit.hash, 'hex'),
      head.sequence,
      publicEvents(body) > 0 ? 1 : 0,
      head.at,
      bytes,
    );
    for (const [at, stream] of streams.entries()) {
      const [, version] = writes[at]!;
      file.run(LOG_SQL.addWrite, stream.key, version, id);
      stream.version = version;
    }
    if (replay) file.run(LOG_SQL.addReplay, id, replay.digest, replay.answer);
    memory.move(head);
    this.writer.wrote(bytes.byteLength);
    this.#appended.push(commit);
    return undefined;
  }

  #refusalOf(community: string, command: CommitDraft['command']): Extract<Appended, { outcome: 'known' }> | undefined {
    const known = command && this.#known(community, command.sender, command.id);
    return known && { outcome: 'known', known };
  }

  #idOf(community: string, sender: string, command: string): number | undefined {
    const communityKey = this.#memory.community(community);
    const senderKey = this.#memory.sender(sender);
    if (communityKey === undefined || senderKey === undefined) return undefined;
    return this.file.one<[number]>(LOG_SQL.command, communityKey, senderKey, command)?.[0];
  }

  #known(community: string, sender: string, command: string): KnownCommand | undefined {
    const id = this.#idOf(community, sender, command);
    if (id === undefined) return undefined;
    const [position, hash, bytes, digest, answer] = this.file.one<[...CommitRow, string | null, string | null]>(LOG_SQL.withReplay, id)!;
    const [commit] = commitsOf(community, [[position, hash, bytes]]);
    return { commit: commit!, ...(digest !== null && answer !== null && { replay: { digest, answer } }) };
  }

  #tell(): void {
    if (this.#appended.length === 0) return;
    const appended = this.#appended;
    this.#appended = [];
    for (const listener of this.#listeners) listener(appended);
  }
}

export const commitsOf = (community: string, rows: readonly CommitRow[]): StoredCommit[] =>
  rows.map(([position, hash, bytes]) => new StoredCommit(community, position, bytes, hex(hash)));

/** Bytes that cannot be read name nothing to look for; `verify` says so of the bytes. */
const bodyOf = (commit: StoredCommit): StoredCommit['body'] | undefined => {
  try {
    return commit.body;
  } catch {
    return undefined;
  }
};
