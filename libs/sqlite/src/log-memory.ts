import { emptyHead, type CommitBody, type Head } from '@linli/engine';
import type { DatabaseFile } from './database-file.js';
import { LOG_SQL } from './log-tables.js';

/** Streams whose keys and versions are kept at hand. */
const STREAMS = 100_000;

export interface Stream {
  readonly key: number;
  /** Raised by the commit that touches it. */
  version: number;
}

/**
 * What a log keeps at hand of its file: heads, keys of names, versions of streams. A batch changes it while it writes;
 * nobody else can look meanwhile, and when its COMMIT does not hold, the file is opened again and this is made anew.
 */
export class LogMemory {
  readonly #heads = new Map<string, Head>();
  readonly #communities: Map<string, number>;
  readonly #senders: Map<string, number>;
  readonly #streams = new Map<string, Stream>();
  #lastId: number;
  #lastStream: number;

  constructor(private readonly file: DatabaseFile) {
    this.#communities = new Map(file.all<[string, number]>(LOG_SQL.communities));
    this.#senders = new Map(file.all<[string, number]>(LOG_SQL.senders));
    for (const [community, key] of this.#communities) {
      const row = file.one<[number, Uint8Array, number, string]>(LOG_SQL.last, key);
      if (row) this.#heads.set(community, { community, position: row[0], hash: hex(row[1]), sequence: row[2], at: row[3] });
    }
    this.#lastId = file.number(LOG_SQL.lastId);
    this.#lastStream = file.number(LOG_SQL.lastStream);
  }

  get heads(): Head[] {
    return [...this.#heads.values()].sort((left, right) => (left.community < right.community ? -1 : 1));
  }

  head(community: string): Head {
    return this.#heads.get(community) ?? emptyHead(community);
  }

  move(head: Head): void {
    this.#heads.set(head.community, head);
  }

  nextId(): number {
    return (this.#lastId += 1);
  }

  /** Undefined for a community that has no commit. */
  community(code: string): number | undefined {
    return this.#communities.get(code);
  }

  sender(name: string): number | undefined {
    return this.#senders.get(name);
  }

  addCommunity(code: string): number {
    return this.#communities.get(code) ?? this.#add(this.#communities, LOG_SQL.addCommunity, code);
  }

  addSender(name: string): number {
    return this.#senders.get(name) ?? this.#add(this.#senders, LOG_SQL.addSender, name);
  }

  stream(community: string, name: string): Stream | undefined {
    const full = `${community}/${name}`;
    const cached = this.#streams.get(full);
    if (cached) return this.#keep(full, cached);
    const communityKey = this.#communities.get(community);
    if (communityKey === undefined) return undefined;
    const row = this.file.one<[number, number]>(LOG_SQL.stream, communityKey, name);
    return row && this.#keep(full, { key: row[0], version: row[1] });
  }

  version(community: string, name: string): number {
    return this.stream(community, name)?.version ?? 0;
  }

  /**
   * The stream, if this is its next version. One that begins is not looked for first: its row is written at once, or
   * refused by the one that is there. Where its commit is refused afterwards, it must be given back (`dropBegun`).
   */
  streamFor(community: string, communityKey: number, name: string, version: number): Stream | undefined {
    if (version === 1) {
      const full = `${community}/${name}`;
      const key = this.#lastStream + 1;
      if (!this.#streams.has(full) && this.file.run(LOG_SQL.addStream, communityKey, name, key) === 1) {
        this.#lastStream = key;
        return this.#keep(full, { key, version: 0 });
      }
    }
    const before = this.stream(community, name);
    return before?.version === version - 1 ? before : undefined;
  }

  /** Takes back those of these streams that have begun and got no version. */
  dropBegun(community: string, communityKey: number, writes: CommitBody['writes']): void {
    for (const [name] of writes) {
      const full = `${community}/${name}`;
      if (this.#streams.get(full)?.version !== 0) continue;
      this.#streams.delete(full);
      this.file.run(LOG_SQL.dropStream, communityKey, name);
    }
  }

  /** The latest stand last, and go last. */
  #keep(full: string, stream: Stream): Stream {
    this.#streams.delete(full);
    this.#streams.set(full, stream);
    if (this.#streams.size > STREAMS) this.#streams.delete(this.#streams.keys().next().value!);
    return stream;
  }

  #add(keys: Map<string, number>, sql: string, name: string): number {
    const key = keys.size + 1;
    this.file.run(sql, key, name);
    keys.set(name, key);
    return key;
  }
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
