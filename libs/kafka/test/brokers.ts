import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { systemClock, type Bus, type Report } from '@linli/engine';
import { createTopics, openKafka, topicsOf, type KafkaBus, type KafkaSettings, type TopicPlan } from '../src/index.js';

const SERVERS = fileURLToPath(new URL('../../../scripts/servers.mjs', import.meta.url));

/** The broker that every test may use, and none may stop. */
export const shared = (): readonly string[] => {
  const url = process.env.LINLI_TEST_KAFKA;
  if (!url) throw new Error('LINLI_TEST_KAFKA names no broker: these tests run with `node scripts/jest.mjs cluster`.');
  return url.split(',');
};

export interface Brokers {
  readonly brokers: readonly string[];
  /** Of the nodes. */
  readonly pids: readonly number[];
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Brokers of a test's own, which it may stop and start again on the same folder. */
export const startBrokers = async (...options: readonly string[]): Promise<Brokers> => {
  const child = spawn(process.execPath, [SERVERS, 'start', 'kafka', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = await readiness(child);
  const pids = ready.pids.split(' ').map(Number);
  return {
    brokers: ready.url.split(','),
    pids,
    stop: (signal = 'SIGTERM') =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        // The nodes themselves: what has started them waits until they are gone. Killed in their place, it would leave
        // them a moment in which they still take records.
        if (signal === 'SIGKILL') for (const pid of pids) killed(pid);
        child.kill('SIGTERM');
      }),
  };
};

/** It may be gone already. */
const killed = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const readiness = (child: ChildProcess): Promise<{ readonly url: string; readonly pids: string }> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stdout!.setEncoding('utf8').on('data', (words: string) => {
      said += words;
      const [, pids, url] = /^pids (.+)\nready (\S+)\n/m.exec(said) ?? [];
      if (pids && url) resolve({ pids, url });
    });
    child.once('exit', (code) => reject(new Error(`The brokers ended with ${code} before they were ready.`)));
  });

export interface Opened {
  readonly bus: KafkaBus;
  readonly lines: Report[];
  readonly crashes: Error[];
}

export const open = (settings: Partial<KafkaSettings> & Pick<KafkaSettings, 'brokers'>): Opened => {
  const lines: Report[] = [];
  const crashes: Error[] = [];
  const bus = openKafka({
    clientId: 'test',
    clock: systemClock,
    report: (line) => lines.push(line),
    onCrash: (error) => crashes.push(error),
    ...settings,
  });
  return { bus, lines, crashes };
};

export const declare = async (brokers: readonly string[], topics: readonly string[], plan: Partial<TopicPlan> = {}): Promise<void> =>
  createTopics(
    { brokers, clientId: 'operator' },
    topics.map((topic) => ({ ...topicsOf(['any'], { partitions: 4, replication: brokers.length })[0]!, topic, ...plan })),
    { clock: systemClock, report: () => undefined },
  );

/** A bus whose topics are declared when they are first named, and whose groups nobody else is in. */
export const withTopics = (bus: Bus, brokers: readonly string[]): Bus => {
  const own = randomUUID();
  const declared = new Map<string, Promise<void>>();
  const ready = async (topics: readonly string[]): Promise<void> => {
    for (const topic of new Set(topics)) {
      if (!declared.has(topic)) declared.set(topic, declare(brokers, [topic]));
      await declared.get(topic);
    }
  };
  return {
    async publish(records) {
      await ready(records.map(({ topic }) => topic));
      await bus.publish(records);
    },
    async subscribe(group, topics, listener) {
      await ready(topics);
      return bus.subscribe(`${group}-${own}`, topics, listener);
    },
    close: () => bus.close(),
  };
};
