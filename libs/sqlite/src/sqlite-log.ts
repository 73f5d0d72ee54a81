import {
  chain,
  emptyHead,
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
  type SetAside,
} from '@linli/engine';
import { number, openFile, type Connection } from './connection.js';
import { Writer } from './writer.js';

/** Integer keys stand for communities, streams and senders: half the bytes of names in the unique indexes, and quicker. */
const MIGRATIONS = [
  `CREATE TABLE communities (key INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
   CREATE TABLE senders (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
   CREATE TABLE streams (key INTEGER PRIMARY KEY, community INTEGER NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE (community, name));
   CREATE TABLE commits (id INTEGER PRIMARY KEY, community INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL,
     sequence INTEGER NOT NULL, public INTEGER NOT NULL, at TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE (community, position));
   CREATE INDEX commits_public ON commits (community, sequence) WHERE public = 1;
   CREATE TABLE writes (stream INTEGER NOT NULL, version INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (stream, version)) WITHOUT ROWID;
   CREATE INDEX writes_commit ON writes (id);
   CREATE TABLE commands (community INTEGER NOT NULL, sender INTEGER NOT NULL, command TEXT NOT NULL, id INTEGER NOT NULL,
     PRIMARY KEY (community, sender, command)) WITHOUT ROWID;
   CREATE TABLE replays (id INTEGER PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL);
   CREATE INDEX replays_at ON replays (at);
   CREATE TABLE progress (consumer TEXT NOT NULL, community TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (consumer, community)) WITHOUT ROWID;
   CREATE TABLE set_aside (id TEXT PRIMARY KEY, entry TEXT NOT NULL) WITHOUT ROWID`,
];

type CommitRow = [position: number, hash: Uint8Array, bytes: Uint8Array];

/** One service's logs in one file, with its progress beside them. One process writes. */
export const openLog = (file: string): { log: Log; progress: Progress; writer: Writer } => {
  const connection = openFile(file, { synchronous: 'FULL', migrations: MIGRATIONS });
  const writer = new Writer(connection);
  const log = new SqliteLog(connection, writer);
  return { log, progress: sqliteProgress(connection, writer), writer };
};

const rows = (connection: Connection, sql: string) => connection.prepare(sql).raw();

class SqliteLog implements Log {
  readonly #communities = new Map<string, number>();
  readonly #senders = new Map<string, number>();
  /** Heads after COMMIT; what a batch has written moves here only then. */
  readonly #heads = new Map<string, Head>();
  /** Stream keys and versions as the open batch sees them. */
  readonly #streams = new Map<string, { key: number; version: number }>();
  readonly #batchHeads = new Map<string, Head>();
  #appended: StoredCommit[] = [];
  readonly #listeners = new Set<(commits: readonly StoredCommit[]) => void>();
  #nextId: number;
  #nextStream: number;
  readonly #sql;

