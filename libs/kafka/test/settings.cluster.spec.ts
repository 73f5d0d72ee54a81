import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock, type Report } from '@linli/engine';
import { aRecord, COMMUNITY, until } from '@linli/engine/suites';
import { createTopics, topicsOf, type KafkaSettings, type TopicPlan } from '../src/index.js';
import { declare, open, shared, startBrokers, type Brokers, type Opened } from './brokers.js';

/** Publishes and hears one record: it works. */
const works = async ({ bus }: Opened, topic: string): Promise<void> => {
  let heard = 0;
  await bus.subscribe(`dispatch-${topic}`, [topic], async (records) => void (heard += records.length));
  await bus.publish([aRecord(topic, COMMUNITY, 1)]);
  await until(() => heard === 1);
  expect(bus.healthy()).toBe(true);
};
const errorsOf = ({ lines }: Opened): unknown[] => lines.filter(({ level }) => level === 'error').map(({ error }) => error);

describe('what is set wrong', () => {
  let topic: string;
  let opened: Opened | undefined;
  const opening = (settings: Partial<KafkaSettings> & Pick<KafkaSettings, 'brokers'>): Opened => (opened = open(settings));
  beforeEach(() => {
    topic = `${randomUUID()}.events`;
  });
  afterEach(() => opened?.bus.close());

  it.each([
    ['an address where nobody listens', '127.0.0.1:1', /^No broker answers at 127\.0\.0\.1:1: Connection error: connect ECONNREFUSED/],
    ['a name that nobody has', 'kafka.invalid:9092', /^No broker answers at kafka\.invalid:9092: Connection error: getaddrinfo/],
  ])('%s: told in a sentence, when hearing and when publishing', async (_, address, sentence) => {
    const { bus, crashes } = opening({ brokers: [address] });
    await bus.subscribe('dispatch', [topic], async () => undefined);
    await expect(bus.publish([aRecord(topic, COMMUNITY, 1)])).rejects.toThrow(sentence);
    expect(bus.healthy()).toBe(false);
    expect(bus.counts().troubles).toBe(2);
    expect(errorsOf(opened!)).toEqual([expect.stringMatching(sentence), expect.stringMatching(sentence)]);
    expect(crashes).toEqual([]);
  });

  it('a topic that nobody declared: named, and joined as soon as it is there', async () => {
    const { bus } = opening({ brokers: shared() });
    const there = `${randomUUID()}.events`;
    await declare(shared(), [there]);
    let heard = 0;
    await bus.subscribe(`dispatch-${topic}`, [there, topic], async (records) => void (heard += records.length));
    const sentence = `There is no topic ${topic} on the brokers`;
    await expect(bus.publish([aRecord(there, COMMUNITY, 1), aRecord(topic, COMMUNITY, 1)])).rejects.toThrow(sentence);
    expect(bus.troubles()).toEqual([
      expect.stringContaining(`hearing as dispatch-${topic}: ${sentence}`),
      expect.stringContaining(`publishing: ${sentence}`),
    ]);
    await declare(shared(), [topic]);
    await bus.publish([aRecord(there, COMMUNITY, 1), aRecord(topic, COMMUNITY, 1)]);
    await until(() => heard === 2 && bus.healthy(), 20);
  });

  it('one record larger than its topic takes: refused by itself, what waits beside it goes', async () => {
    await declare(shared(), [topic], { maxBatchBytes: 50_000 });
    const { bus } = opening({ brokers: shared() });
    const heard: number[] = [];
    await bus.subscribe(
      `dispatch-${topic}`,
      [topic],
      async (records) => void heard.push(...records.map(({ headers }) => Number(headers.ce_sequence))),
    );
    const large = { ...aRecord(topic, COMMUNITY, 2), value: Buffer.alloc(60_000, 'x') };
    const calls = await Promise.allSettled([
      bus.publish([aRecord(topic, COMMUNITY, 1)]),
      bus.publish([large]),
      bus.publish([aRecord(topic, COMMUNITY, 3)]),
      bus.publish([aRecord(topic, COMMUNITY, 4)]),
    ]);
    expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    await until(() => heard.length === 3);
    expect(heard).toEqual([1, 3, 4]);
  });
});

describe('what is large', () => {
  it('goes in pieces that a topic takes', async () => {
    const topic = `${randomUUID()}.events`;
    await declare(shared(), [topic]);
    const { bus } = open({ brokers: shared() });
    const records = Array.from({ length: 300 }, (_, index) => ({
      ...aRecord(topic, COMMUNITY, index + 1),
      value: Buffer.alloc(index === 100 ? 250_000 : 10_000, 'x'),
    }));
    const heard: number[] = [];
    await bus.subscribe(
      `dispatch-${topic}`,
      [topic],
      async (some) => void heard.push(...some.map(({ headers }) => Number(headers.ce_sequence))),
    );
    await bus.publish(records);
    await until(() => heard.length === 300);
    expect(heard).toEqual(records.map((_, index) => index + 1));
    expect(bus.counts()).toEqual({ published: 300, heard: 300, givenUp: 0, troubles: 0 });
    await bus.close();
  });
});

