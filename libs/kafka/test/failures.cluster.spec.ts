import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel, type PartitionAssigner } from 'kafkajs';
import type { BusRecord } from '@linli/engine';
import { aRecord, COMMUNITY, OTHER, until } from '@linli/engine/suites';
import { declare, open, shared, startBrokers, type Brokers, type Opened } from './brokers.js';

/** Fifteen seconds, or two minutes where somebody has the time: LINLI_TEST_LONG=1. */
const AWAY_SECONDS = process.env.LINLI_TEST_LONG ? 120 : 15;

const numberOf = (record: BusRecord): number => Number(record.headers.ce_sequence);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const withoutRepeats = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((left, right) => left - right);

/** Publishes as the engine does: again, until it has come about. */
const publishAtLast = async ({ bus }: Opened, records: readonly BusRecord[]): Promise<number> => {
  for (let failures = 0; ; failures += 1) {
    try {
      await bus.publish(records);
      return failures;
    } catch {
      await wait(200);
    }
  }
};

describe('brokers that go and come back', () => {
  let folder: string;
  let brokers: Brokers;
  let opened: Opened;
  let topic: string;
  const again = async (): Promise<void> => void (brokers = await startBrokers('--folder', folder));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'linli-broker-'));
    await again();
  });
  afterAll(async () => {
    await brokers.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    topic = `${randomUUID()}.events`;
    await declare(brokers.brokers, [topic]);
    opened = open(brokers);
  });
  afterEach(() => opened.bus.close());

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGKILL'])(
    'after %s and a while without them: all arrives, and nobody need do anything',
    async (signal) => {
      const { bus, crashes, lines } = opened;
      const heard: number[] = [];
      await bus.subscribe(`dispatch-${topic}`, [topic], async (records) => void heard.push(...records.map(numberOf)));
      await bus.publish(upTo(10).map((number) => aRecord(topic, COMMUNITY, number)));
      await until(() => heard.length === 10);
      expect(bus.healthy()).toBe(true);

      await brokers.stop(signal);
      const published = publishAtLast(
        opened,
        upTo(20).map((number) => aRecord(topic, COMMUNITY, number)),
      );
      const gone = Date.now();
      await until(() => Date.now() - gone > AWAY_SECONDS * 1_000, AWAY_SECONDS + 5);
      expect(bus.healthy()).toBe(false);
      expect(bus.troubles()).toEqual(expect.arrayContaining([expect.stringContaining(`No broker answers at ${brokers.brokers[0]}`)]));
      await again();

      expect(await published).toBeGreaterThan(0);
      await until(() => withoutRepeats(heard).length === 20, 30);
      await until(() => bus.healthy(), 30);
      expect(crashes).toEqual([]);
      // A line when something changes, not one for each try. A broker that has just begun may change its mind once more.
      expect(lines.filter(({ message }) => message === 'the bus is well again').map(({ part }) => part)).toEqual(
        expect.arrayContaining(['publishing', `hearing as dispatch-${topic}`]),
      );
      expect(lines.filter(({ level }) => level === 'error').length).toBeLessThan(8);
    },
  );

  it('opened before there is a broker: joins when there is one', async () => {
    await brokers.stop();
    const early = open(brokers);
    const heard: number[] = [];
    await early.bus.subscribe(`reporting-${topic}`, [topic], async (records) => void heard.push(...records.map(numberOf)));
    expect(early.bus.healthy()).toBe(false);
    const published = publishAtLast(early, [aRecord(topic, COMMUNITY, 1)]);
    await again();
    await published;
    await until(() => heard.length === 1 && early.bus.healthy(), 30);
    await early.bus.close();
  });

  it('closes while they are away', async () => {
    await opened.bus.subscribe(`dispatch-${topic}`, [topic], async () => undefined);
    await brokers.stop('SIGKILL');
    await until(() => !opened.bus.healthy(), 30);
    await opened.bus.close();
    await expect(opened.bus.publish([aRecord(topic, COMMUNITY, 1)])).rejects.toThrow('The bus is closed.');
    await again();
  });
});

describe('one node of three', () => {
  it('may be killed: what was acknowledged is there, and writing goes on', async () => {
    const three = await startBrokers('--nodes', '3');
    const topic = `${randomUUID()}.events`;
    await declare(three.brokers, [topic]);
    const opened = open(three);
    const heard: number[] = [];
    await opened.bus.subscribe(`dispatch-${topic}`, [topic], async (records) => void heard.push(...records.map(numberOf)));
    for (const number of upTo(50)) await publishAtLast(opened, [aRecord(topic, COMMUNITY, number)]);
    process.kill(three.pids[0]!, 'SIGKILL');
    for (const number of upTo(50)) await publishAtLast(opened, [aRecord(topic, COMMUNITY, 50 + number)]);
    await until(() => withoutRepeats(heard).length === 100, 60);
    expect(withoutRepeats(heard)).toEqual(upTo(100));
    await until(() => opened.bus.healthy(), 60);
    expect(opened.crashes).toEqual([]);
    await opened.bus.close();
    await three.stop();
  });
});

