import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Bus, BusRecord } from '../ports/bus.port.js';
import { aRecord, COMMUNITY, OTHER, until } from './builders.js';

const numberOf = (record: BusRecord): number => Number(record.headers.ce_sequence);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** What a bus without faults must do. What it carries is a hint all the same. */
export const describeBus = (name: string, make: () => Promise<{ readonly port: Bus; close(): Promise<void> }>): void => {
  describe(`${name} as a bus`, () => {
    let subject: Awaited<ReturnType<typeof make>>;
    let bus: Bus;
    let topic: string;
    beforeEach(async () => {
      subject = await make();
      bus = subject.port;
      topic = `${randomUUID()}.events`;
    });
    afterEach(() => subject.close());

    const publish = (key: string, ...numbers: readonly number[]): Promise<void> =>
      bus.publish(numbers.map((number) => aRecord(topic, key, number)));
    /** A listener that notes what it hears. */
    const hearer = async (group: string, topics: readonly string[] = [topic]) => {
      const heard: BusRecord[] = [];
      const leave = await bus.subscribe(group, topics, async (records) => void heard.push(...records));
      return { heard, leave, numbers: (key = COMMUNITY) => heard.filter((record) => record.key === key).map(numberOf) };
    };

    it('carries a record as it is: headers, key and bytes', async () => {
      const { heard } = await hearer('dispatch');
      const record = aRecord(topic, COMMUNITY, 1);
      await bus.publish([record]);
      await until(() => heard.length === 1);
      expect({ ...heard[0]!, value: Buffer.from(heard[0]!.value).toString('hex') }).toEqual({
        ...record,
        value: Buffer.from(record.value).toString('hex'),
      });
    });

    it('delivers after publishing, never within it', async () => {
      let publishing = true;
      let within: boolean | undefined;
      await bus.subscribe('dispatch', [topic], async () => {
        within = publishing;
      });
      const published = publish(COMMUNITY, 1);
      publishing = false;
      await published;
      await until(() => within !== undefined);
      expect(within).toBe(false);
    });

    it('keeps the order of each key, however slow the listener', async () => {
      const heard: BusRecord[] = [];
      await bus.subscribe('dispatch', [topic], async (records) => {
        await new Promise((resolve) => setImmediate(resolve));
        heard.push(...records);
      });
      for (const number of upTo(60)) await Promise.all([publish(COMMUNITY, number), publish(OTHER, number)]);
      await until(() => heard.length === 120);
      for (const key of [COMMUNITY, OTHER]) expect(heard.filter((record) => record.key === key).map(numberOf)).toEqual(upTo(60));
    });

    it('lets every group hear everything', async () => {
      const dispatch = await hearer('dispatch');
      const reporting = await hearer('reporting');
      await publish(COMMUNITY, 1, 2, 3);
      await until(() => dispatch.heard.length === 3 && reporting.heard.length === 3);
      expect([dispatch.numbers(), reporting.numbers()]).toEqual([upTo(3), upTo(3)]);
    });

    it('lets the copies of one group share what there is', async () => {
      const copies = [await hearer('dispatch'), await hearer('dispatch')];
      const keys = Array.from({ length: 12 }, (_, index) => String(990101001001 + index));
      for (const key of keys) await publish(key, 1, 2);
      const count = () => copies.reduce((sum, { heard }) => sum + heard.length, 0);
      await until(() => count() >= 24);
      for (const key of keys) expect(copies.map((copy) => copy.numbers(key)).filter(({ length }) => length > 0)).toEqual([[1, 2]]);
    });

    it('carries only the topics that were asked for', async () => {
      const other = `${randomUUID()}.events`;
      const one = await hearer('dispatch', [topic]);
      const both = await hearer('reporting', [topic, other]);
      await bus.publish([aRecord(other, COMMUNITY, 1), aRecord(topic, COMMUNITY, 2)]);
      await until(() => both.heard.length === 2 && one.heard.length === 1);
      expect(one.heard.map(({ topic: of }) => of)).toEqual([topic]);
    });

    it('hands on nothing more of a key while its listener is at work', async () => {
      let finish: (() => void) | undefined;
      const batches: number[][] = [];
      await bus.subscribe('dispatch', [topic], async (records) => {
        batches.push(records.map(numberOf));
        if (batches.length === 1) await new Promise<void>((resolve) => (finish = resolve));
      });
      const other = await hearer('reporting');
      await publish(COMMUNITY, 1);
      await until(() => finish !== undefined);
      await publish(COMMUNITY, 2, 3);
      await until(() => other.heard.length === 3);
      expect(batches).toEqual([[1]]);
      finish!();
      await until(() => batches.flat().length === 3);
      expect(batches.flat()).toEqual([1, 2, 3]);
    });

    it('brings the same records again, in order, to a listener that throws', async () => {
      let failures = 0;
      const heard: number[] = [];
      await bus.subscribe('dispatch', [topic], async (records) => {
        if (failures < 2) {
          failures += 1;
          throw new Error('not now');
        }
        heard.push(...records.map(numberOf));
      });
      await publish(COMMUNITY, 1, 2);
      await publish(COMMUNITY, 3);
      await until(() => heard.length === 3);
      expect(failures).toBe(2);
      expect(heard).toEqual([1, 2, 3]);
    });

    it('goes on behind records that a listener refuses for good, and others are not held up', async () => {
      const heard: number[] = [];
      await bus.subscribe('dispatch', [topic], async (records) => {
        if (records.some((record) => numberOf(record) === 1)) throw new Error('never');
        heard.push(...records.map(numberOf));
      });
      const other = await hearer('reporting');
      await publish(COMMUNITY, 1);
      await until(() => other.heard.length === 1);
      // It is a hint: some may be given up with the one that is refused, none that come afterwards.
      let number = 1;
      await until(async () => {
        number += 1;
        await publish(COMMUNITY, number);
        return heard.length > 0;
      });
    });

    it('tells one who has left nothing more, and lets him finish before', async () => {
      let finish: (() => void) | undefined;
      let finished = false;
      const calls: number[][] = [];
      const leave = await bus.subscribe('dispatch', [topic], async (records) => {
        calls.push(records.map(numberOf));
        await new Promise<void>((resolve) => (finish = resolve));
        finished = true;
      });
      const other = await hearer('reporting');
      await publish(COMMUNITY, 1);
      await until(() => finish !== undefined);
      const leaving = leave();
      finish!();
      await leaving;
      expect(finished).toBe(true);
      await publish(COMMUNITY, 2);
      await until(() => other.heard.length === 2);
      expect(calls).toEqual([[1]]);
    });
  });
};
