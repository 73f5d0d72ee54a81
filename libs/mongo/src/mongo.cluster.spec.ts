import { describeKeyStore, describeLog, describeProgress, describeViewStore, type Subject } from '@linli/engine/suites';
import { aDatabase } from '../test/database.js';
import { openMongo, openMongoKeyStore } from './index.js';

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
