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

/** Which generations of views there are. What writes here runs inside a job of the file's writer. */
export class ViewTables {
  readonly #fields = new Map<string, AnyView['fields']>();

  constructor(private readonly file: DatabaseFile) {}

  of(view: string): Generation[] {
    return this.file
      .all<[number, number, number]>('SELECT version, generation, live FROM generations WHERE view = ? ORDER BY generation', view)
      .map(([version, generation, live]) => ({ view, version, generation, live: live === 1 }));
  }

  fieldsOf(table: string): AnyView['fields'] {
    const known = this.#fields.get(table);
    if (known) return known;
    const row = this.file.one<[string]>(`SELECT fields FROM generations WHERE view || '/' || generation = ?`, table);
    if (!row) throw new Error(`There is no generation ${table}.`);
    const fields = JSON.parse(row[0]) as AnyView['fields'];
    this.#fields.set(table, fields);
    return fields;
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
    for (const [at, index] of indexes.entries()) {
      this.file.exec(`CREATE INDEX ${indexName(table, at)} ON ${quoted(table)} (${indexColumns(index).join(', ')})`);
    }
    this.file.run(
      'INSERT INTO generations (view, generation, version, live, fields, indexes) VALUES (?, ?, ?, ?, ?, ?)',
      name,
      generation.generation,
      version,
      live ? 1 : 0,
      JSON.stringify(fields),
      JSON.stringify(indexes),
    );
    return generation;
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
    this.#fields.delete(table);
  }
}
