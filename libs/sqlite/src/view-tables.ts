import type { AnyView, Generation } from '@linli/engine';
import type { DatabaseFile } from './database-file.js';
import { column, indexColumns, indexName, quoted } from './view-sql.js';

/** The table of a generation; its name can be no other's. */
export const tableOf = ({ view, generation }: Generation): string => `${view}/${generation}`;

export const VIEW_MIGRATIONS = [
  `CREATE TABLE generations (view TEXT NOT NULL, generation INTEGER NOT NULL, version INTEGER NOT NULL, live INTEGER NOT NULL, fields TEXT NOT NULL, indexes TEXT NOT NULL,
     PRIMARY KEY (view, generation)) WITHOUT ROWID;
   CREATE TABLE checkpoints (tbl TEXT NOT NULL, community TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (tbl, community)) WITHOUT ROWID;
   CREATE TABLE tombstones (tbl TEXT NOT NULL, community TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL,
     PRIMARY KEY (tbl, community, id)) WITHOUT ROWID;
   CREATE INDEX tombstones_at ON tombstones (at)`,
];

/** What is asked of one table again and again, made once: a new text would have to be looked up by its whole length each time. */
export interface TableSql {
  readonly fields: AnyView['fields'];
  readonly get: string;
  /** Of the ids in a JSON array, in their order. */
  readonly getMany: string;
  readonly add: string;
  readonly replace: string;
  readonly remove: string;
}

const sqlFor = (table: string, fields: AnyView['fields']): TableSql => {
  const names = ['position', ...Object.keys(fields).map(column), 'doc'];
  const marks = ['community', 'id', ...names].map(() => '?').join(', ');
  const there = 'WHERE community = ? AND id = ?';
  return {
    fields,
    get: `SELECT community, id, position, doc FROM ${quoted(table)} ${there}`,
    getMany: `SELECT community, documents.id, position, doc FROM json_each(?) AS asked CROSS JOIN ${quoted(table)} AS documents ON community = ? AND documents.id = asked.value`,
    add: `INSERT INTO ${quoted(table)} (community, id, ${names.join(', ')}) VALUES (${marks}) ON CONFLICT (community, id) DO NOTHING`,
    replace: `UPDATE ${quoted(table)} SET ${names.map((name) => `${name} = ?`).join(', ')} ${there} AND position = ?`,
    remove: `DELETE FROM ${quoted(table)} ${there}`,
  };
};

/** Which generations of views there are. What writes here runs inside a job of the file's writer. */
export class ViewTables {
  readonly #sql = new Map<string, TableSql>();

  constructor(private readonly file: DatabaseFile) {}

  of(view: string): Generation[] {
    return this.file
      .all<[number, number, number]>('SELECT version, generation, live FROM generations WHERE view = ? ORDER BY generation', view)
      .map(([version, generation, live]) => ({ view, version, generation, live: live === 1 }));
  }

  sqlOf(table: string): TableSql {
    const known = this.#sql.get(table);
    if (known) return known;
    const row = this.file.one<[string]>(`SELECT fields FROM generations WHERE view || '/' || generation = ?`, table);
    if (!row) throw new Error(`There is no generation ${table}.`);
    const sql = sqlFor(table, JSON.parse(row[0]) as AnyView['fields']);
    this.#sql.set(table, sql);
    return sql;
  }

  /** A view that asks for other columns under an unchanged version is a mistake: its documents were folded by another rule. */
  check(definition: AnyView, { view, generation, version }: Generation): void {
    if (version !== definition.version) return;
    const row = this.file.one<[string, string]>(
      'SELECT fields, indexes FROM generations WHERE view = ? AND generation = ?',
      view,
      generation,
    );
    if (row?.[0] === JSON.stringify(definition.fields) && row[1] === JSON.stringify(definition.indexes)) return;
    throw new Error(`The view ${view} has other fields or indexes than when its version ${version} was made: raise its version.`);
  }

  add({ name, version, fields, indexes }: AnyView, live: boolean): Generation {
    const generation: Generation = { view: name, version, generation: (this.of(name).at(-1)?.generation ?? 0) + 1, live };
    const table = tableOf(generation);
    const columns = Object.entries(fields).map(([field, type]) => `${column(field)} ${type === 'integer' ? 'INTEGER' : 'TEXT'}, `);
    // The document comes last, so that what stands before it can be read without it.
    this.file.exec(
      `CREATE TABLE ${quoted(table)} (community TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, ${columns.join('')}doc TEXT NOT NULL, PRIMARY KEY (community, id))`,
    );
    this.file.run(
      'INSERT INTO generations (view, generation, version, live, fields, indexes) VALUES (?, ?, ?, ?, ?, ?)',
      name,
      generation.generation,
      version,
      live ? 1 : 0,
      JSON.stringify(fields),
      JSON.stringify(indexes),
    );
    // One that is filled first is indexed last: putting many rows in order at once costs less than one by one.
    if (live) for (const index of this.indexesOf(generation)) this.file.exec(index);
    return generation;
  }

  /** What makes the indexes of a generation, each harmless when it is there. */
  indexesOf(generation: Generation): string[] {
    const table = tableOf(generation);
    const row = this.file.one<[string]>(
      'SELECT indexes FROM generations WHERE view = ? AND generation = ?',
      generation.view,
      generation.generation,
    );
    if (!row) throw new Error(`There is no generation ${generation.generation} of ${generation.view}.`);
    return (JSON.parse(row[0]) as AnyView['indexes']).map(
      (index, at) => `CREATE INDEX IF NOT EXISTS ${indexName(table, at)} ON ${quoted(table)} (${indexColumns(index).join(', ')})`,
    );
  }

  switchTo({ view, generation }: Generation): void {
    if (this.file.run('UPDATE generations SET live = 1 WHERE generation = ? AND view = ?', generation, view) === 0)
      throw new Error(`There is no generation ${generation} of ${view}.`);
  }

  /** What an interrupted rebuild has left behind: nobody fills it any more. */
  dropUnfinished(): void {
    const views = this.file.all<[string]>('SELECT DISTINCT view FROM generations WHERE live = 0');
    for (const [view] of views) for (const generation of this.of(view)) if (!generation.live) this.drop(generation);
  }

  drop(generation: Generation): void {
    const table = tableOf(generation);
    this.file.run('DELETE FROM generations WHERE view = ? AND generation = ?', generation.view, generation.generation);
    this.file.run('DELETE FROM checkpoints WHERE tbl = ?', table);
    this.file.run('DELETE FROM tombstones WHERE tbl = ?', table);
    this.file.exec(`DROP TABLE IF EXISTS ${quoted(table)}`);
    this.#sql.delete(table);
  }
}
