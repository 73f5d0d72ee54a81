import { Schema, type Connection, type mongo } from 'mongoose';
import type { AnyView, Generation } from '@linli/engine';
import { collectionOf, isDuplicate } from './connection.js';
import { indexKeys, indexName } from './view-filter.js';

/** `_id` is `<view>/<generation>`. A dropped one stays as a row, so that no number is given twice. */
interface GenerationDocument {
  readonly _id: string;
  readonly view: string;
  readonly version: number;
  readonly generation: number;
  readonly live: boolean;
  readonly fields: AnyView['fields'];
  readonly indexes: AnyView['indexes'];
  readonly dropped?: true;
}

/** A document of a view, or its tombstone: that has no community, so no index finds it, and goes after a day. */
export interface ViewDocument {
  /** `<community>/<id>` */
  readonly _id: string;
  readonly community?: string;
  /** Of the last event folded in. */
  readonly position: number;
  /** Those that are declared, absent and null alike. */
  readonly fields?: Readonly<Record<string, string | number | null>>;
  /** The document as JSON: it comes back as it was put, whatever its texts and names hold. */
  readonly doc?: string;
  readonly goneAt?: Date;
}

interface CheckpointDocument {
  /** `<view>/<generation>/<community>` */
  readonly _id: string;
  readonly generation: string;
  readonly position: number;
}

const TOMBSTONE_SECONDS = 86_400;
/** Copies that ask for the next number at once. */
const TRIES = 100;

const keyOf = ({ view, generation }: Pick<Generation, 'view' | 'generation'>): string => `${view}/${generation}`;
const nameOf = ({ view, generation }: Pick<Generation, 'view' | 'generation'>): string => `view.${view}.${generation}`;

/** Which generations of views there are, each a collection of its own with the indexes that its definition declared. */
export class ViewGenerations {
  /** What a generation was made with never changes. */
  readonly #made = new Map<string, Pick<GenerationDocument, 'fields' | 'indexes'>>();
  readonly #generations: mongo.Collection<GenerationDocument>;
  readonly #checkpoints: mongo.Collection<CheckpointDocument>;

  constructor(private readonly connection: Connection) {
    this.#generations = collectionOf(connection, 'generations');
    this.#checkpoints = collectionOf(connection, 'checkpoints');
  }

