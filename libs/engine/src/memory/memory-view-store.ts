import type { Condition, Found, Generation, Scalar, Stored, ViewQuery, ViewStore } from '../ports/view-store.port.js';
import { DEFAULT_LIMIT, fieldOf, indexFor, isRange, MAX_LIMIT, readCursor, writeCursor } from '../view-query.js';

interface Table {
  readonly generation: Generation;
  readonly documents: Map<string, { readonly community: string; readonly id: string; position: number; doc: string | undefined }>;
  readonly checkpoints: Map<string, number>;
}

/** Compares as SQLite does: null before numbers before text. */
const compare = (left: Scalar, right: Scalar): number => {
  const rank = (value: Scalar): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  if (left === null || right === null || left === right) return 0;
  return left < right ? -1 : 1;
};

const holds = (value: Scalar, condition: Condition): boolean => {
  if (condition === null || typeof condition !== 'object') return value === condition;
  if ('in' in condition) return condition.in.includes(value);
  if (!isRange(condition) || value === null) return false;
  return (
    (condition.from === undefined || compare(value, condition.from) >= 0) &&
    (condition.to === undefined || compare(value, condition.to) <= 0) &&
    (condition.above === undefined || compare(value, condition.above) > 0) &&
    (condition.below === undefined || compare(value, condition.below) < 0)
  );
};

/** Views in memory: for tests and simulation. Documents are kept as JSON, so that a fold can lean on no shared object. */
export const memoryViewStore = (): ViewStore => {
  const tables: Table[] = [];
  const tableOf = ({ view, version, generation }: Generation): Table => {
    const table = tables.find(({ generation: of }) => of.view === view && of.version === version && of.generation === generation);
    if (!table) throw new Error(`There is no generation ${generation} of ${view} ${version}.`);
    return table;
  };
  const add = (view: string, version: number, live: boolean): Generation => {
    const last = Math.max(0, ...tables.filter(({ generation }) => generation.view === view).map(({ generation }) => generation.generation));
    const generation = { view, version, generation: last + 1, live };
    tables.push({ generation, documents: new Map(), checkpoints: new Map() });
    return generation;
  };
  const stored = ({ community, id, position, doc }: { community: string; id: string; position: number; doc: string | undefined }): Stored<unknown>[] =>
    doc === undefined ? [] : [{ community, id, position, doc: JSON.parse(doc) as unknown }];
  const matching = (generation: Generation, query: Pick<ViewQuery, 'community' | 'prefix' | 'where'>): Stored<unknown>[] =>
    [...tableOf(generation).documents.values()]
      .filter(({ community }) => (query.prefix ? community.startsWith(query.community) : community === query.community))
      .flatMap(stored)
      .filter(({ doc }) => Object.entries(query.where ?? {}).every(([field, condition]) => holds(fieldOf(doc, field), condition)));

  return {
    async declare({ name, version }) {
      if (!tables.some(({ generation }) => generation.view === name)) add(name, version, true);
      return tables.map(({ generation }) => generation).filter((generation) => generation.view === name);
    },
    beside: async ({ name, version }) => add(name, version, false),
    async switchTo({ name }, generation) {
      const kept = tableOf(generation);
      for (let at = tables.length - 1; at >= 0; at -= 1) if (tables[at]!.generation.view === name) tables.splice(at, 1);
      tables.push({ ...kept, generation: { ...kept.generation, live: true } });
    },
    checkpoint: async (generation, community) => tableOf(generation).checkpoints.get(community) ?? 0,
    get: async (generation, community, ids) => ids.flatMap((id) => stored(tableOf(generation).documents.get(`${community}/${id}`) ?? { community, id, position: 0, doc: undefined })),
    async save(generation, { community, from, to, documents }) {
      const table = tableOf(generation);
      if ((table.checkpoints.get(community) ?? 0) !== from) return false;
      const current = (id: string): number => {
        const document = table.documents.get(`${community}/${id}`);
        return document?.doc === undefined ? 0 : document.position;
      };
      if (documents.some(({ id, was }) => current(id) !== was)) return false;
      for (const { id, doc, position } of documents) {
        table.documents.set(`${community}/${id}`, { community, id, position, doc: doc === undefined ? undefined : JSON.stringify(doc) });
      }
      table.checkpoints.set(community, to);
      return true;
    },
    async find(generation, definition, query): Promise<Found<unknown>> {
      indexFor(definition, query);
      const order = query.orderBy ?? [];
      const sign = query.descending ? -1 : 1;
      const limit = Math.min(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
      const values = (item: Stored<unknown>): Scalar[] => order.map((field) => fieldOf(item.doc, field));
      const by = (left: readonly Scalar[], leftId: readonly [string, string], right: readonly Scalar[], rightId: readonly [string, string]): number => {
        for (const [at, value] of left.entries()) {
          const difference = compare(value, right[at]!);
          if (difference !== 0) return sign * difference;
        }
        return sign * (compare(leftId[0], rightId[0]) || compare(leftId[1], rightId[1]));
      };
      const end = query.cursor === undefined ? undefined : readCursor(query.cursor, order.length);
      const items = matching(generation, query)
        .sort((left, right) => by(values(left), [left.community, left.id], values(right), [right.community, right.id]))
        .filter((item) => !end || by(values(item), [item.community, item.id], end.values, [end.community, end.id]) > 0);
      const page = items.slice(0, limit);
      const last = page[page.length - 1];
      return { items: page, ...(items.length > limit && last && { nextCursor: writeCursor({ values: values(last), community: last.community, id: last.id }) }) };
    },
    async count(generation, definition, query, by) {
      indexFor(definition, query, by);
      const counts = new Map<Scalar, number>();
      for (const { doc } of matching(generation, query)) {
        const value = by === undefined ? null : fieldOf(doc, by);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return counts;
    },
    all: async (generation, community, after, limit) =>
      [...tableOf(generation).documents.values()]
        .filter((document) => document.community === community && document.doc !== undefined && document.id > after)
        .sort((left, right) => compare(left.id, right.id))
        .slice(0, limit)
        .flatMap(stored),
    async mend(generation, community, id, doc, position) {
      tableOf(generation).documents.set(`${community}/${id}`, { community, id, position, doc: doc === undefined ? undefined : JSON.stringify(doc) });
    },
    close: async () => undefined,
  };
};