describe('members that come while others are at work', () => {
  const brokers = shared();

  it('a rebalance in the middle of a batch loses nothing and lets no key be heard twice at a time', async () => {
    const topic = `${randomUUID()}.events`;
    await declare(brokers, [topic]);
    const keys = upTo(8).map((number) => String(990101001000 + number));
    const heard = new Set<string>();
    const atWork = new Set<string>();
    let overlaps = 0;
    let held: (() => void)[] | undefined = [];
    const listener = async (records: readonly BusRecord[]): Promise<void> => {
      const { key } = records[0]!;
      if (atWork.has(key)) overlaps += 1;
      atWork.add(key);
      if (held) await new Promise<void>((resolve) => held!.push(resolve));
      for (const record of records) heard.add(`${record.key}/${numberOf(record)}`);
      atWork.delete(key);
    };
    const opened = [open({ brokers }), open({ brokers })];
    const [one, two] = opened.map(({ bus }) => bus);
    await one!.subscribe(`dispatch-${topic}`, [topic], listener);
    await one!.publish(keys.flatMap((key) => upTo(20).map((number) => aRecord(topic, key, number))));
    await until(() => atWork.size === keys.length);
    // The second joins while the first is at work on every partition there is, and longer than it is waited for.
    await two!.subscribe(`dispatch-${topic}`, [topic], async (records) => {
      for (const record of records) heard.add(`${record.key}/${numberOf(record)}`);
    });
    await one!.publish(keys.flatMap((key) => upTo(20).map((number) => aRecord(topic, key, 20 + number))));
    const waiting = held;
    held = undefined;
    for (const go of waiting) go();
    await until(() => heard.size === keys.length * 40, 20);
    expect(overlaps).toBe(0);
    expect(opened.flatMap(({ crashes }) => crashes)).toEqual([]);
    await Promise.all(opened.map(({ bus }) => bus.close()));
  });

  it('a listener that takes long holds up its own partition alone, and stays a member', async () => {
    const topic = `${randomUUID()}.events`;
    await declare(brokers, [topic], { partitions: 12 });
    const { bus, lines, crashes } = open({ brokers });
    let finish!: () => void;
    const slow = new Promise<void>((resolve) => (finish = resolve));
    const heard: string[] = [];
    const calls: number[] = [];
    await bus.subscribe(`dispatch-${topic}`, [topic], async (records) => {
      if (records[0]!.key === COMMUNITY) {
        calls.push(...records.map(numberOf));
        await slow;
      }
      heard.push(...records.map((record) => `${record.key}/${numberOf(record)}`));
    });
    await bus.publish([aRecord(topic, COMMUNITY, 1)]);
    await until(() => calls.length === 1);
    // Longer than a member may be silent: it must have sent its heartbeats all the while.
    const end = Date.now() + 17_000;
    let number = 0;
    while (Date.now() < end) {
      number += 1;
      await bus.publish([aRecord(topic, OTHER, number)]);
      await until(() => heard.includes(`${OTHER}/${number}`));
      await wait(100);
    }
    expect(calls).toEqual([1]);
    await bus.publish([aRecord(topic, COMMUNITY, 2)]);
    finish();
    await until(() => calls.length === 2);
    expect(calls).toEqual([1, 2]);
    expect({ crashes, healthy: bus.healthy(), errors: lines.filter(({ level }) => level !== 'info') }).toEqual({
      crashes: [],
      healthy: true,
      errors: [],
    });
    await bus.close();
  });
});

describe('a consumer that cannot live', () => {
  it('is told to whoever started it, so that the process can end', async () => {
    const brokers = shared();
    const topic = `${randomUUID()}.events`;
    await declare(brokers, [topic]);
    const group = `dispatch-${topic}`;
    // Somebody else is in our group and shares out its partitions in another way: we can never be a member.
    const other: PartitionAssigner = () => ({
      name: 'AnotherWay',
      version: 1,
      assign: async () => [],
      protocol: () => ({ name: 'AnotherWay', metadata: Buffer.alloc(0) }),
    });
    const stranger = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).consumer({
      groupId: group,
      partitionAssigners: [other],
    });
    await stranger.connect();
    await stranger.subscribe({ topics: [topic] });
    await stranger.run({ eachMessage: async () => undefined });

    const { bus, crashes, lines } = open({ brokers });
    await bus.subscribe(group, [topic], async () => undefined);
    await until(() => crashes.length === 1);
    expect(bus.healthy()).toBe(false);
    expect(bus.troubles()).toEqual([expect.stringContaining(`hearing as ${group}`)]);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([expect.objectContaining({ message: 'the bus is not well' })]);
    await Promise.all([bus.close(), stranger.disconnect()]);
  });
});
