import {
  fieldOf,
  fieldsOf,
  systemClock,
  writeCursor,
  type AnyView,
  type Found,
  type Generation,
  type Scalar,
  type Standing,
  type Stored,
  type ViewBatch,
  type ViewQuery,
  type ViewStore,
} from '@linli/engine';
import type { Clock } from '@linli/kernel';
import { DatabaseFile, type Value } from './database-file.js';
import { countSql, findSql, quoted } from './view-sql.js';
import { tableOf, VIEW_MIGRATIONS, ViewTables } from './view-tables.js';
import { Writer } from './writer.js';

const TOMBSTONE_MS = 86_400_000;

type Row = [community: string, id: string, position: number, doc: string];

/** A document as its columns after community and id; undefined for one to delete. */
type Columns = readonly Value[] | undefined;

/**
 * One service's views in a file of their own, which can be deleted at any time: it is written without waiting for the
 * disk, and what a power cut takes is folded again. One table per generation, declared fields as columns.
 */
export const openViewStore = (path: string, clock: Pick<Clock, 'now'> = systemClock): LendingViewStore => {
  const file = new DatabaseFile(path, { synchronous: 'NORMAL', migrations: VIEW_MIGRATIONS });
  const store = new SqliteViewStore(file, new Writer(file), clock);
  store.clearUp();
  return store;
};

/** Views that another thread may write to when it is lent the file. */
export interface LendingViewStore extends ViewStore {
  /** Nothing is written here until `work` is over. */
  lend(work: () => Promise<void>): Promise<void>;
}

/** The same file on another thread, which writes only when it has the turn; the answer to `turn` gives that back. */
export const openViewStoreBeside = (path: string, turn: () => Promise<() => void>): SqliteViewStore => {
  const file = new DatabaseFile(path, { synchronous: 'NORMAL', migrations: VIEW_MIGRATIONS, beside: 'writes' });
  return new SqliteViewStore(file, new Writer(file, turn), systemClock);
};

export class SqliteViewStore implements LendingViewStore {
  readonly #tables: ViewTables;
  /** Whether a table may have tombstones, asked once: most have none, and nobody need look for them. */
  readonly #graves = new Map<string, boolean>();

  constructor(
    private readonly file: DatabaseFile,
    private readonly writer: Writer,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.#tables = new ViewTables(file);
  }

  /** Before anybody works with it. */
  clearUp(): void {
    this.file.exec('BEGIN IMMEDIATE');
    this.#tables.dropUnfinished();
    this.#forgetTombstones();
    this.file.exec('COMMIT');
  }

  lend(work: () => Promise<void>): Promise<void> {
    return this.writer.lend(work);
  }

