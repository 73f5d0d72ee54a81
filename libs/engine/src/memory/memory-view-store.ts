import type { Condition, Found, Generation, Scalar, Stored, ViewQuery, ViewStore } from '../ports/view-store.port.js';
import type { AnyView } from '../view.js';
import { compareText, DEFAULT_LIMIT, fieldOf, fieldsOf, indexFor, isRange, MAX_LIMIT, readCursor, writeCursor } from '../view-query.js';

interface Document {
  readonly community: string;
  readonly id: string;
  readonly position: number;
  /** Undefined on a tombstone. */
  readonly json: string | undefined;
}

interface Table {
  generation: Generation;
  readonly fields: AnyView['fields'];
  readonly documents: Map<string, Document>;
  readonly checkpoints: Map<string, number>;
}

/** Views in memory: for tests and simulation. Documents are kept as JSON, so that a fold can lean on no shared object. */
export const memoryViewStore = (): ViewStore => {
  const tables: Table[] = [];
  const ofView = (view: string): Table[] => tables.filter(({ generation }) => generation.view === view);
  const tableOf = ({ view, generation: number }: Generation): Table => {
    const table = ofView(view).find(({ generation }) => generation.generation === number);
    if (!table) throw new Error(`There is no generation ${number} of ${view}.`);
    return table;
  };
  const add = ({ name, version, fields }: AnyView, live: boolean): Generation => {
    const last = Math.max(0, ...ofView(name).map(({ generation }) => generation.generation));
    const generation = { view: name, version, generation: last + 1, live };
    tables.push({ generation, fields, documents: new Map(), checkpoints: new Map() });
    return generation;
  };
  const put = ({ fields, documents }: Table, community: string, id: string, doc: unknown, position: number): void => {
    if (doc !== undefined) fieldsOf(fields, doc);
    documents.set(`${community}/${id}`, { community, id, position, json: doc === undefined ? undefined : JSON.stringify(doc) });
  };
  const matching = (generation: Generation, query: Pick<ViewQuery, 'community' | 'prefix' | 'where'>): Stored<unknown>[] =>
    living(tableOf(generation).documents.values())
      .filter(({ community }) => (query.prefix ? community.startsWith(query.community) : community === query.community))
      .filter(({ doc }) => Object.entries(query.where ?? {}).every(([field, condition]) => holds(fieldOf(doc, field), condition)));

  return {
    async declare(definition) {
      if (ofView(definition.name).length === 0) add(definition, true);
      return ofView(definition.name).map(({ generation }) => generation);
    },
    beside: async (definition) => add(definition, false),
    async switchTo(generation) {
      const table = tableOf(generation);
      table.generation = { ...table.generation, live: true };
    },
    async drop({ view, generation: number }) {
      const table = ofView(view).find(({ generation }) => generation.generation === number);
      if (table) tables.splice(tables.indexOf(table), 1);
    },
    checkpoint: async (generation, community) => tableOf(generation).checkpoints.get(community) ?? 0,
    async get(generation, community, ids) {
      const { documents } = tableOf(generation);
      return living(ids.flatMap((id) => documents.get(`${community}/${id}`) ?? []));
    },
    async standing(generation, community, ids) {
      const { documents } = tableOf(generation);
      return ids.flatMap((id) => {
        const document = documents.get(`${community}/${id}`);
        return document ? [{ id, position: document.position, doc: parsed(document) }] : [];
      });
    },
    async save(generation, { community, from, to, documents }) {
      const table = tableOf(generation);
      if ((table.checkpoints.get(community) ?? 0) !== from) return false;
      const moved = documents.some(({ id, was, position }) => {
        const before = table.documents.get(`${community}/${id}`);
        if (!before) return was !== 0;
        return before.json === undefined ? was !== 0 || before.position >= position : was !== before.position;
      });
      if (moved) return false;
      for (const { doc } of documents) if (doc !== undefined) fieldsOf(table.fields, doc);
      for (const { id, doc, position } of documents) put(table, community, id, doc, position);
      table.checkpoints.set(community, to);
      return true;
    },
    async find(generation, definition, query): Promise<Found<unknown>> {
      indexFor(definition, query);
      const order = query.orderBy ?? [];
      const sign = query.descending ? -1 : 1;
      const limit = Math.max(0, Math.min(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT));
      const place = ({ doc, community, id }: Stored<unknown>): Scalar[] => [...order.map((field) => fieldOf(doc, field)), community, id];
      const end = query.cursor === undefined ? undefined : readCursor(query.cursor, order.length);
      const after = end && [...end.values, end.community, end.id];
      const items = matching(generation, query)
        .map((item) => ({ item, at: place(item) }))
        .sort((left, right) => sign * comparePlaces(left.at, right.at))
        .filter(({ at }) => !after || sign * comparePlaces(at, after) > 0)
        .map(({ item }) => item);
      const page = items.slice(0, limit);
      const last = page.at(-1);
      if (!last || items.length <= limit) return { items: page };
      return {
        items: page,
        nextCursor: writeCursor({ values: order.map((field) => fieldOf(last.doc, field)), community: last.community, id: last.id }),
      };
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
      living(tableOf(generation).documents.values())
        .filter((document) => document.community === community && compareText(document.id, after) > 0)
        .sort((left, right) => compareText(left.id, right.id))
        .slice(0, limit),
    async mend(generation, community, id, doc, position) {
      put(tableOf(generation), community, id, doc, position);
    },
    close: async () => undefined,
  };
};

const parsed = ({ json }: Document): unknown => (json === undefined ? undefined : JSON.parse(json));

const living = (documents: Iterable<Document>): Stored<unknown>[] =>
  [...documents].flatMap((document) => {
    const { community, id, position } = document;
    return document.json === undefined ? [] : [{ community, id, position, doc: parsed(document) }];
  });

/** Compares as every store does: null before numbers before text. */
const compare = (left: Scalar, right: Scalar): number => {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return rank(left) - rank(right);
};

const rank = (value: Scalar): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);

const comparePlaces = (left: readonly Scalar[], right: readonly Scalar[]): number => {
  for (const [at, value] of left.entries()) {
    const difference = compare(value, right[at]!);
    if (difference !== 0) return difference;
  }
  return 0;
};

const holds = (value: Scalar, condition: Condition): boolean => {
  if (condition === null || typeof condition !== 'object') return value === condition;
  if (!isRange(condition)) return condition.in.includes(value);
  if (value === null) return false;
  return (
    (condition.from === undefined || (condition.from !== null && compare(value, condition.from) >= 0)) &&
    (condition.to === undefined || (condition.to !== null && compare(value, condition.to) <= 0)) &&
    (condition.above === undefined || (condition.above !== null && compare(value, condition.above) > 0)) &&
    (condition.below === undefined || (condition.below !== null && compare(value, condition.below) < 0))
  );
};