describe('brokers that speak TLS and ask who we are', () => {
  let folder: string;
  let brokers: Brokers;
  let secure: KafkaSettings;
  const topic = `${randomUUID()}.events`;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'linli-secure-'));
    brokers = await startBrokers('--folder', folder, '--secure', 'linli:secret');
    secure = {
      brokers: brokers.brokers,
      clientId: 'test',
      ssl: { ca: readFileSync(join(folder, 'kafka', 'ca.pem'), 'utf8') },
      sasl: { mechanism: 'plain', username: 'linli', password: 'secret' },
    };
    const [plan] = topicsOf(['any'], { partitions: 1, replication: 1 });
    await createTopics(secure, [{ ...plan!, topic }], { clock: systemClock, report: () => undefined });
  });
  afterAll(async () => {
    await brokers.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are understood', async () => {
    const opened = open(secure);
    await works(opened, topic);
    await opened.bus.close();
  });

  it.each<[string, (right: KafkaSettings) => KafkaSettings, RegExp]>([
    [
      'a wrong password',
      (right) => ({ ...right, sasl: { ...right.sasl!, password: 'wrong-one' } }),
      /^The brokers refuse our name or password: .*Authentication failed/,
    ],
    ['an authority that is not known', (right) => ({ ...right, ssl: true }), /^No broker answers at .*self-signed certificate/],
    ['no TLS', (right) => ({ ...right, ssl: false }), /^No broker answers at /],
  ])('%s: told in a sentence that does not hold the password', async (_, wrongly, sentence) => {
    const opened = open(wrongly(secure));
    await opened.bus.subscribe('dispatch', [topic], async () => undefined);
    expect(errorsOf(opened)).toEqual([expect.stringMatching(sentence)]);
    expect(opened.bus.healthy()).toBe(false);
    expect(opened.crashes).toEqual([]);
    expect(JSON.stringify(opened.lines)).not.toMatch(/secret|wrong-one/);
    await opened.bus.close();
  });
});

describe('declared topics', () => {
  const create = async (...plans: readonly TopicPlan[]): Promise<Report[]> => {
    const lines: Report[] = [];
    await createTopics({ brokers: shared(), clientId: 'operator' }, plans, { clock: systemClock, report: (line) => lines.push(line) });
    return lines;
  };
  const plan = (changes: Partial<TopicPlan> = {}): TopicPlan => {
    const [declared] = topicsOf([randomUUID()], { partitions: 2, replication: 1 });
    return { ...declared!, ...changes };
  };

  it('are those of the services, on three brokers unless said otherwise', () =>
    expect(topicsOf(['intake', 'dispatch'])).toEqual(
      ['intake.events', 'dispatch.events'].map((topic) => ({
        topic,
        partitions: 12,
        replication: 3,
        minInSync: 2,
        retentionMs: 604_800_000,
        maxBatchBytes: 1_048_576,
      })),
    ));

  it('are made once', async () => {
    const plans = [plan(), plan()];
    expect(await create(...plans)).toEqual(plans.map(({ topic }) => ({ level: 'info', message: 'topic created', topic })));
    expect(await create(...plans)).toEqual([]);
  });

  it('get more partitions, never fewer, and other settings', async () => {
    const first = plan();
    await create(first);
    expect(await create({ ...first, partitions: 5, retentionMs: 3_600_000 })).toEqual([
      { level: 'info', message: 'partitions added', topic: first.topic, from: 2, to: 5 },
      { level: 'info', message: 'topic settings changed', topic: first.topic, settings: ['retention.ms'] },
    ]);
    expect(await create({ ...first, partitions: 1, retentionMs: 3_600_000 })).toEqual([]);
  });

  it('with another number of replicas are only told of', async () => {
    const first = plan();
    await create(first);
    expect(await create({ ...first, replication: 3 })).toEqual([
      { level: 'warn', message: 'a topic has another number of replicas', topic: first.topic, is: 1, declared: 3 },
    ]);
  });

  it('are heard through while partitions are added: whoever counts misses nothing', async () => {
    const { topic } = plan();
    await declare(shared(), [topic], { partitions: 1 });
    const opened = open({ brokers: shared() });
    await works(opened, topic);
    await declare(shared(), [topic], { partitions: 6 });
    const keys = Array.from({ length: 12 }, (_, index) => String(990101001001 + index));
    const late = open({ brokers: shared() });
    const heard = new Set<string>();
    await late.bus.subscribe(`reporting-${topic}`, [topic], async (records) => records.forEach(({ key }) => heard.add(key)));
    await late.bus.publish(keys.map((key) => aRecord(topic, key, 1)));
    await until(() => keys.every((key) => heard.has(key)));
    await Promise.all([opened.bus.close(), late.bus.close()]);
  });
});
