import {
  DEFAULT_LIMIT,
  fieldOf,
  indexFor,
  isRange,
  MAX_LIMIT,
  readCursor,
  writeCursor,
  type AnyView,
  type Condition,
  type Found,
  type Generation,
  type Scalar,
  type Stored,
  type ViewBatch,
  type ViewQuery,
  type ViewStore,
} from '@linli/engine';
import { openFile, type Connection, type Statement } from './connection.js';
import { Writer } from './writer.js';

const MIGRATIONS = [
  `CREATE TABLE generations (view TEXT NOT NULL, version INTEGER NOT NULL, generation INTEGER NOT NULL, live INTEGER NOT NULL, PRIMARY KEY (view, generation)) WITHOUT ROWID;
   CREATE TABLE checkpoints (tbl TEXT NOT NULL, community TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (tbl, community)) WITHOUT ROWID`,
];

type Row = [community: string, id: string, position: number, doc: string];

/** One service's views in a file of their own, which can be deleted at any time: it is written without waiting for the disk. */
export const openViewStore = (file: string): ViewStore => {
  const connection = openFile(file, { synchronous: 'NORMAL', migrations: MIGRATIONS });
  return new SqliteViewStore(connection, new Writer(connection));
};

const tableOf = ({ view, generation }: Generation): string => `view_${view.replaceAll('-', '_')}_${generation}`;
const column = (field: string): string => `"f_${field}"`;

class SqliteViewStore implements ViewStore {
  readonly #statements = new Map<string, Statement>();
  /** Declared fields of each table, in order. */
  readonly #fields = new Map<string, readonly string[]>();

  constructor(
    private readonly connection: Connection,
    private readonly writer: Writer,
  ) {}

