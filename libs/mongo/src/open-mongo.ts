import { LogUnavailable, systemClock, type Log, type Progress, type Report, type ViewStore } from '@linli/engine';
import type { Clock } from '@linli/kernel';
import { connect, reaching, type Address } from './connection.js';
import { openCollections } from './log-collections.js';
import { MongoLog } from './mongo-log.js';
import { MongoProgress } from './mongo-progress.js';
import { MongoViewStore } from './mongo-view-store.js';
import { ViewGenerations } from './view-generations.js';

export interface MongoOptions extends Address {
  readonly report?: (line: Report) => void;
  /** By whose timers progress is written. */
  readonly clock?: Pick<Clock, 'after'>;
}

export interface Mongo {
  readonly log: Log;
  readonly progress: Progress;
  readonly views: ViewStore;
  /** Finishes what is under way, then lets the database go. The parts need not be closed one by one. */
  close(): Promise<void>;
  /** Throws when the database does not answer, or not as the one that takes the writes. */
  ping(): Promise<void>;
  /** The time there, in milliseconds. */
  now(): Promise<number>;
}

/** One service's database. Throws `MongoUnusable` with one sentence when there is none. */
export const openMongo = async ({ report = () => undefined, clock = systemClock, ...address }: MongoOptions): Promise<Mongo> => {
  const connection = await connect(address);
  try {
    const collections = await reaching(() => openCollections(connection));
    const generations = new ViewGenerations(connection);
    await reaching(() => generations.open());
    const log = new MongoLog(collections, () => connection.getClient().startSession({ causalConsistency: true }));
    const progress = new MongoProgress(collections, clock, report);
    const hello = (): Promise<Hello> =>
      reaching(async () => (await connection.db!.command({ hello: 1, maxTimeMS: HELLO_MS }, { readPreference: 'primary' })) as Hello);
    return {
      log,
      progress,
      views: new MongoViewStore(generations),
      async ping() {
        if (!(await hello()).isWritablePrimary) throw new LogUnavailable('MongoDB: who answers does not take writes.');
      },
      now: async () => (await hello()).localTime.getTime(),
      async close() {
        try {
          await log.close();
          await progress.close();
        } finally {
          await connection.close();
        }
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
};

const HELLO_MS = 2_000;

interface Hello {
  readonly isWritablePrimary: boolean;
  readonly localTime: Date;
}