  async declare(definition: AnyView): Promise<Generation[]> {
    const isNew = (): boolean => this.#tables.of(definition.name).length === 0;
    if (isNew()) await this.writer.write(() => void (isNew() && this.#tables.add(definition, true)));
    const generations = this.#tables.of(definition.name);
    for (const generation of generations) this.#tables.check(definition, generation);
    return generations;
  }

  beside(definition: AnyView): Promise<Generation> {
    return this.writer.write(() => this.#tables.add(definition, false));
  }

  async switchTo(generation: Generation): Promise<void> {
    await this.index(generation);
    await this.writer.write(() => this.#tables.switchTo(generation));
  }

  /** One index at a time, so that whoever writes meanwhile waits for one at most; harmless where they are. */
  async index(generation: Generation): Promise<void> {
    for (const index of this.#tables.indexesOf(generation)) await this.writer.write(() => this.file.exec(index));
  }

  drop(generation: Generation): Promise<void> {
    this.#graves.delete(tableOf(generation));
    return this.writer.write(() => this.#tables.drop(generation));
  }

  async checkpoint(generation: Generation, community: string): Promise<number> {
    return this.#checkpoint(tableOf(generation), community);
  }

  async get(generation: Generation, community: string, ids: readonly string[]): Promise<Stored<unknown>[]> {
    const sql = this.#tables.sqlOf(tableOf(generation));
    // Asked together a document costs half of what it does alone, and one that is not there a tenth.
    const rows =
      ids.length > 1
        ? this.file.all<Row>(sql.getMany, JSON.stringify(ids), community)
        : ids.flatMap((id) => this.file.all<Row>(sql.get, community, id));
    return rows.map(stored);
  }

  async standing(generation: Generation, community: string, ids: readonly string[]): Promise<Standing[]> {
    const documents = (await this.get(generation, community, ids)).map(({ id, position, doc }) => ({ id, position, doc }));
    if (!this.#hasGraves(tableOf(generation))) return documents;
    const there = new Set(documents.map(({ id }) => id));
    const gone = ids.filter((id) => !there.has(id));
    const sql = `SELECT tombstones.id, position FROM json_each(?) AS asked CROSS JOIN tombstones ON tbl = ? AND community = ? AND tombstones.id = asked.value`;
    const tombstones = this.file.all<[string, number]>(sql, JSON.stringify(gone), tableOf(generation), community);
    return [...documents, ...tombstones.map(([id, position]) => ({ id, position, doc: undefined }))];
  }

  async save(generation: Generation, { community, from, to, documents }: ViewBatch<unknown>): Promise<boolean> {
    const table = tableOf(generation);
    const rows = documents.map(({ id, doc, was, position }) => ({ id, was, position, columns: this.#columnsOf(table, doc, position) }));
    return this.writer.write(() => {
      if (this.#checkpoint(table, community) !== from) return false;
      // All documents or none: one that has moved takes back those before it.
      this.file.exec('SAVEPOINT save');
      const saved = rows.every(({ id, was, position, columns }) =>
        was === 0 ? this.#add(table, community, id, position, columns) : this.#replace(table, community, id, was, position, columns),
      );
      if (saved) {
        this.file.run(
          'INSERT INTO checkpoints (tbl, community, position) VALUES (?, ?, ?) ON CONFLICT (tbl, community) DO UPDATE SET position = excluded.position',
          table,
          community,
          to,
        );
      } else this.file.exec('ROLLBACK TO save');
      this.file.exec('RELEASE save');
      if (saved && rows.some(({ columns }) => !columns)) this.#forgetTombstones();
      return saved;
    });
  }

  async mend(generation: Generation, community: string, id: string, doc: unknown, position: number): Promise<void> {
    const table = tableOf(generation);
    const columns = this.#columnsOf(table, doc, position);
    await this.writer.write(() => {
      this.file.run('DELETE FROM tombstones WHERE tbl = ? AND community = ? AND id = ?', table, community, id);
      this.file.run(this.#tables.sqlOf(table).remove, community, id);
      this.#add(table, community, id, position, columns);
    });
  }

  async find(generation: Generation, definition: AnyView, query: ViewQuery): Promise<Found<unknown>> {
    const { sql, values, limit } = findSql(tableOf(generation), definition, query);
    const rows = this.file.all<Row>(sql, ...values);
    const items = rows.slice(0, limit).map(stored);
    const last = items.at(-1);
    if (!last || rows.length <= limit) return { items };
    return {
      items,
      nextCursor: writeCursor({
        values: (query.orderBy ?? []).map((field) => fieldOf(last.doc, field)),
        community: last.community,
        id: last.id,
      }),
    };
  }

  async count(
    generation: Generation,
    definition: AnyView,
    query: Omit<ViewQuery, 'orderBy' | 'limit' | 'cursor'>,
    by?: string,
  ): Promise<Map<Scalar, number>> {
    const { sql, values } = countSql(tableOf(generation), definition, query, by);
    return new Map(this.file.all<[Scalar, number]>(sql, ...values));
  }

  async all(generation: Generation, community: string, after: string, limit: number): Promise<Stored<unknown>[]> {
    const sql = `SELECT community, id, position, doc FROM ${quoted(tableOf(generation))} WHERE community = ? AND id > ? ORDER BY id LIMIT ?`;
    return this.file.all<Row>(sql, community, after, limit).map(stored);
  }

  async close(): Promise<void> {
    await this.writer.drain();
    this.file.close();
  }

  #checkpoint(table: string, community: string): number {
    return this.file.one<[number]>('SELECT position FROM checkpoints WHERE tbl = ? AND community = ?', table, community)?.[0] ?? 0;
  }

  #columnsOf(table: string, doc: unknown, position: number): Columns {
    return doc === undefined ? undefined : [position, ...fieldsOf(this.#tables.sqlOf(table).fields, doc), JSON.stringify(doc)];
  }

  /** A document that was not there; false when it is, or was deleted by something later. */
  #add(table: string, community: string, id: string, position: number, columns: Columns): boolean {
    const sql = this.#tables.sqlOf(table);
    if (!columns) return !this.file.one(sql.get, community, id) && this.#bury(table, community, id, position);
    const tombstone =
      this.#hasGraves(table) &&
      this.file.one<[number]>('SELECT position FROM tombstones WHERE tbl = ? AND community = ? AND id = ?', table, community, id);
    if (tombstone && tombstone[0] >= position) return false;
    if (tombstone) this.file.run('DELETE FROM tombstones WHERE tbl = ? AND community = ? AND id = ?', table, community, id);
    return this.file.run(sql.add, community, id, ...columns) === 1;
  }

  #replace(table: string, community: string, id: string, was: number, position: number, columns: Columns): boolean {
    const sql = this.#tables.sqlOf(table);
    if (columns) return this.file.run(sql.replace, ...columns, community, id, was) === 1;
    return this.file.run(`${sql.remove} AND position = ?`, community, id, was) === 1 && this.#bury(table, community, id, position);
  }

  #bury(table: string, community: string, id: string, position: number): boolean {
    const sql = `INSERT INTO tombstones (tbl, community, id, position, at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tbl, community, id) DO UPDATE SET position = max(position, excluded.position), at = excluded.at`;
    this.#graves.set(table, true);
    return this.file.run(sql, table, community, id, position, this.clock.now()) === 1;
  }

  #hasGraves(table: string): boolean {
    let has = this.#graves.get(table);
    if (has === undefined) {
      has = this.file.one('SELECT 1 FROM tombstones WHERE tbl = ? LIMIT 1', table) !== undefined;
      this.#graves.set(table, has);
    }
    return has;
  }

  #forgetTombstones(): void {
    this.file.run('DELETE FROM tombstones WHERE at < ?', this.clock.now() - TOMBSTONE_MS);
  }
}

const stored = ([community, id, position, doc]: Row): Stored<unknown> => ({ community, id, position, doc: JSON.parse(doc) as unknown });