  async declare(definition: AnyView): Promise<Generation[]> {
    if (this.#generations(definition.name).length === 0) await this.#add(definition, true);
    const generations = this.#generations(definition.name);
    for (const generation of generations) this.#fields.set(tableOf(generation), Object.keys(definition.fields));
    return generations;
  }

  beside(definition: AnyView): Promise<Generation> {
    return this.#add(definition, false);
  }

  async switchTo(definition: AnyView, generation: Generation): Promise<void> {
    const others = this.#generations(definition.name).filter((other) => other.generation !== generation.generation);
    await this.writer.write(() => {
      this.#prepare('UPDATE generations SET live = (generation = ?) WHERE view = ?').run(generation.generation, definition.name);
      for (const other of others) {
        this.#prepare('DELETE FROM generations WHERE view = ? AND generation = ?').run(other.view, other.generation);
        this.#prepare('DELETE FROM checkpoints WHERE tbl = ?').run(tableOf(other));
        this.connection.exec(`DROP TABLE ${tableOf(other)}`);
      }
    });
    // Prepared statements of dropped tables must not be used again.
    this.#statements.clear();
  }

  async checkpoint(generation: Generation, community: string): Promise<number> {
    return this.#checkpoint(generation, community);
  }

  async get(generation: Generation, community: string, ids: readonly string[]): Promise<Stored<unknown>[]> {
    const statement = this.#prepare(`SELECT community, id, position, doc FROM ${tableOf(generation)} WHERE community = ? AND id = ? AND doc IS NOT NULL`, true);
    return ids.flatMap((id) => {
      const row = statement.get(community, id) as unknown as Row | undefined;
      return row ? [stored(row)] : [];
    });
  }

  save(generation: Generation, batch: ViewBatch<unknown>): Promise<boolean> {
    return this.writer.write(() => {
      const { community, from, to, documents } = batch;
      if (this.#checkpoint(generation, community) !== from) return false;
      const table = tableOf(generation);
      const current = this.#prepare(`SELECT position FROM ${table} WHERE community = ? AND id = ? AND doc IS NOT NULL`, true);
      for (const { id, was } of documents) {
        const row = current.get(community, id) as unknown as [number] | undefined;
        if ((row?.[0] ?? 0) !== was) return false;
      }
      for (const { id, doc, position } of documents) this.#put(table, community, id, doc, position);
      this.#prepare('INSERT INTO checkpoints (tbl, community, position) VALUES (?, ?, ?) ON CONFLICT (tbl, community) DO UPDATE SET position = excluded.position').run(
        table,
        community,
        to,
      );
      return true;
    });
  }

  mend(generation: Generation, community: string, id: string, doc: unknown, position: number): Promise<void> {
    return this.writer.write(() => this.#put(tableOf(generation), community, id, doc, position));
  }

  async find(generation: Generation, definition: AnyView, query: ViewQuery): Promise<Found<unknown>> {
    indexFor(definition, query);
    const order = query.orderBy ?? [];
    const limit = Math.min(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
    const { sql, values } = conditions(query);
    if (query.cursor !== undefined) {
      const end = readCursor(query.cursor, order.length);
      const after = afterEnd([...order.map((field, at) => ({ name: column(field), value: end.values[at]! })), { name: 'community', value: end.community }, { name: 'id', value: end.id }], query.descending === true);
      sql.push(after.sql);
      values.push(...after.values);
    }
    const direction = query.descending ? ' DESC' : '';
    const statement = this.#prepare(
      `SELECT community, id, position, doc FROM ${tableOf(generation)} WHERE doc IS NOT NULL AND ${sql.join(' AND ')}
       ORDER BY ${[...order.map(column), 'community', 'id'].map((name) => name + direction).join(', ')} LIMIT ${limit + 1}`,
      true,
    );
    const items = (statement.all(...values) as unknown as Row[]).map(stored);
    const page = items.slice(0, limit);
    const last = page[page.length - 1];
    if (items.length <= limit || !last) return { items: page };
    return { items: page, nextCursor: writeCursor({ values: order.map((field) => fieldOf(last.doc, field)), community: last.community, id: last.id }) };
  }

  async count(generation: Generation, definition: AnyView, query: Omit<ViewQuery, 'orderBy' | 'limit' | 'cursor'>, by?: string): Promise<Map<Scalar, number>> {
    indexFor(definition, query, by);
    const { sql, values } = conditions(query);
    const what = by === undefined ? 'NULL' : column(by);
    const statement = this.#prepare(`SELECT ${what}, count(*) FROM ${tableOf(generation)} WHERE doc IS NOT NULL AND ${sql.join(' AND ')} GROUP BY 1`, true);
    return new Map(statement.all(...values) as unknown as [Scalar, number][]);
  }

  async all(generation: Generation, community: string, after: string, limit: number): Promise<Stored<unknown>[]> {
    const statement = this.#prepare(`SELECT community, id, position, doc FROM ${tableOf(generation)} WHERE community = ? AND id > ? AND doc IS NOT NULL ORDER BY id LIMIT ?`, true);
    return (statement.all(community, after, limit) as unknown as Row[]).map(stored);
  }

  async close(): Promise<void> {
    await this.writer.write(() => undefined);
    this.connection.pragma('wal_checkpoint(TRUNCATE)');
    this.connection.close();
  }

  #generations(view: string): Generation[] {
    const found = this.#prepare('SELECT version, generation, live FROM generations WHERE view = ? ORDER BY generation', true).all(view);
    return (found as unknown as [number, number, number][]).map(([version, generation, live]) => ({ view, version, generation, live: live === 1 }));
  }

  async #add(definition: AnyView, live: boolean): Promise<Generation> {
    const last = this.#generations(definition.name).at(-1)?.generation ?? 0;
    const generation: Generation = { view: definition.name, version: definition.version, generation: last + 1, live };
    const table = tableOf(generation);
    const fields = Object.entries(definition.fields);
    await this.writer.write(() => {
      const columns = fields.map(([field, type]) => `${column(field)} ${type === 'integer' ? 'INTEGER' : 'TEXT'}, `).join('');
      // Rows stand in the order of the primary key; the document comes last so that the columns are read without it.
      this.connection.exec(
        `CREATE TABLE ${table} (community TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, ${columns}doc TEXT, PRIMARY KEY (community, id))`,
      );
      for (const [at, index] of definition.indexes.entries()) {
        this.connection.exec(`CREATE INDEX ${table}_${at} ON ${table} (${['community', ...index.map(column), 'id'].join(', ')})`);
      }
      this.#prepare('INSERT INTO generations (view, version, generation, live) VALUES (?, ?, ?, ?)').run(generation.view, generation.version, generation.generation, live ? 1 : 0);
    });
    this.#fields.set(table, Object.keys(definition.fields));
    return generation;
  }