  /** Makes the collections, and finishes what was being dropped when somebody stopped. */
  async open(): Promise<void> {
    await this.connection.model('generations', new Schema({ _id: String }, { versionKey: false }), 'generations').init();
    const checkpoints = new Schema({ _id: String, generation: String, position: Number }, { versionKey: false });
    checkpoints.index({ generation: 1 }, { name: 'generation' });
    await this.connection.model('checkpoints', checkpoints, 'checkpoints').init();
    for (const row of await this.#generations.find({ dropped: true }).toArray()) await this.#empty(row);
  }

  /** In order. */
  async of(view: string): Promise<Generation[]> {
    const rows = await this.#generations
      .find({ view, dropped: { $exists: false } })
      .sort({ generation: 1 })
      .toArray();
    return rows.map(({ version, generation, live }) => ({ view, version, generation, live }));
  }

  /** With its indexes, which another copy may not have finished; refuses a definition that asks for others under its version. */
  async check(definition: AnyView, generation: Generation): Promise<void> {
    const made = await this.#madeWith(generation);
    const { fields, indexes } = definition;
    if (generation.version === definition.version && JSON.stringify(made) !== JSON.stringify({ fields, indexes }))
      throw new Error(
        `The view ${generation.view} has other fields or indexes than when its version ${generation.version} was made: raise its version.`,
      );
    await this.#prepare(generation, made.indexes);
  }

  /** The first one of a view: undefined when it has had one. */
  async addFirst(definition: AnyView): Promise<Generation | undefined> {
    return this.#insert(definition, 1, true);
  }

  async addNext(definition: AnyView): Promise<Generation> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const [last] = await this.#generations.find({ view: definition.name }).sort({ generation: -1 }).limit(1).toArray();
      const added = await this.#insert(definition, (last?.generation ?? 0) + 1, false);
      if (added) return added;
    }
    throw new Error(`No number was free for a generation of ${definition.name}.`);
  }

  async switchTo(generation: Generation): Promise<void> {
    const { matchedCount } = await this.#generations.updateOne(
      { _id: keyOf(generation), dropped: { $exists: false } },
      { $set: { live: true } },
    );
    if (matchedCount === 0) throw gone(generation);
  }

  async drop(generation: Generation): Promise<void> {
    await this.#generations.updateOne({ _id: keyOf(generation) }, { $set: { dropped: true } });
    await this.#empty(generation);
  }

  async fieldsOf(generation: Generation): Promise<AnyView['fields']> {
    return (await this.#madeWith(generation)).fields;
  }

  /** To be asked beside what is read: another copy may have dropped it. */
  async mustBeThere(generation: Generation): Promise<void> {
    const row = await this.#generations.findOne({ _id: keyOf(generation), dropped: { $exists: false } }, { projection: { _id: 1 } });
    if (!row) throw gone(generation);
  }

  documents(generation: Generation): mongo.Collection<ViewDocument> {
    return collectionOf(this.connection, nameOf(generation));
  }

  async checkpoint(generation: Generation, community: string): Promise<number> {
    return (await this.#checkpoints.findOne({ _id: `${keyOf(generation)}/${community}` }))?.position ?? 0;
  }

  /** False when it is not where it was. */
  async moveCheckpoint(generation: Generation, community: string, from: number, to: number): Promise<boolean> {
    const _id = `${keyOf(generation)}/${community}`;
    if (from > 0) return (await this.#checkpoints.updateOne({ _id, position: from }, { $set: { position: to } })).matchedCount === 1;
    try {
      await this.#checkpoints.insertOne({ _id, generation: keyOf(generation), position: to });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  }

  async #insert({ name, version, fields, indexes }: AnyView, number: number, live: boolean): Promise<Generation | undefined> {
    const generation: Generation = { view: name, version, generation: number, live };
    nameMustDo(name, fields);
    try {
      await this.#generations.insertOne({ _id: keyOf(generation), ...generation, fields, indexes });
    } catch (error) {
      if (isDuplicate(error)) return undefined;
      throw error;
    }
    await this.#prepare(generation, indexes);
    return generation;
  }

  async #madeWith(generation: Generation): Promise<Pick<GenerationDocument, 'fields' | 'indexes'>> {
    const key = keyOf(generation);
    const known = this.#made.get(key);
    if (known) return known;
    const row = await this.#generations.findOne({ _id: key, dropped: { $exists: false } });
    if (!row) throw gone(generation);
    const made = { fields: row.fields, indexes: row.indexes };
    this.#made.set(key, made);
    return made;
  }

  async #prepare(generation: Generation, indexes: AnyView['indexes']): Promise<void> {
    const name = nameOf(generation);
    if (this.connection.models[name]) return;
    const schema = new Schema(
      { _id: String, community: String, position: Number, fields: {}, doc: String, goneAt: Date },
      { versionKey: false },
    );
    for (const [at, index] of indexes.entries()) schema.index(indexKeys(index), { name: indexName(at) });
    schema.index({ goneAt: 1 }, { name: 'tombstones', sparse: true, expireAfterSeconds: TOMBSTONE_SECONDS });
    await this.connection.model(name, schema, name).init();
  }

  async #empty(generation: Pick<Generation, 'view' | 'generation'>): Promise<void> {
    const name = nameOf(generation);
    if (this.connection.models[name]) this.connection.deleteModel(name);
    this.#made.delete(keyOf(generation));
    const there = await this.connection.db!.listCollections({ name }, { nameOnly: true }).toArray();
    if (there.some((collection) => collection.name === name)) await this.connection.db!.dropCollection(name);
    await this.#checkpoints.deleteMany({ generation: keyOf(generation) });
  }
}

const gone = ({ view, generation }: Generation): Error => new Error(`There is no generation ${generation} of ${view}.`);

/** Names of views become names of collections, names of fields parts of paths. */
const nameMustDo = (view: string, fields: AnyView['fields']): void => {
  for (const name of [view, ...Object.keys(fields)])
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new Error(`${JSON.stringify(name)} is no name for a view or a field.`);
};
