import { Refusal } from '@linli/kernel';
import type { Condition, Scalar, ViewQuery } from './ports/view-store.port.js';
import type { AnyView } from './view.js';

export const DEFAULT_LIMIT = 200;
export const MAX_LIMIT = 1000;

/** A mistake of ours: a query that no declared index serves. */
export class NoIndex extends Error {}

export type RangeCondition = Exclude<Condition, Scalar | { readonly in: readonly Scalar[] }>;

export const isRange = (condition: Condition): condition is RangeCondition =>
  condition !== null && typeof condition === 'object' && !('in' in condition);

/**
 * The declared index that serves a query: its first fields are those asked for by value, then those of one range or
 * of the order. Throws `NoIndex` when there is none.
 */
export const indexFor = (definition: AnyView, query: Pick<ViewQuery, 'where' | 'orderBy'>, by?: string): readonly string[] => {
  const where = Object.entries(query.where ?? {});
  const equal = new Set(where.filter(([, condition]) => !isRange(condition)).map(([field]) => field));
  const ranges = where.filter(([, condition]) => isRange(condition)).map(([field]) => field);
  const order = [...new Set([...ranges, ...(by === undefined ? [] : [by]), ...(query.orderBy ?? [])])].filter((field) => !equal.has(field));
  if (equal.size === 0 && order.length === 0) return [];
  for (const index of definition.indexes) {
    const head = index.slice(0, equal.size);
    if (head.length !== equal.size || !head.every((field) => equal.has(field))) continue;
    if (order.every((field, at) => index[equal.size + at] === field)) return index;
  }
  throw new NoIndex(`The view ${definition.name} declares no index for (${[...equal].join(', ')}) then (${order.join(', ')}).`);
};

/** Where a page ended: the values of the order's fields and the document. */
export interface PageEnd {
  readonly values: readonly Scalar[];
  readonly community: string;
  readonly id: string;
}

export const writeCursor = (end: PageEnd): string => Buffer.from(JSON.stringify([end.values, end.community, end.id])).toString('base64url');

/** Reads what `writeCursor` wrote; anything else is the asker's mistake. */
export const readCursor = (cursor: string, fields: number): PageEnd => {
  try {
    const [values, community, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [Scalar[], string, string];
    if (
      Array.isArray(values) &&
      values.length === fields &&
      values.every(isScalar) &&
      typeof community === 'string' &&
      typeof id === 'string'
    ) {
      return { values, community, id };
    }
  } catch {
    // It is refused below, like any other cursor that is none of ours.
  }
  const message = 'This cursor is not one that a list has given.';
  throw new Refusal('invalid', 'invalid-field', message, { errors: [{ path: 'cursor', code: 'invalid-field', message }] });
};

const isScalar = (value: unknown): value is Scalar => value === null || typeof value === 'string' || typeof value === 'number';

/** What an indexed field of a document holds, absent and null alike. */
export const fieldOf = (doc: unknown, field: string): Scalar => (doc as Record<string, Scalar | undefined>)[field] ?? null;

/**
 * What a store keeps in the columns of a document, in the order in which the fields were declared. A field that is
 * neither null nor of its declared type is a mistake of the view.
 */
export const fieldsOf = (fields: AnyView['fields'], doc: unknown): Scalar[] =>
  Object.entries(fields).map(([field, type]) => {
    const value = fieldOf(doc, field);
    if (value === null || (type === 'integer' ? Number.isSafeInteger(value) : typeof value === 'string')) return value;
    throw new TypeError(`The indexed field ${field} of a document is no ${type}.`);
  });

/** Order of text in every store: by its UTF-8 bytes. */
export const compareText = (left: string, right: string): number =>
  left === right ? 0 : Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'));
