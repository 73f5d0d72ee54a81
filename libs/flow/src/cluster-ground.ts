import { randomUUID } from 'node:crypto';
import { systemClock, type Bus } from '@linli/engine';
import type { GroundFactory } from './ground.js';

/**
 * MongoDB and Apache Kafka, over their sockets. Databases, topics and groups have names that no other flow has. What
 * waits for servers waits by the machine's clock: the flow's own stands still.
 */
export const cluster = (uri: string, brokers: readonly string[]): GroundFactory => ({
  name: 'MongoDB and Kafka',
  takesItsTime: true,
  make(service) {
    const own = randomUUID();
    const database = `flow-${own}-${service}`;
    const vault = `flow-${own}-vault`;
    return {
      async open(_clock, report) {
        const [{ openMongo, openMongoKeyStore }, { createTopics, openKafka, topicsOf }] = await Promise.all([
          import('@linli/mongo'),
          import('@linli/kafka'),
        ]);
        const clock = systemClock;
        const mongo = await openMongo({ uri, database, report, clock });
        const keys = await openMongoKeyStore({ uri, database: vault });
        const settings = { brokers, clientId: 'flow' };
        const kafka = openKafka({ ...settings, clock, report, onCrash: (error) => report({ level: 'error', message: String(error) }) });
        const [plan] = topicsOf([service], { partitions: 2, replication: 1 });
        const declare = (topics: readonly string[]): Promise<void> =>
          createTopics(
            settings,
            topics.map((topic) => ({ ...plan!, topic })),
            { clock, report },
          );
        const { log, progress, views } = mongo;
        return {
          log,
          progress,
          views,
          keys,
          bus: apart(kafka, own, declare),
          async close() {
            await kafka.close();
            await keys.close();
            await mongo.close();
          },
        };
      },
      async remove() {
        const { dropDatabases } = await import('@linli/mongo');
        await dropDatabases(uri, [database, vault]);
      },
    };
  },
});

/** The same bus under names of its own; its topics are declared when they are first named. */
const apart = (bus: Bus, own: string, declare: (topics: readonly string[]) => Promise<void>): Bus => {
  const declared = new Map<string, Promise<void>>();
  const named = (topic: string): string => `${own}.${topic}`;
  const ready = async (topics: readonly string[]): Promise<void> => {
    const missing = [...new Set(topics)].filter((topic) => !declared.has(topic));
    const declaring = missing.length > 0 ? declare(missing.map(named)) : Promise.resolve();
    for (const topic of missing) declared.set(topic, declaring);
    for (const topic of topics) await declared.get(topic);
  };
  return {
    async publish(records) {
      await ready(records.map(({ topic }) => topic));
      await bus.publish(records.map((record) => ({ ...record, topic: named(record.topic) })));
    },
    async subscribe(group, topics, listener) {
      await ready(topics);
      return bus.subscribe(named(group), topics.map(named), (records) =>
        listener(records.map((record) => ({ ...record, topic: record.topic.slice(own.length + 1) }))),
      );
    },
    close: () => bus.close(),
  };
};
