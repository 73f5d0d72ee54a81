import type { Bus, Report } from '@linli/engine';
import type { Clock } from '@linli/kernel';
import { clientOf, type KafkaSettings } from './client.js';
import { Health } from './health.js';
import { Publisher } from './publisher.js';
import { Subscription } from './subscription.js';

export interface KafkaOptions extends KafkaSettings {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Never a payload, never a password. */
  readonly report: (line: Report) => void;
  /** A consumer is dead and stays so: the process must end and begin anew. */
  readonly onCrash: (error: Error) => void;
}

export interface KafkaBus extends Bus {
  /** Whether everything that was asked of the brokers last came about. */
  healthy(): boolean;
  /** What is amiss, a sentence each. */
  troubles(): readonly string[];
  /** Numbers for /metrics. */
  counts(): Readonly<Record<'published' | 'heard' | 'givenUp' | 'troubles', number>>;
}

/** The bus over Apache Kafka. Opening asks nothing of the brokers: they may come later, and go and come back. */
export const openKafka = ({ clock, report, onCrash, ...settings }: KafkaOptions): KafkaBus => {
  const { brokers } = settings;
  const kafka = clientOf(settings, clock, report);
  const health = new Health(report);
  const publisher = new Publisher(kafka, brokers, health);
  const subscriptions = new Set<Subscription>();
  const past = { heard: 0, givenUp: 0 };
  let closed = false;

  const leave = async (subscription: Subscription): Promise<void> => {
    if (!subscriptions.delete(subscription)) return;
    await subscription.leave();
    past.heard += subscription.heard;
    past.givenUp += subscription.givenUp;
  };
  const sum = (of: 'heard' | 'givenUp'): number => [...subscriptions].reduce((total, one) => total + one[of], past[of]);

  return {
    async publish(records) {
      if (closed) throw new Error('The bus is closed.');
      await publisher.publish(records);
    },
    async subscribe(group, topics, listener) {
      const subscription = new Subscription({ kafka, brokers, group, topics, listener, clock, report, health, onCrash });
      subscriptions.add(subscription);
      await subscription.join();
      return () => leave(subscription);
    },
    async close() {
      closed = true;
      await Promise.all([publisher.close(), ...[...subscriptions].map(leave)]);
    },
    healthy: () => health.troubles.length === 0,
    troubles: () => health.troubles,
    counts: () => ({ published: publisher.published, heard: sum('heard'), givenUp: sum('givenUp'), troubles: health.troubles.length }),
  };
};
