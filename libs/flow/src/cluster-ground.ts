import { randomUUID } from 'node:crypto';
import { systemClock, type Bus, type BusRecord, type Report } from '@linli/engine';
import type { GroundFactory } from './ground.js';

/**
 * MongoDB and Apache Kafka, over their sockets. Each flow has databases of its own. Topics, groups and what connects to
 * the brokers are the same for all flows of a file: to join a group anew for each would take longer than most flows.
 * What waits for servers waits by the machine's clock: the flow's own stands still.
 */
export const cluster = (uri: string, brokers: readonly string[]): GroundFactory => {
  let bus: Promise<SharedBus> | undefined;
  return {
    name: 'MongoDB and Kafka',
    takesItsTime: true,
    make(service) {
      const own = randomUUID();
      const database = `flow-${own}-${service}`;
      const vault = `flow-${own}-vault`;
      return {
        async open(_clock, report) {
          const { openMongo, openMongoKeyStore } = await import('@linli/mongo');
          const [shared, mongo, keys] = await Promise.all([
            (bus ??= openSharedBus(brokers)),
            openMongo({ uri, database, report, clock: systemClock }),
            openMongoKeyStore({ uri, database: vault }),
          ]);
          const { log, progress, views } = mongo;
          const lane = shared.lane(own, report);
          return {
            log,
            progress,
            views,
            keys,
            bus: lane,
            async close() {
              await lane.close();
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
    close: async () => (await bus)?.close(),
  };
};

type Listener = (records: readonly BusRecord[]) => Promise<void>;

interface SharedBus {
  /** The bus as one flow sees it: it hears what it has published itself. */
  lane(own: string, report: (line: Report) => void): Bus;
  close(): Promise<void>;
}

/** One client of the brokers. Which flow a record belongs to stands before its key. */
const openSharedBus = async (brokers: readonly string[]): Promise<SharedBus> => {
  const { createTopics, openKafka, topicsOf } = await import('@linli/kafka');
  const file = randomUUID();
  const named = (name: string): string => `${file}.${name}`;
  const reports = new Map<string, (line: Report) => void>();
  const report = (line: Report): void => reports.forEach((each) => each(line));
  const settings = { brokers, clientId: 'flow' };
  const around = { clock: systemClock, report };
  const kafka = openKafka({ ...settings, ...around, onCrash: (error) => report({ level: 'error', message: String(error) }) });

  const [plan] = topicsOf(['any'], { partitions: 2, replication: 1 });
  const declared = new Map<string, Promise<void>>();
  const ready = async (topics: readonly string[]): Promise<void> => {
    const missing = [...new Set(topics)].filter((topic) => !declared.has(topic));
    const declaring = missing.map((topic) => ({ ...plan!, topic: named(topic) }));
    const done = missing.length > 0 ? createTopics(settings, declaring, around) : Promise.resolve();
    for (const topic of missing) declared.set(topic, done);
    for (const topic of topics) await declared.get(topic);
  };

  const listeners = new Map<string, Listener>();
  const joined = new Map<string, Promise<unknown>>();
  /** What is not for a flow that listens is from one that is over. */
  const route =
    (group: string): Listener =>
    async (records) => {
      // All of a batch have the same key.
      const [own, key] = records[0]!.key.split('/') as [string, string];
      await listeners.get(`${own}/${group}`)?.(records.map((record) => ({ ...record, topic: record.topic.slice(file.length + 1), key })));
    };

  return {
    lane(own, tell) {
      reports.set(own, tell);
      return {
        async publish(records) {
          await ready(records.map(({ topic }) => topic));
          await kafka.publish(records.map((record) => ({ ...record, topic: named(record.topic), key: `${own}/${record.key}` })));
        },
        async subscribe(group, topics, listener) {
          const place = `${own}/${group}`;
          const underWay = new Set<Promise<void>>();
          listeners.set(place, async (records) => {
            const heard = listener(records);
            underWay.add(heard);
            await heard.finally(() => underWay.delete(heard));
          });
          await ready(topics);
          if (!joined.has(group)) joined.set(group, kafka.subscribe(named(group), topics.map(named), route(group)));
          await joined.get(group);
          return async () => {
            listeners.delete(place);
            await Promise.allSettled(underWay);
          };
        },
        close: async () => void reports.delete(own),
      };
    },
    close: () => kafka.close(),
  };
};