  #put(table: string, community: string, id: string, doc: unknown, position: number): void {
    if (doc === undefined) {
      // Every document is written by one process in order of the log: a deleted one needs no tombstone here.
      this.#prepare(`DELETE FROM ${table} WHERE community = ? AND id = ?`).run(community, id);
      return;
    }
    const fields = this.#fields.get(table) ?? [];
    const names = ['community', 'id', 'position', ...fields.map(column), 'doc'];
    this.#prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(
      community,
      id,
      position,
      ...fields.map((field) => fieldOf(doc, field)),
      JSON.stringify(doc),
    );
  }

  #checkpoint(generation: Generation, community: string): number {
    const row = this.#prepare('SELECT position FROM checkpoints WHERE tbl = ? AND community = ?', true).get(tableOf(generation), community) as unknown as [number] | undefined;
    return row?.[0] ?? 0;
  }

  #prepare(sql: string, raw = false): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      if (raw) statement.raw();
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

const stored = ([community, id, position, doc]: Row): Stored<unknown> => ({ community, id, position, doc: JSON.parse(doc) as unknown });

/** The conditions of a query as SQL; the community stands first, as in every index. */
const conditions = (query: Pick<ViewQuery, 'community' | 'prefix' | 'where'>): { sql: string[]; values: Scalar[] } => {
  const sql: string[] = [];
  const values: Scalar[] = [];
  if (!query.prefix) {
    sql.push('community = ?');
    values.push(query.community);
  } else {
    // Codes are digits: ':' comes right after '9'.
    sql.push('community >= ? AND community < ?');
    values.push(query.community, `${query.community}:`);
  }
  for (const [field, condition] of Object.entries(query.where ?? {})) {
    const part = conditionOf(column(field), condition);
    sql.push(part.sql);
    values.push(...part.values);
  }
  return { sql, values };
};

const conditionOf = (name: string, condition: Condition): { sql: string; values: Scalar[] } => {
  if (condition === null) return { sql: `${name} IS NULL`, values: [] };
  if (typeof condition !== 'object') return { sql: `${name} = ?`, values: [condition] };
  if (!isRange(condition)) return { sql: `${name} IN (${condition.in.map(() => '?').join(', ')})`, values: [...condition.in] };
  const bounds = (
    [
      ['>=', condition.from],
      ['<=', condition.to],
      ['>', condition.above],
      ['<', condition.below],
    ] as const
  ).flatMap(([operator, bound]) => (bound === undefined ? [] : [{ sql: `${name} ${operator} ?`, value: bound }]));
  return { sql: bounds.map(({ sql }) => sql).join(' AND ') || `${name} IS NOT NULL`, values: bounds.map(({ value }) => value) };
};

/** Rows behind the end of the page before: lexicographic, with null before everything as SQLite sorts it. */
const afterEnd = (parts: readonly { name: string; value: Scalar }[], descending: boolean): { sql: string; values: Scalar[] } => {
  const values: Scalar[] = [];
  const alternatives = parts.map(({ name, value }, at) => {
    const same = parts.slice(0, at).map((before) => {
      values.push(before.value);
      return `${before.name} IS ?`;
    });
    return [...same, beyond(name, value, descending, values)].join(' AND ');
  });
  return { sql: `(${alternatives.join(' OR ')})`, values };
};

const beyond = (name: string, value: Scalar, descending: boolean, values: Scalar[]): string => {
  if (value === null) return descending ? '0' : `${name} IS NOT NULL`;
  values.push(value);
  return descending ? `(${name} < ? OR ${name} IS NULL)` : `${name} > ?`;
};
