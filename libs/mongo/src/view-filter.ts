import type { mongo } from 'mongoose';
import {
  DEFAULT_LIMIT,
  indexFor,
  indexParts,
  isRange,
  MAX_LIMIT,
  readCursor,
  type AnyView,
  type Condition,
  type PageEnd,
  type Scalar,
  type ViewQuery,
} from '@linli/engine';

type Filter = mongo.Filter<mongo.Document>;

/** The declared fields of a document stand apart from the document itself, which is kept as text. */
export const fieldPath = (field: string): string => `fields.${field}`;

export const indexName = (at: number): string => `index-${at}`;

/** Each declared index, between the community and the document's own key, by which ties are broken. */
export const indexKeys = (index: readonly string[]): Record<string, 1> => {
  const { order, along } = indexParts(index);
  return Object.fromEntries(['community', ...order.map(fieldPath), '_id', ...along.map(fieldPath)].map((key) => [key, 1])) as Record<
    string,
    1
  >;
};

export const documentId = (community: string, id: string): string => `${community}/${id}`;

/** Keys of all documents of a community after one: 0 is the character behind the slash. */
export const documentsOf = (community: string, after = '') => ({ $gt: documentId(community, after), $lt: `${community}0` });

/** One page and one document more, by which it is seen whether there is a next page. */
export const findFilter = (definition: AnyView, query: ViewQuery) => {
  const order = query.orderBy ?? [];
  const hint = hintFor(definition, query);
  const limit = Math.max(0, Math.min(Math.floor(query.limit ?? DEFAULT_LIMIT), MAX_LIMIT));
  const direction = query.descending ? -1 : 1;
  const end = query.cursor === undefined ? [] : [behind(order, readCursor(query.cursor, order.length), query.descending === true)];
  return {
    filter: { $and: [...conditions(query, hint), ...end] } as Filter,
    sort: Object.fromEntries([...order.map(fieldPath), '_id'].map((path) => [path, direction])) as Record<string, 1 | -1>,
    hint,
    limit,
  };
};

export const countFilter = (definition: AnyView, query: Asked, by?: string) => {
  const hint = hintFor(definition, query, by);
  return { filter: { $and: conditions(query, hint) } as Filter, hint };
};

type Asked = Pick<ViewQuery, 'community' | 'prefix' | 'where'>;

/** The declared index is named, so that no guess about the data can choose another one. */
const hintFor = (definition: AnyView, query: Pick<ViewQuery, 'where' | 'orderBy'>, by?: string): string => {
  const at = definition.indexes.indexOf(indexFor(definition, query, by));
  return at < 0 ? '_id_' : indexName(at);
};

/** The community stands first, as in every index; a tombstone has none. Where no index is needed, the keys begin with it. */
const conditions = ({ community, prefix, where }: Asked, hint: string): Filter[] => {
  const below = { $gte: community, $lt: `${community}\u{10FFFF}` };
  return [
    { community: prefix ? below : community },
    ...(hint === '_id_' ? [{ _id: prefix ? below : documentsOf(community) }] : []),
    ...Object.entries(where ?? {}).map(([field, condition]) => ({ [fieldPath(field)]: conditionOf(condition) })),
  ] as Filter[];
};

const conditionOf = (condition: Condition): unknown => {
  if (condition === null || typeof condition !== 'object') return { $eq: condition };
  if (!isRange(condition)) return { $in: condition.in };
  const bounds = [
    ['$gte', condition.from],
    ['$lte', condition.to],
    ['$gt', condition.above],
    ['$lt', condition.below],
  ].filter(([, bound]) => bound !== undefined);
  // Nothing lies between null and anything.
  if (bounds.some(([, bound]) => bound === null)) return { $in: [] };
  return bounds.length > 0 ? Object.fromEntries(bounds) : { $ne: null };
};

/** Documents behind the end of the page before: by the first field of the order, or that being the same by the next… */
const behind = (order: readonly string[], end: PageEnd, descending: boolean): Filter => {
  const parts = [
    ...order.map((field, at) => ({ path: fieldPath(field), value: end.values[at]! })),
    { path: '_id', value: documentId(end.community, end.id) },
  ];
  const alternatives = parts.flatMap(({ path, value }, at) => {
    const beyond = beyondOf(path, value, descending);
    return beyond ? [{ $and: [...parts.slice(0, at).map((before) => ({ [before.path]: { $eq: before.value } })), beyond] }] : [];
  });
  return { $or: alternatives };
};

/** Null comes before everything, and after it when the order is turned round; then nothing is behind it. */
const beyondOf = (path: string, value: Scalar, descending: boolean): Filter | undefined => {
  if (value === null) return descending ? undefined : { [path]: { $ne: null } };
  return descending ? { $or: [{ [path]: { $lt: value } }, { [path]: { $eq: null } }] } : { [path]: { $gt: value } };
};
