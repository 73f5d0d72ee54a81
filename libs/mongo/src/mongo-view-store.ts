import type { mongo } from 'mongoose';
import {
  fieldOf,
  fieldsOf,
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
import { isDuplicate, reaching } from './connection.js';
import { countFilter, documentId, documentsOf, fieldPath, findFilter } from './view-filter.js';
import type { ViewDocument, ViewGenerations } from './view-generations.js';

type Changed = ViewBatch<unknown>['documents'][number];
type Write = mongo.AnyBulkWriteOperation<ViewDocument>;

/**
 * One service's views, folded by any number of its copies. A batch is not one transaction: documents are replaced one by
 * one, each only if its position is the one that was read, and the checkpoint moves last. What a copy that died in
 * between has left is told by the positions: whoever folds on leaves out what a document has in it already.
 */
export class MongoViewStore implements ViewStore {
  constructor(private readonly generations: ViewGenerations) {}

  declare(definition: AnyView): Promise<Generation[]> {
    return reaching(async () => {
      let generations = await this.generations.of(definition.name);
      if (generations.length === 0) {
        await this.generations.addFirst(definition);
        generations = await this.generations.of(definition.name);
      }
      for (const generation of generations) await this.generations.check(definition, generation);
      return generations;
    });
  }

  beside(definition: AnyView): Promise<Generation> {
    return reaching(() => this.generations.addNext(definition));
  }

  switchTo(generation: Generation): Promise<void> {
    return reaching(() => this.generations.switchTo(generation));
  }

  drop(generation: Generation): Promise<void> {
    return reaching(() => this.generations.drop(generation));
  }

  checkpoint(generation: Generation, community: string): Promise<number> {
    return reaching(() => this.generations.checkpoint(generation, community));
  }

  get(generation: Generation, community: string, ids: readonly string[]): Promise<Stored<unknown>[]> {
    return reaching(async () => inOrder(ids, (await this.#byId(generation, community, ids)).filter(isLiving).map(stored)));
  }

  standing(generation: Generation, community: string, ids: readonly string[]): Promise<Standing[]> {
    return reaching(async () => {
      const found = await this.#byId(generation, community, ids);
      return found.map(({ _id, position, doc }) => ({
        id: _id.slice(community.length + 1),
        position,
        doc: doc === undefined ? undefined : (JSON.parse(doc) as unknown),
      }));
    });
  }

  save(generation: Generation, { community, from, to, documents }: ViewBatch<unknown>): Promise<boolean> {
    return reaching(async () => {
      // Most batches change no document of most views. One question does: a dropped generation has no checkpoint to be moved.
      if (documents.length === 0 && from > 0 && (await this.generations.moveCheckpoint(generation, community, from, to))) return true;
      const fields = await this.generations.fieldsOf(generation);
      const writes = documents.map((changed) => writeOf(fields, community, changed));
      const [checkpoint, unmoved] = await Promise.all([
        this.generations.checkpoint(generation, community),
        this.#areUnmoved(generation, community, documents),
        this.generations.mustBeThere(generation),
      ]);
      if (checkpoint !== from || !unmoved) return false;
      if (writes.length > 0 && !(await this.#write(generation, writes))) return false;
      return this.generations.moveCheckpoint(generation, community, from, to);
    });
  }

  async mend(generation: Generation, community: string, id: string, doc: unknown, position: number): Promise<void> {
    await reaching(async () => {
      const fields = await this.generations.fieldsOf(generation);
      const _id = documentId(community, id);
      await this.generations.documents(generation).replaceOne({ _id }, contentOf(fields, community, doc, position), { upsert: true });
    });
  }

  find(generation: Generation, definition: AnyView, query: ViewQuery): Promise<Found<unknown>> {
    return reaching(async () => {
      const { filter, sort, hint, limit } = findFilter(definition, query);
      const documents = this.generations.documents(generation).find(filter as mongo.Filter<ViewDocument>, { hint });
      const found = (await documents.sort(sort).limit(limit + 1).toArray()).filter(isLiving); // prettier-ignore
      const items = found.slice(0, limit).map(stored);
      const last = items.at(-1);
      if (!last || found.length <= limit) return { items };
      const values = (query.orderBy ?? []).map((field) => fieldOf(last.doc, field));
      return { items, nextCursor: writeCursor({ values, community: last.community, id: last.id }) };
    });
  }

  count(
    generation: Generation,
    definition: AnyView,
    query: Omit<ViewQuery, 'orderBy' | 'limit' | 'cursor'>,
    by?: string,
  ): Promise<Map<Scalar, number>> {
    return reaching(async () => {
      const { filter, hint } = countFilter(definition, query, by);
      const counts = await this.generations
        .documents(generation)
        .aggregate<{ _id: Scalar; count: number }>(
          [{ $match: filter }, { $group: { _id: by === undefined ? null : `$${fieldPath(by)}`, count: { $sum: 1 } } }],
          { hint },
        )
        .toArray();
      return new Map(counts.map(({ _id, count }) => [_id, count]));
    });
  }

  all(generation: Generation, community: string, after: string, limit: number): Promise<Stored<unknown>[]> {
    return reaching(async () => {
      const documents = this.generations.documents(generation).find({ _id: documentsOf(community, after), community }, { hint: '_id_' });
      return (await documents.sort({ _id: 1 }).limit(limit).toArray()).filter(isLiving).map(stored);
    });
  }

  /** The connection is closed by who opened it. */
  async close(): Promise<void> {}

  #byId(generation: Generation, community: string, ids: readonly string[]): Promise<ViewDocument[]> {
    const _id = { $in: ids.map((id) => documentId(community, id)) };
    return this.generations.documents(generation).find({ _id }).toArray();
  }

  /** Asked before anything is written, so that a batch that comes too late leaves nothing. */
  async #areUnmoved(generation: Generation, community: string, documents: readonly Changed[]): Promise<boolean> {
    if (documents.length === 0) return true;
    const _id = { $in: documents.map(({ id }) => documentId(community, id)) };
    const there = await this.generations
      .documents(generation)
      .find({ _id }, { projection: { position: 1, community: 1 } })
      .toArray();
    const before = new Map(there.map((document) => [document._id, document]));
    return documents.every(({ id, was, position }) => {
      const standing = before.get(documentId(community, id));
      if (!standing) return was === 0;
      return standing.community === undefined ? was === 0 && standing.position < position : standing.position === was;
    });
  }

  /** False when one has moved in the last moment; those before it stand, and are what whoever was quicker writes too. */
  async #write(generation: Generation, writes: Write[]): Promise<boolean> {
    try {
      const { matchedCount, upsertedCount } = await this.generations.documents(generation).bulkWrite(writes, { ordered: true });
      return matchedCount + upsertedCount === writes.length;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  }
}

/** A document that was there is replaced as it was read; one that was not is put where nothing is, or an older tombstone. */
const writeOf = (fields: AnyView['fields'], community: string, { id, doc, was, position }: Changed): Write => {
  const _id = documentId(community, id);
  const replacement = contentOf(fields, community, doc, position);
  if (was > 0) return { replaceOne: { filter: { _id, community, position: was }, replacement } };
  return { replaceOne: { filter: { _id, goneAt: { $exists: true }, position: { $lt: position } }, replacement, upsert: true } };
};

const contentOf = (fields: AnyView['fields'], community: string, doc: unknown, position: number): Omit<ViewDocument, '_id'> => {
  // The server counts the day of a tombstone by its own clock, so it is this machine's that is written.
  if (doc === undefined) return { position, goneAt: new Date() };
  const values = fieldsOf(fields, doc);
  return {
    community,
    position,
    fields: Object.fromEntries(Object.keys(fields).map((field, at) => [field, values[at]!])),
    doc: JSON.stringify(doc),
  };
};

type Living = ViewDocument & { readonly community: string; readonly doc: string };
const isLiving = (document: ViewDocument): document is Living => document.doc !== undefined;

const stored = ({ _id, community, position, doc }: Living): Stored<unknown> => ({
  community,
  id: _id.slice(community.length + 1),
  position,
  doc: JSON.parse(doc) as unknown,
});

const inOrder = (ids: readonly string[], documents: readonly Stored<unknown>[]): Stored<unknown>[] => {
  const byId = new Map(documents.map((document) => [document.id, document]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};
