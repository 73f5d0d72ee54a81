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

/** An index as it was declared: fields it is in order of, and fields that go along (`+field`) so that a page can be chosen by them too. */
export const indexParts = (index: readonly string[]): { readonly order: readonly string[]; readonly along: readonly string[] } => ({
  order: index.filter((field) => !field.startsWith('+')),
  along: index.flatMap((field) => (field.startsWith('+') ? field.slice(1) : [])),
});

/**
 * The declared index that serves a query: it begins with fields asked for by value, as many as any does, then come
 * those of one range or of the order; whatever else is asked for by value goes along. Throws `NoIndex` when there is none.
 */
export const indexFor = (definition: AnyView, query: Pick<ViewQuery, 'where' | 'orderBy'>, by?: string): readonly string[] => {
  const where = Object.entries(query.where ?? {});
  const equal = new Set(where.filter(([, condition]) => !isRange(condition)).map(([field]) => field));
  const ranges = where.filter(([, condition]) => isRange(condition)).map(([field]) => field);
  const order = [...new Set([...ranges, ...(query.orderBy ?? [])])].filter((field) => !equal.has(field));
  if (equal.size === 0 && order.length === 0 && by === undefined) return [];
  let best: { readonly index: readonly string[]; readonly lead: number } | undefined;
  for (const index of definition.indexes) {
    const parts = indexParts(index);
    const behind = parts.order.findIndex((field) => !equal.has(field));
    const lead = behind < 0 ? parts.order.length : behind;
    if (!order.every((field, at) => parts.order[lead + at] === field)) continue;
    const passed = new Set([...parts.order.slice(0, lead + order.length), ...parts.along]);
    const grouped = by === undefined || passed.has(by) || parts.order[lead + order.length] === by;
    if (!grouped || ![...equal].every((field) => passed.has(field))) continue;
    // Without anything to enter it by, all of it would be read.
    if (lead + order.length === 0 && parts.order[0] !== by) continue;
    if (!best || lead > best.lead) best = { index, lead };
  }
  if (best) return best.index;
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
