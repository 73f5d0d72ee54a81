import { Schema } from 'mongoose';
import type { KeyStore } from '@linli/engine';
import { collectionOf, connect, isDuplicate, reaching, type Address } from './connection.js';

/** `_id` is the person. One whose key was destroyed stays as a name without a key, so that none is ever made again. */
interface KeyDocument {
  readonly _id: string;
  readonly wrapped?: Uint8Array;
  readonly destroyed?: true;
}

const NAME = 'keys';

/** The vault's shelf in a database of its own. */
export const openMongoKeyStore = async (address: Address): Promise<KeyStore> => {
  const connection = await connect(address);
  const schema = new Schema({ _id: String, wrapped: Schema.Types.Buffer, destroyed: Boolean }, { versionKey: false });
  schema.index({ _id: 1, destroyed: 1 }, { name: 'destroyed', partialFilterExpression: { destroyed: true } });
  await reaching(() => connection.model(NAME, schema, NAME).init());
  const keys = collectionOf<KeyDocument>(connection, NAME);

  return {
    async get(persons) {
      const found = await reaching(() => keys.find({ _id: { $in: [...persons] }, wrapped: { $exists: true } }).toArray());
      return new Map(found.map(({ _id, wrapped }) => [_id, wrapped!]));
    },
    add: (person, wrapped) =>
      reaching(async () => {
        // In one session, so that who comes second sees the key of the first.
        const session = connection.getClient().startSession({ causalConsistency: true });
        try {
          await keys.insertOne({ _id: person, wrapped }, { session });
          return wrapped;
        } catch (error) {
          if (!isDuplicate(error)) throw error;
          return (await keys.findOne({ _id: person }, { session }))?.wrapped;
        } finally {
          await session.endSession();
        }
      }),
    async destroy(persons) {
      if (persons.length === 0) return;
      const gone = persons.map((person) => ({
        updateOne: {
          filter: { _id: person },
          update: { $set: { destroyed: true as const }, $unset: { wrapped: 1 as const } },
          upsert: true,
        },
      }));
      await reaching(async () => {
        try {
          await keys.bulkWrite(gone, { ordered: false });
        } catch (error) {
          // A first key was made in between: it is there now, and is destroyed.
          if (!isDuplicate(error)) throw error;
          await keys.bulkWrite(gone, { ordered: false });
        }
      });
    },
    async destroyed() {
      const found = await reaching(() =>
        keys
          .find({ destroyed: true }, { projection: { _id: 1 } })
          .sort({ _id: 1 })
          .toArray(),
      );
      return found.map(({ _id }) => _id);
    },
    async all(after, limit) {
      const found = await reaching(() =>
        keys
          .find({ _id: { $gt: after }, wrapped: { $exists: true } })
          .sort({ _id: 1 })
          .limit(limit)
          .toArray(),
      );
      return found.map(({ _id, wrapped }) => ({ person: _id, wrapped: wrapped! }));
    },
    close: () => connection.close(),
  };
};
