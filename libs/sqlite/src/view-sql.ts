import {
  indexFor,
  indexParts,
  isRange,
  readCursor,
  DEFAULT_LIMIT,
  MAX_LIMIT,
  type AnyView,
  type Condition,
  type PageEnd,
  type Scalar,
  type ViewQuery,
} from '@linli/engine';

/** A piece of SQL with the values for its question marks. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly Scalar[];
}

/** Names of views and fields become names of tables and columns. */
export const quoted = (name: string): string => {
  if (!/^[A-Za-z][A-Za-z0-9/-]*$/.test(name)) throw new Error(`${JSON.stringify(name)} is no name for a view or a field.`);
  return `"${name}"`;
};

/** Declared fields stand beside community, id, position and doc, with which they must not be confused. */
export const column = (field: string): string => quoted(`f/${field}`);

/** What only goes along stands behind the id, which is the last thing that a list is in order of. */
export const indexColumns = (index: readonly string[]): string[] => {
  const { order, along } = indexParts(index);
  return ['community', ...order.map(column), 'id', ...along.map(column)];
};

export const indexName = (table: string, at: number): string => quoted(`${table}/${at}`);

/** One page and one row more, by which it is seen whether there is a next page. */
export const findSql = (table: string, definition: AnyView, query: ViewQuery): Sql & { readonly limit: number } => {
  const order = query.orderBy ?? [];
  const limit = Math.max(0, Math.min(Math.floor(query.limit ?? DEFAULT_LIMIT), MAX_LIMIT));
  const direction = query.descending ? ' DESC' : '';
  const end = query.cursor === undefined ? [] : [behind(order, readCursor(query.cursor, order.length), query.descending === true)];
  const where = joined(' AND ', [...conditions(query), ...end]);
  const by = [...order.map(column), 'community', 'id'].map((name) => name + direction).join(', ');
  return {
    sql: `SELECT community, id, position, doc FROM ${quoted(table)}${indexedBy(table, definition, query)} WHERE ${where.sql} ORDER BY ${by} LIMIT ${limit + 1}`,
    values: where.values,
    limit,
  };
};

export const countSql = (
  table: string,
  definition: AnyView,
  query: Pick<ViewQuery, 'community' | 'prefix' | 'where'>,
  by?: string,
): Sql => {
  const where = joined(' AND ', conditions(query));
  const from = `FROM ${quoted(table)}${indexedBy(table, definition, query, by)} WHERE ${where.sql}`;
  // Where nothing is found there is no group, asked for or not.
  if (by === undefined) return { sql: `SELECT NULL, count(*) ${from} HAVING count(*) > 0`, values: where.values };
  return { sql: `SELECT ${column(by)}, count(*) ${from} GROUP BY 1`, values: where.values };
};

/** The declared index is named, so that no guess about the data can choose another one. */
const indexedBy = (table: string, definition: AnyView, query: Pick<ViewQuery, 'where' | 'orderBy'>, by?: string): string => {
  const at = definition.indexes.indexOf(indexFor(definition, query, by));
  return at < 0 ? '' : ` INDEXED BY ${indexName(table, at)}`;
};

/** The community stands first, as in every index. */
const conditions = ({ community, prefix, where }: Pick<ViewQuery, 'community' | 'prefix' | 'where'>): Sql[] => [
  prefix
    ? { sql: 'community >= ? AND community < ?', values: [community, `${community}\u{10FFFF}`] }
    : { sql: 'community = ?', values: [community] },
  ...Object.entries(where ?? {}).map(([field, condition]) => conditionOf(column(field), condition)),
];

const conditionOf = (name: string, condition: Condition): Sql => {
  if (condition === null) return { sql: `${name} IS NULL`, values: [] };
  if (typeof condition !== 'object') return { sql: `${name} = ?`, values: [condition] };
  if (!isRange(condition)) {
    const values = condition.in.filter((value) => value !== null);
    const listed = `${name} IN (${values.map(() => '?').join(', ')})`;
    return { sql: values.length < condition.in.length ? `(${listed} OR ${name} IS NULL)` : listed, values };
  }
  const bounds = [
    { operator: '>=', bound: condition.from },
    { operator: '<=', bound: condition.to },
    { operator: '>', bound: condition.above },
    { operator: '<', bound: condition.below },
  ].flatMap(({ operator, bound }) => (bound === undefined ? [] : [{ sql: `${name} ${operator} ?`, values: [bound] }]));
  return bounds.length > 0 ? joined(' AND ', bounds) : { sql: `${name} IS NOT NULL`, values: [] };
};

/** Rows behind the end of the page before: by the first field of the order, or that being the same by the next… */
const behind = (order: readonly string[], end: PageEnd, descending: boolean): Sql => {
  const parts = [
    ...order.map((field, at) => ({ name: column(field), value: end.values[at]! })),
    { name: 'community', value: end.community },
    { name: 'id', value: end.id },
  ];
  const alternatives = parts.map((part, at) =>
    joined(' AND ', [
      ...parts.slice(0, at).map(({ name, value }): Sql => ({ sql: `${name} IS ?`, values: [value] })),
      beyond(part.name, part.value, descending),
    ]),
  );
  const any = joined(' OR ', alternatives);
  const { name, value } = parts[0]!;
  // Said apart so that the index is entered where the page begins.
  const enter: Sql[] = !descending && value !== null ? [{ sql: `${name} >= ?`, values: [value] }] : [];
  return joined(' AND ', [...enter, { sql: `(${any.sql})`, values: any.values }]);
};

/** Null comes before everything, and after it when the order is turned round. */
const beyond = (name: string, value: Scalar, descending: boolean): Sql => {
  if (value === null) return { sql: descending ? '0' : `${name} IS NOT NULL`, values: [] };
  return descending ? { sql: `(${name} < ? OR ${name} IS NULL)`, values: [value] } : { sql: `${name} > ?`, values: [value] };
};

const joined = (by: string, parts: readonly Sql[]): Sql => ({
  sql: parts.map(({ sql }) => sql).join(by),
  values: parts.flatMap(({ values }) => values),
});
