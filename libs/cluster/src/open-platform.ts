import { openKafka, type KafkaSettings } from '@linli/kafka';
import { openMongo, openMongoKeyStore } from '@linli/mongo';
import { skewCheck } from './health.js';
import { watchForLostClient } from './lost-client.js';
import type { OpenPlatform } from './platform.js';
import type { Settings } from './settings.js';

/** What is done as one of these is told apart from the services by this name in the broker's own log. */
export const kafkaSettings = (settings: Settings, clientId: string): KafkaSettings => {
  const { LINLI_KAFKA_TLS: isTls, LINLI_KAFKA_CA_FILE: ca, LINLI_KAFKA_SASL: mechanism } = settings;
  return {
    brokers: settings.LINLI_KAFKA_BROKERS,
    clientId,
    ssl: isTls && (ca === undefined ? true : { ca }),
    ...(mechanism !== undefined && {
      sasl: { mechanism, username: settings.LINLI_KAFKA_USER!, password: settings.LINLI_KAFKA_PASSWORD_FILE!.trim() },
    }),
  };
};

export const databaseOf = (settings: Settings, of: string): string => `${settings.LINLI_MONGO_PREFIX}-${of}`;

/** MongoDB and Apache Kafka: a database of its own for each service, one for the vault, one bus. */
export const openPlatform: OpenPlatform = async ({ service, settings, clock, report, onCrash }) => {
  const { LINLI_MONGO_URI: uri } = settings;
  const mongo = await openMongo({ uri, database: databaseOf(settings, service), report, clock });
  try {
    const keys = await openMongoKeyStore({ uri, database: databaseOf(settings, 'vault') });
    const fresh = async (): Promise<void> => {
      const other = await openMongo({ uri, database: databaseOf(settings, service), report, clock });
      await other.close();
    };
    const ours = (): Promise<unknown> => Promise.all([mongo.ping(), keys.get(['installation'])]);
    const endWatch = watchForLostClient({ ours, fresh }, clock, onCrash);
    const bus = openKafka({ ...kafkaSettings(settings, service), clock, report, onCrash });
    return {
      log: mongo.log,
      progress: mongo.progress,
      views: mongo.views,
      bus,
      keys,
      checks: {
        database: async () => void (await mongo.ping()),
        broker: async () => bus.troubles()[0],
        clock: skewCheck(() => mongo.now(), clock.now),
      },
      counts: () => bus.counts(),
      async close() {
        endWatch();
        await bus.close();
        await keys.close();
        await mongo.close();
      },
    };
  } catch (error) {
    await mongo.close();
    throw error;
  }
};