  constructor(
    private readonly connection: Connection,
    private readonly writer: Writer,
  ) {
    this.#sql = {
      addCommunity: connection.prepare('INSERT INTO communities (code) VALUES (?) RETURNING key').raw(),
      addSender: connection.prepare('INSERT INTO senders (name) VALUES (?) RETURNING key').raw(),
      addStream: connection.prepare('INSERT INTO streams (key, community, name, version) VALUES (?, ?, ?, 1)'),
      moveStream: connection.prepare('UPDATE streams SET version = ? WHERE key = ?'),
      stream: rows(connection, 'SELECT key, version FROM streams WHERE community = ? AND name = ?'),
      addCommit: connection.prepare('INSERT INTO commits (id, community, position, hash, sequence, public, at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
      addWrite: connection.prepare('INSERT INTO writes (stream, version, id) VALUES (?, ?, ?)'),
      addCommand: connection.prepare('INSERT INTO commands (community, sender, command, id) VALUES (?, ?, ?, ?)'),
      addReplay: connection.prepare('INSERT INTO replays (id, digest, answer, at) VALUES (?, ?, ?, ?)'),
      hasCommand: rows(connection, 'SELECT id FROM commands WHERE community = ? AND sender = ? AND command = ?'),
      command: rows(
        connection,
        `SELECT c.position, c.hash, c.bytes, r.digest, r.answer FROM commands k JOIN commits c ON c.id = k.id LEFT JOIN replays r ON r.id = k.id
         WHERE k.community = ? AND k.sender = ? AND k.command = ?`,
      ),
      ofStream: rows(connection, 'SELECT c.position, c.hash, c.bytes FROM writes w JOIN commits c ON c.id = w.id WHERE w.stream = ? AND w.version > ? ORDER BY w.version'),
      read: rows(connection, 'SELECT position, hash, bytes FROM commits WHERE community = ? AND position > ? ORDER BY position LIMIT ?'),
      readPublic: rows(connection, 'SELECT position, hash, bytes FROM commits WHERE community = ? AND public = 1 AND sequence > ? ORDER BY sequence LIMIT ?'),
      indexed: rows(connection, 'SELECT id, hash, sequence FROM commits WHERE community = ? AND position = ?'),
      indexedWrites: rows(connection, 'SELECT s.name, w.version FROM writes w JOIN streams s ON s.key = w.stream WHERE w.id = ?'),
      dropReplays: connection.prepare('DELETE FROM replays WHERE at < ?'),
    };
    for (const [key, code] of rows(connection, 'SELECT key, code FROM communities').all() as unknown as [number, string][]) this.#communities.set(code, key);
    for (const [key, name] of rows(connection, 'SELECT key, name FROM senders').all() as unknown as [number, string][]) this.#senders.set(name, key);
    const last = rows(connection, 'SELECT position, hash, sequence, at FROM commits WHERE community = ? ORDER BY position DESC LIMIT 1');
    for (const [community, key] of this.#communities) {
      const row = last.get(key) as unknown as [number, Uint8Array, number, string] | undefined;
      if (row) this.#heads.set(community, { community, position: row[0], hash: hex(row[1]), sequence: row[2], at: row[3] });
    }
    this.#nextId = number(connection, 'SELECT coalesce(max(id), 0) + 1 FROM commits');
    this.#nextStream = number(connection, 'SELECT coalesce(max(key), 0) + 1 FROM streams');
    writer.on({ committed: () => this.#committed(), failed: () => this.#failed() });
  }

  append(draft: CommitDraft): Promise<Appended> {
    return this.writer.write(() => this.#append(draft));
  }

  async head(community: string): Promise<Head> {
    return this.#heads.get(community) ?? emptyHead(community);
  }

  async heads(): Promise<Head[]> {
    return [...this.#heads.values()].sort((left, right) => (left.community < right.community ? -1 : 1));
  }

  async stream(community: string, stream: string, after = 0): Promise<StoredCommit[]> {
    const found = this.#streamOf(community, stream);
    return found ? (this.#sql.ofStream.all(found.key, after) as unknown as CommitRow[]).map((row) => commitOf(community, row)) : [];
  }

  async streamVersion(community: string, stream: string): Promise<number> {
    return this.#streamOf(community, stream)?.version ?? 0;
  }

  async read(community: string, after: number, limit: number): Promise<StoredCommit[]> {
    const key = this.#communities.get(community);
    return key === undefined ? [] : (this.#sql.read.all(key, after, limit) as unknown as CommitRow[]).map((row) => commitOf(community, row));
  }

  async readPublic(community: string, sequence: number, limit: number): Promise<StoredCommit[]> {
    const key = this.#communities.get(community);
    return key === undefined ? [] : (this.#sql.readPublic.all(key, sequence, limit) as unknown as CommitRow[]).map((row) => commitOf(community, row));
  }

  async command(community: string, sender: string, id: string): Promise<KnownCommand | undefined> {
    return this.#known(community, sender, id);
  }

  onAppended(listener: (commits: readonly StoredCommit[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  dropReplays(before: string): Promise<number> {
    return this.writer.write(() => this.#sql.dropReplays.run(before).changes);
  }

  adopt(commit: StoredCommit, replay?: ReplayNote): Promise<void> {
    return this.writer.write(() => {
      const { community } = commit;
      const head = this.#headInBatch(community);
      if (commit.position !== head.position + 1) throw new Error(`Commit ${commit.position} does not follow on ${head.position}.`);
      if (chain(head.hash, commit.bytes) !== commit.hash) throw new Error(`The bytes of commit ${commit.position} are not those that were hashed.`);
      const sequence = head.sequence + publicEvents(commit.body);
      this.#store(commit, { community, position: commit.position, hash: commit.hash, sequence, at: commit.body.at }, replay);
    });
  }

  async indexed(community: string, position: number): Promise<IndexedCommit | undefined> {
    const row = this.#sql.indexed.get(this.#communities.get(community) ?? 0, position) as unknown as [number, Uint8Array, number] | undefined;
    if (!row) return undefined;
    const [id, hash, sequence] = row;
    const commit = (await this.read(community, position - 1, 1))[0];
    let command: { sender: string; id: string } | undefined;
    try {
      const said = commit?.body.command;
      if (said && this.#isKnown(community, said.sender, said.id, id)) command = { sender: said.sender, id: said.id };
    } catch {
      // Bytes that cannot be read have no command to look for; verify says so of the bytes.
    }
    return { hash: hex(hash), sequence, writes: this.#sql.indexedWrites.all(id) as unknown as [string, number][], ...(command && { command }) };
  }

  async close(): Promise<void> {
    await this.writer.write(() => undefined);
    this.connection.pragma('wal_checkpoint(TRUNCATE)');
    this.connection.close();
  }

  #append(draft: CommitDraft): Appended {
    const { community, command } = draft;
    if (command) {
      const known = this.#known(community, command.sender, command.id);
      if (known) return { outcome: 'known', known };
    }
    // Everything is checked before anything is written: so a batch needs no savepoint per commit.
    for (const [stream, version] of draft.writes) {
      if ((this.#streamOf(community, stream)?.version ?? 0) !== version - 1) return { outcome: 'conflict', stream };
    }
    const { commit, head } = nextCommit(this.#headInBatch(community), draft);
    this.#store(commit, head, draft.replay);
    return { outcome: 'stored', commit, head };
  }

  #store(commit: StoredCommit, head: Head, replay: ReplayNote | undefined): void {
    const { community, body } = commit;
    const key = this.#communityKey(community);
    const id = this.#nextId++;
    this.#sql.addCommit.run(id, key, commit.position, Buffer.from(commit.hash, 'hex'), head.sequence, publicEvents(body) > 0 ? 1 : 0, head.at, commit.bytes);
    for (const [stream, version] of body.writes) this.#sql.addWrite.run(this.#moveStream(community, key, stream, version), version, id);
    if (body.command) this.#sql.addCommand.run(key, this.#senderKey(body.command.sender), body.command.id, id);
    if (replay) this.#sql.addReplay.run(id, replay.digest, replay.answer, head.at);
    this.#batchHeads.set(community, head);
    this.#appended.push(commit);
  }

  #moveStream(community: string, communityKey: number, stream: string, version: number): number {
    const found = this.#streamOf(community, stream);
    const key = found?.key ?? this.#nextStream++;
    if (found) this.#sql.moveStream.run(version, key);
    else this.#sql.addStream.run(key, communityKey, stream);
    this.#streams.set(`${community}/${stream}`, { key, version });
    return key;
  }

  #streamOf(community: string, stream: string): { key: number; version: number } | undefined {
    const name = `${community}/${stream}`;
    const cached = this.#streams.get(name);
    if (cached) return cached;
    const communityKey = this.#communities.get(community);
    if (communityKey === undefined) return undefined;
    const row = this.#sql.stream.get(communityKey, stream) as unknown as [number, number] | undefined;
    if (!row) return undefined;
    const found = { key: row[0], version: row[1] };
    if (this.#streams.size >= CACHED_STREAMS) this.#streams.clear();
    this.#streams.set(name, found);
    return found;
  }

  #known(community: string, sender: string, id: string): KnownCommand | undefined {
    const communityKey = this.#communities.get(community);
    const senderKey = this.#senders.get(sender);
    if (communityKey === undefined || senderKey === undefined) return undefined;
    if (!this.#sql.hasCommand.get(communityKey, senderKey, id)) return undefined;
    const [position, hash, bytes, digest, answer] = this.#sql.command.get(communityKey, senderKey, id) as unknown as [...CommitRow, string | null, string | null];
    return { commit: commitOf(community, [position, hash, bytes]), ...(digest !== null && answer !== null && { replay: { digest, answer } }) };
  }

  #isKnown(community: string, sender: string, command: string, id: number): boolean {
    const row = this.#sql.hasCommand.get(this.#communities.get(community) ?? 0, this.#senders.get(sender) ?? 0, command) as unknown as [number] | undefined;
    return row?.[0] === id;
  }

  #headInBatch(community: string): Head {
    return this.#batchHeads.get(community) ?? this.#heads.get(community) ?? emptyHead(community);
  }

  #communityKey(code: string): number {
    return keyOf(this.#communities, code, () => this.#sql.addCommunity.get(code));
  }

  #senderKey(name: string): number {
    return keyOf(this.#senders, name, () => this.#sql.addSender.get(name));
  }

  #committed(): void {
    for (const [community, head] of this.#batchHeads) this.#heads.set(community, head);
    this.#batchHeads.clear();
    if (this.#appended.length === 0) return;
    const appended = this.#appended;
    this.#appended = [];
    for (const listener of this.#listeners) listener(appended);
  }

  /** What the failed batch put into memory is not in the file: it is read again. */
  #failed(): void {
    this.#batchHeads.clear();
    this.#appended = [];
    this.#streams.clear();
    this.#communities.clear();
    this.#senders.clear();
    try {
      for (const [key, code] of rows(this.connection, 'SELECT key, code FROM communities').all() as unknown as [number, string][]) this.#communities.set(code, key);
      for (const [key, name] of rows(this.connection, 'SELECT key, name FROM senders').all() as unknown as [number, string][]) this.#senders.set(name, key);
      this.#nextId = number(this.connection, 'SELECT coalesce(max(id), 0) + 1 FROM commits');
      this.#nextStream = number(this.connection, 'SELECT coalesce(max(key), 0) + 1 FROM streams');
    } catch {
      // The disk is gone for reading too: every later write fails and says so.
    }
  }
}

/** Stream keys and versions kept at hand. */
const CACHED_STREAMS = 100_000;

const keyOf = (known: Map<string, number>, name: string, add: () => unknown): number => {
  const before = known.get(name);
  if (before !== undefined) return before;
  const [key] = add() as [number];
  known.set(name, key);
  return key;
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
const commitOf = (community: string, [position, hash, bytes]: CommitRow): StoredCommit => new StoredCommit(community, position, bytes, hex(hash));

/** Progress in the log's own file: written with whatever is committed next, so it costs no fsync of its own. */
const sqliteProgress = (connection: Connection, writer: Writer): Progress => {
  const read = rows(connection, 'SELECT position FROM progress WHERE consumer = ? AND community = ?');
  const write = connection.prepare(
    'INSERT INTO progress (consumer, community, position) VALUES (?, ?, ?) ON CONFLICT (consumer, community) DO UPDATE SET position = max(position, excluded.position)',
  );
  const add = connection.prepare('INSERT INTO set_aside (id, entry) VALUES (?, ?) ON CONFLICT (id) DO NOTHING');
  const list = rows(connection, 'SELECT entry FROM set_aside ORDER BY id');
  const remove = connection.prepare('DELETE FROM set_aside WHERE id = ?');
  const waiting = new Map<string, { consumer: string; community: string; position: number }>();
  writer.on({
    inEachBatch: () => {
      for (const { consumer, community, position } of waiting.values()) write.run(consumer, community, position);
    },
    committed: () => waiting.clear(),
  });
  return {
    async position(consumer, community) {
      const row = read.get(consumer, community) as unknown as [number] | undefined;
      return waiting.get(`${consumer}\n${community}`)?.position ?? row?.[0];
    },
    async advance(consumer, community, position) {
      const key = `${consumer}\n${community}`;
      const before = waiting.get(key)?.position ?? 0;
      waiting.set(key, { consumer, community, position: Math.max(before, position) });
    },
    settle: () => writer.write(() => undefined),
    setAside: (entry) => writer.write(() => void add.run(entry.id, JSON.stringify(entry))),
    listSetAside: async () => (list.all() as unknown as [string][]).map(([entry]) => JSON.parse(entry) as SetAside),
    mend: (id) => writer.write(() => void remove.run(id)),
  };
};
