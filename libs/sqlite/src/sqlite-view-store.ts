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
import { column, countSql, findSql, quoted } from './view-sql.js';
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
export const openViewStore = (path: string, clock: Pick<Clock, 'now'> = systemClock): ViewStore => {
  const file = new DatabaseFile(path, { synchronous: 'NORMAL', migrations: VIEW_MIGRATIONS });
  return new SqliteViewStore(file, new Writer(file), clock);
};

export class SqliteViewStore implements ViewStore {
  readonly #tables: ViewTables;

  constructor(
    private readonly file: DatabaseFile,
    private readonly writer: Writer,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.#tables = new ViewTables(file);
    file.exec('BEGIN IMMEDIATE');
    this.#tables.dropUnfinished();
    this.#forgetTombstones();
    file.exec('COMMIT');
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

  switchTo(generation: Generation): Promise<void> {
    return this.writer.write(() => this.#tables.switchTo(generation));
  }

  drop(generation: Generation): Promise<void> {
    return this.writer.write(() => this.#tables.drop(generation));
  }

  async checkpoint(generation: Generation, community: string): Promise<number> {
    return this.#checkpoint(tableOf(generation), community);
  }

  async get(generation: Generation, community: string, ids: readonly string[]): Promise<Stored<unknown>[]> {
    const sql = `SELECT community, id, position, doc FROM ${quoted(tableOf(generation))} WHERE community = ? AND id = ?`;
    return ids.flatMap((id) => {
      const row = this.file.one<Row>(sql, community, id);
      return row ? [stored(row)] : [];
    });
  }

  async standing(generation: Generation, community: string, ids: readonly string[]): Promise<Standing[]> {
    const documents = (await this.get(generation, community, ids)).map(({ id, position, doc }) => ({ id, position, doc }));
    const there = new Set(documents.map(({ id }) => id));
    const sql = 'SELECT position FROM tombstones WHERE tbl = ? AND community = ? AND id = ?';
    const tombstones = ids.flatMap((id) => {
      const row = there.has(id) ? undefined : this.file.one<[number]>(sql, tableOf(generation), community, id);
      return row ? [{ id, position: row[0], doc: undefined }] : [];
    });
    return [...documents, ...tombstones];
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
      this.file.run(`DELETE FROM ${quoted(table)} WHERE community = ? AND id = ?`, community, id);
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
    return doc === undefined ? undefined : [position, ...fieldsOf(this.#tables.fieldsOf(table), doc), JSON.stringify(doc)];
  }

  /** A document that was not there; false when it is, or was deleted by something later. */
  #add(table: string, community: string, id: string, position: number, columns: Columns): boolean {
    if (!columns) {
      const there = this.file.one(`SELECT 1 FROM ${quoted(table)} WHERE community = ? AND id = ?`, community, id);
      return !there && this.#bury(table, community, id, position);
    }
    const tombstone = this.file.one<[number]>(
      'SELECT position FROM tombstones WHERE tbl = ? AND community = ? AND id = ?',
      table,
      community,
      id,
    );
    if (tombstone && tombstone[0] >= position) return false;
    if (tombstone) this.file.run('DELETE FROM tombstones WHERE tbl = ? AND community = ? AND id = ?', table, community, id);
    const names = this.#names(table);
    const marks = ['community', 'id', ...names].map(() => '?').join(', ');
    const sql = `INSERT INTO ${quoted(table)} (community, id, ${names.join(', ')}) VALUES (${marks}) ON CONFLICT (community, id) DO NOTHING`;
    return this.file.run(sql, community, id, ...columns) === 1;
  }

  #replace(table: string, community: string, id: string, was: number, position: number, columns: Columns): boolean {
    const where = 'WHERE community = ? AND id = ? AND position = ?';
    if (columns) {
      const set = this.#names(table).map((name) => `${name} = ?`);
      return this.file.run(`UPDATE ${quoted(table)} SET ${set.join(', ')} ${where}`, ...columns, community, id, was) === 1;
    }
    return this.file.run(`DELETE FROM ${quoted(table)} ${where}`, community, id, was) === 1 && this.#bury(table, community, id, position);
  }

  #names(table: string): string[] {
    return ['position', ...Object.keys(this.#tables.fieldsOf(table)).map(column), 'doc'];
  }

  #bury(table: string, community: string, id: string, position: number): boolean {
    const sql = `INSERT INTO tombstones (tbl, community, id, position, at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tbl, community, id) DO UPDATE SET position = max(position, excluded.position), at = excluded.at`;
    return this.file.run(sql, table, community, id, position, this.clock.now()) === 1;
  }

  #forgetTombstones(): void {
    this.file.run('DELETE FROM tombstones WHERE at < ?', this.clock.now() - TOMBSTONE_MS);
  }
}

const stored = ([community, id, position, doc]: Row): Stored<unknown> => ({ community, id, position, doc: JSON.parse(doc) as unknown });
