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

/** A server of a test's own, on a folder: it may be killed and started again on the same one. */
export interface Server {
  readonly url: string;
  readonly port: number;
  kill(): Promise<void>;
}

export const aServer = async (folder: string, port?: number): Promise<Server> => {
  const own = port ?? (await (await script<{ freePorts(count: number): Promise<number[]> }>('ports')).freePorts(1))[0]!;
  const { start } = await script<{ start(on: { folder: string; port: number }): Promise<Omit<Server, 'port'>> }>('mongo');
  return { ...(await start({ folder, port: own })), port: own };
};

/** By its place: the scripts are nobody's package. */
const script = async <Exports>(name: string): Promise<Exports> =>
  (await import(new URL(`../../../scripts/servers/${name}.mjs`, import.meta.url).href)) as Exports;
