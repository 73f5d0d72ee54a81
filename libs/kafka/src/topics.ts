import { topicOf, type Report } from '@linli/engine';
import type { Clock } from '@linli/kernel';
import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { clientOf, type KafkaSettings } from './client.js';

/** A topic as it must be. Topics are declared, never made by whoever writes first. */
export interface TopicPlan {
  readonly topic: string;
  /** More may follow, never fewer. */
  readonly partitions: number;
  readonly replication: number;
  /** A record counts as written when so many have it. */
  readonly minInSync: number;
  /** The bus is a hint: who comes later than this pulls from the source's own log. */
  readonly retentionMs: number;
  /** Larger than any batch the publisher sends. */
  readonly maxBatchBytes: number;
}

// Node sees only some of the names that this CommonJS package exports.
const { ConfigResourceTypes } = kafkajs;

const WEEK_MS = 7 * 86_400_000;
const MEGABYTE = 1_048_576;

/** The topics of these services. With three replicas one broker may be away and writing goes on. */
export const topicsOf = (services: readonly string[], { partitions = 12, replication = 3 } = {}): TopicPlan[] =>
  services.map((service) => ({
    topic: topicOf(service),
    partitions,
    replication,
    minInSync: Math.max(1, replication - 1),
    retentionMs: WEEK_MS,
    maxBatchBytes: MEGABYTE,
  }));

const settingsOf = ({ minInSync, retentionMs, maxBatchBytes }: TopicPlan): { name: string; value: string }[] => [
  { name: 'cleanup.policy', value: 'delete' },
  { name: 'retention.ms', value: String(retentionMs) },
  { name: 'min.insync.replicas', value: String(minInSync) },
  { name: 'max.message.bytes', value: String(maxBatchBytes) },
];

/**
 * Makes what is missing, adds partitions where there are fewer and sets what is set otherwise; says what it did. A
 * number of replicas that differs is only said: changing it moves data, and is an operator's decision.
 */
export const createTopics = async (
  settings: KafkaSettings,
  plans: readonly TopicPlan[],
  { clock, report }: { readonly clock: Pick<Clock, 'now'>; readonly report: (line: Report) => void },
): Promise<void> => {
  await withAdmin(clientOf(settings, clock, report), async (admin) => {
    const there = new Set(await admin.listTopics());
    const missing = plans.filter(({ topic }) => !there.has(topic));
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((plan) => ({
        topic: plan.topic,
        numPartitions: plan.partitions,
        replicationFactor: plan.replication,
        configEntries: settingsOf(plan),
      })),
    });
    for (const { topic } of missing) report({ level: 'info', message: 'topic created', topic });
    const known = plans.filter(({ topic }) => there.has(topic));
    if (known.length > 0) await level(admin, known, report);
  });
};

/** Brings topics that exist to what is declared. */
const level = async (admin: Admin, plans: readonly TopicPlan[], report: (line: Report) => void): Promise<void> => {
  const { topics } = await admin.fetchTopicMetadata({ topics: plans.map(({ topic }) => topic) });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: plans.map(({ topic }) => ({ type: ConfigResourceTypes.TOPIC, name: topic })),
  });
  for (const plan of plans) {
    const partitions = topics.find(({ name }) => name === plan.topic)!.partitions;
    if (partitions.length < plan.partitions) {
      await admin.createPartitions({ topicPartitions: [{ topic: plan.topic, count: plan.partitions }] });
      report({ level: 'info', message: 'partitions added', topic: plan.topic, from: partitions.length, to: plan.partitions });
    }
    const replicas = partitions[0]!.replicas.length;
    if (replicas !== plan.replication)
      report({
        level: 'warn',
        message: 'a topic has another number of replicas',
        topic: plan.topic,
        is: replicas,
        declared: plan.replication,
      });
    const entries = resources.find(({ resourceName }) => resourceName === plan.topic)!.configEntries;
    const wanted = settingsOf(plan);
    const other = wanted.filter(({ name, value }) => entries.find(({ configName }) => configName === name)?.configValue !== value);
    if (other.length === 0) continue;
    await admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: plan.topic, configEntries: wanted }],
    });
    report({ level: 'info', message: 'topic settings changed', topic: plan.topic, settings: other.map(({ name }) => name) });
  }
};

/** Which of these do not exist. */
export const missingTopics = (kafka: Kafka, topics: readonly string[]): Promise<string[]> =>
  withAdmin(kafka, async (admin) => {
    const there = new Set(await admin.listTopics());
    return topics.filter((topic) => !there.has(topic));
  });

export const sayMissing = (topics: readonly string[]): string =>
  `There is no topic ${topics.join(' and no topic ')} on the brokers: the declared topics are made by an operator's command, see the runbook.`;

const withAdmin = async <Answer>(kafka: Kafka, work: (admin: Admin) => Promise<Answer>): Promise<Answer> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
};
