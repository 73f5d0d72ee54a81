import { createConnection, mongo, MongooseError, type Connection } from 'mongoose';
import { LogUnavailable } from '@linli/engine';

export interface Address {
  /** `mongodb://…`; name and password may stand in it and are never repeated. */
  readonly uri: string;
  /** One for each service, and one for the vault. */
  readonly database: string;
}

/** At start: there is no such database server, or it does not let us in. */
export class MongoUnusable extends Error {}

/** Every write stands on the disks of the majority, every reading sees only such, from the one who takes the writes. */
export const MAJORITY = {
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
} as const;

/** Nobody waits for ever: what takes longer is answered as unavailable, and may be asked again. */
const PATIENCE = { serverSelectionTimeoutMS: 5_000, connectTimeoutMS: 5_000, socketTimeoutMS: 20_000 } as const;

export const connect = async ({ uri, database }: Address): Promise<Connection> => {
  let connection: Connection | undefined;
  try {
    connection = createConnection(uri, {
      dbName: database,
      appName: `linli ${database}`,
      // A command that cannot be sent is told so at once.
      bufferCommands: false,
      maxPoolSize: 50,
      promoteBuffers: true,
      ...MAJORITY,
      ...PATIENCE,
    });
    await connection.asPromise();
    await connection.db!.command({ ping: 1 });
    return connection;
  } catch (error) {
    await connection?.close(true).catch(() => undefined);
    throw new MongoUnusable(`MongoDB cannot be used at ${hostsOf(uri)}: ${reasonOf(error)}.`);
  }
};

/** A collection as the driver has it. What an address says of concerns is overruled here. */
export const collectionOf = <Document extends mongo.Document>(connection: Connection, name: string): mongo.Collection<Document> =>
  connection.db!.collection<Document>(name, MAJORITY);

/** Without name and password. */
export const hostsOf = (uri: string): string => /^[a-z+]+:\/\/(?:[^@/]*@)?([^/?]*)/.exec(uri)?.[1] || 'an address that is none';

const reasonOf = (error: unknown): string => {
  const { code, name, message = String(error) } = error as { code?: unknown; name?: string; message?: string };
  // By name: some of them come from the driver's own helper, which has classes of its own.
  if (name === 'MongoParseError' || name === 'MongoInvalidArgumentError') return `the address is not understood (${message})`;
  if (code === AUTHENTICATION_FAILED || code === UNAUTHORIZED) return 'it does not accept this name and password';
  if (code === COMMAND_NOT_FOUND && /sasl/i.test(message)) return 'it knows no names and passwords, and the address has one';
  return message;
};

const UNAUTHORIZED = 13;
const AUTHENTICATION_FAILED = 18;
const COMMAND_NOT_FOUND = 59;
const DUPLICATE_KEY = 11_000;

/** A duplicate key and nothing beside it: with an error of the write concern nobody knows what stands. */
export const isDuplicate = (error: unknown): error is mongo.MongoServerError =>
  error instanceof mongo.MongoServerError &&
  error.code === DUPLICATE_KEY &&
  !(error instanceof mongo.MongoBulkWriteError && error.result.getWriteConcernError());

/** Errors of the driver become `LogUnavailable`; what the message says is of keys and servers, never of contents. */
export const unavailable = (error: unknown): unknown =>
  error instanceof mongo.MongoError || error instanceof MongooseError ? new LogUnavailable(`MongoDB: ${error.message}`) : error;

export const reaching = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
};

/** For tests and for operators who mean it. */
export const dropDatabases = async (uri: string, databases: readonly string[]): Promise<void> => {
  for (const database of databases) {
    const connection = await connect({ uri, database });
    await connection.dropDatabase();
    await connection.close();
  }
};
