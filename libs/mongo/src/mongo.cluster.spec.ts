import { createConnection } from 'mongoose';
import { aDraft, COMMUNITY, describeKeyStore, describeLog, describeProgress, describeViewStore, stored, type Subject } from '@linli/engine/suites'; // prettier-ignore
import { aDatabase } from '../test/database.js';
import { openMongo, openMongoKeyStore } from './index.js';
import { openCollections } from './log-collections.js';
import { MongoLog } from './mongo-log.js';

/** A port on a real server, in a database of its own. */
const overTheWire = async <Port>(
  open: (uri: string, database: string) => Promise<{ port: Port; close: () => Promise<void> }>,
): Promise<Subject<Port>> => {
  const { uri, database, remove } = aDatabase();
  let opened = await open(uri, database);
  return {
    port: opened.port,
    async reopen() {
      await opened.close();
      opened = await open(uri, database);
      return opened.port;
    },
    async close() {
      await opened.close();
      await remove();
    },
  };
};

const part = <Part extends 'log' | 'progress' | 'views'>(name: Part) =>
  overTheWire(async (uri, database) => {
    const mongo = await openMongo({ uri, database });
    return { port: mongo[name], close: () => mongo.close() };
  });

describeLog('MongoDB', () => part('log'));
describeProgress('MongoDB', () => part('progress'));
describeViewStore('MongoDB', () => part('views'));
describeKeyStore('MongoDB', () =>
  overTheWire(async (uri, database) => {
    const keys = await openMongoKeyStore({ uri, database });
    return { port: keys, close: () => keys.close() };
  }),
);

describe('how certain a reading is', () => {
  it('is of the majority, and of the one who writes for sure where that is asked for', async () => {
    const { uri, database, remove } = aDatabase();
    const connection = await createConnection(uri, { dbName: database, monitorCommands: true }).asPromise();
    const asked: unknown[] = [];
    connection.getClient().on('commandStarted', ({ commandName, command }) => {
      if (commandName === 'find')
        asked.push({ find: command.find, level: command.readConcern?.level, where: command.$readPreference?.mode });
    });
    const log = new MongoLog(await openCollections(connection), () => connection.getClient().startSession({ causalConsistency: true }));
    await stored(log, aDraft({ publics: 1 }));
    asked.length = 0;
    expect(await log.readPublic(COMMUNITY, 0, 1)).toEqual(await log.readPublic(COMMUNITY, 0, 1, 'surely'));
    expect(asked).toMatchObject([
      { find: 'commits', level: 'majority' },
      { find: 'commits', level: 'linearizable' },
    ]);
    await log.close();
    await connection.close();
    await remove();
  });
});
