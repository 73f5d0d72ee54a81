import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';

/** The server that `node scripts/jest.mjs cluster` has started. */
export const serverUri = (): string => {
  const uri = process.env.LINLI_TEST_MONGO;
  if (!uri) throw new Error('LINLI_TEST_MONGO names no server: these tests are started with `node scripts/jest.mjs cluster`.');
  return uri;
};

/** A database that nobody else has, and its end. */
export const aDatabase = (uri = serverUri()): { uri: string; database: string; remove(): Promise<void> } => {
  const database = `linli-${randomUUID()}`;
  return {
    uri,
    database,
    async remove() {
      const client = await mongo.MongoClient.connect(uri);
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
};
