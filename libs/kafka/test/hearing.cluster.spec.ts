import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel, Partitioners, type Message } from 'kafkajs';
import type { Bus, BusRecord } from '@linli/engine';
import { aDraft, COMMUNITY, OTHER, stored, until } from '@linli/engine/suites';
import { declare, open, shared } from './brokers.js';
import { aHearer, aSource, heardBy, publicOf, topic, write, type Service } from './two-services.js';

const brokers = shared();
const numbersOf = async ({ engine }: Service, community = COMMUNITY): Promise<number[]> =>
  (await heardBy(engine, community)).map(({ sequence }) => sequence);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A source and a hearer of it over a real broker, and whatever else a test puts on the topic. */
describe('hearing over Kafka', () => {
  let ends: (() => Promise<void>)[];
  let source: Service;

  const bus = (): Bus => {
    const opened = open({ brokers });
    ends.push(() => opened.bus.close());
    return opened.bus;
  };
  const start = async (service: Service): Promise<Service> => {
    await service.engine.start();
    ends.push(() => service.engine.stop());
    return service;
  };
  const hearer = (over: Bus = bus(), name = `dispatch-${randomUUID()}`): Promise<Service> => start(aHearer(name, source.engine, over));
  /** Puts on the source's topic what no source would. */
  const put = async (...messages: readonly Message[]): Promise<void> => {
    const producer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).producer({
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    await producer.send({ topic: topic(source.engine), messages: [...messages] });
    await producer.disconnect();
  };

  beforeEach(async () => {
    ends = [];
    source = aSource(`intake-${randomUUID()}`, bus());
    await declare(brokers, [topic(source.engine)]);
    await start(source);
  });
  afterEach(async () => {
    for (const end of ends.reverse()) await end();
  });

  it('brings over what happened before the hearer was there and what happens afterwards, byte for byte', async () => {
    await write(source.engine, COMMUNITY, 20);
    const { engine } = await hearer();
    await write(source.engine, COMMUNITY, 20);
    await write(source.engine, OTHER, 10);
    await until(async () => (await heardBy(engine, COMMUNITY)).length + (await heardBy(engine, OTHER)).length === 50);
    for (const community of [COMMUNITY, OTHER])
      expect((await heardBy(engine, community)).map(({ value }) => value)).toEqual(
        (await publicOf(source.engine, community)).map(({ value }) => Buffer.from(value).toString('utf8')),
      );
  });

  describe('what no source would send', () => {
    const key = COMMUNITY;
    const good = async (number: number): Promise<Record<string, string>> => {
      const [record] = await publicOf(source.engine, COMMUNITY);
      return { ...record!.headers, ce_sequence: String(number) };
    };
    const large = Buffer.from(JSON.stringify({ text: 'x'.repeat(2_000_000) }));

    it.each<[string, (number: number) => Promise<Message>, string]>([
      ['no headers', async () => ({ key, value: '{}' }), 'has no header ce_sequence'],
      ['no headers, no key and no value', async () => ({ value: null }), 'has no header ce_sequence'],
      ['a value that is not JSON', async (number) => ({ key, headers: await good(number), value: 'hello' }), 'is no JSON object'],
      ['a value of 2 MB', async (number) => ({ key, headers: await good(number), value: large }), 'has 2000011 bytes'],
      [
        'a source that nobody hears',
        async (number) => ({ key, headers: { ...(await good(number)), ce_source: 'who' }, value: '{}' }),
        'does not hear who',
      ],
    ])('%s: told, counted and left out, and the rest goes on', async (_, message, why) => {
      await declare(brokers, [topic(source.engine)], { maxBatchBytes: 4_000_000 });
      const { engine, lines } = await hearer();
      await write(source.engine, COMMUNITY, 2);
      await put(await message(3));
      await write(source.engine, COMMUNITY, 2);
      await write(source.engine, OTHER, 1);
      await until(async () => (await heardBy(engine, COMMUNITY)).length === 4 && (await heardBy(engine, OTHER)).length === 1);
      await until(() => engine.counts().bad === 1);
      expect(lines.filter(({ message: said }) => said === 'a record was not understood')).toEqual([
        expect.objectContaining({ level: 'warn', topic: topic(source.engine), error: expect.stringContaining(why) as unknown }),
      ]);
      expect(await numbersOf({ engine, lines })).toEqual(upTo(4));
    });

    it('an event of a type that is not known yet: kept as it came, for the version that will know it', async () => {
      const { engine } = await hearer();
      await write(source.engine, COMMUNITY, 1);
      await until(async () => (await heardBy(engine, COMMUNITY)).length === 1);
      await put({ key, headers: { ...(await good(2)), ce_type: 'linli.intake.tomorrow.v9', ce_new: 'header' }, value: '{"new":true}' });
      await until(async () => (await heardBy(engine, COMMUNITY)).length === 2);
      expect((await heardBy(engine, COMMUNITY))[1]).toMatchObject({ sequence: 2, type: 'linli.intake.tomorrow.v9', value: '{"new":true}' });
    });
  });

  it('an event of the right type and another shape: kept, set aside with what follows on its subject, and all else goes on', async () => {
    const type = 'linli.intake.need-created.v1';
    const check = (data: object): string | undefined =>
      typeof (data as { urgency?: unknown }).urgency === 'string' ? undefined : '/urgency must be string';
    const { engine, lines } = await start(aHearer(`dispatch-${randomUUID()}`, source.engine, bus(), new Map([[type, check]])));
    const stream = `need/${randomUUID()}`;
    const says = (version: number, urgency: unknown) =>
      stored(
        source.engine.ground.log,
        aDraft({ writes: [[stream, version]], events: [{ stream, type: 'need-created', data: { urgency }, public: { type } }] }),
      );
    await write(source.engine, COMMUNITY, 2);
    await says(1, 7);
    await write(source.engine, COMMUNITY, 1);
    await says(2, 'routine');
    await write(source.engine, COMMUNITY, 1);
    await until(async () => (await heardBy(engine, COMMUNITY)).length === 6);
    const heard = await heardBy(engine, COMMUNITY);
    expect(heard.map(({ sequence, aside }) => [sequence, aside ?? false])).toEqual([
      [1, false],
      [2, false],
      [3, true],
      [4, false],
      [5, true],
      [6, false],
    ]);
    const name = source.engine.model.name;
    expect(await engine.ground.progress.listSetAside()).toMatchObject([
      { id: `record/${name}/${COMMUNITY}/3`, kind: 'record', subject: stream, error: `Record 3 is no ${type}: /urgency must be string.` },
      { id: `record/${name}/${COMMUNITY}/5`, kind: 'record', subject: stream },
    ]);
    expect(engine.counts()).toMatchObject({ aside: 2 });
    expect(lines.filter(({ message }) => message === 'a record was set aside')).toHaveLength(2);
  });

  /** What the network might do between the broker and us. */
  const unreliable = (inner: Bus, spoil: (records: readonly BusRecord[]) => readonly BusRecord[]): Bus => ({
    publish: (records) => inner.publish(records),
    subscribe: (group, topics, listener) => inner.subscribe(group, topics, async (records) => listener(spoil(records))),
    close: () => inner.close(),
  });

  it('repeated and reordered records come to nothing: each is heard once, in its order', async () => {
    const past: BusRecord[] = [];
    const spoil = (records: readonly BusRecord[]): readonly BusRecord[] => {
      past.push(...records);
      return [...records, ...past].reverse();
    };
    const heard = await hearer(unreliable(bus(), spoil));
    for (let round = 0; round < 10; round += 1) await write(source.engine, COMMUNITY, 10);
    await until(async () => (await heardBy(heard.engine, COMMUNITY)).length >= 100);
    await until(() => past.length >= 100);
    await heard.engine.settled();
    expect(await numbersOf(heard)).toEqual(upTo(100));
    expect(heard.engine.counts().repeated).toBeGreaterThan(0);
  });

  it('a dropped record is seen by the next one and pulled', async () => {
    let seen = 0;
    const heard = await hearer(unreliable(bus(), (records) => records.filter(() => (seen += 1) % 3 !== 0)));
    await write(source.engine, COMMUNITY, 50);
    await until(() => seen >= 50);
    await heard.engine.settled();
    expect(await numbersOf(heard)).toEqual(upTo(50));
    expect(heard.engine.counts().pulled).toBeGreaterThan(0);
  });

  it('a dropped last record is found by comparing heads', async () => {
    let silent = false;
    const heard = await hearer(unreliable(bus(), (records) => (silent ? [] : records)));
    await write(source.engine, COMMUNITY, 5);
    await until(async () => (await heardBy(heard.engine, COMMUNITY)).length === 5);
    silent = true;
    await write(source.engine, COMMUNITY, 1);
    await source.engine.settled();
    await heard.engine.compareHeads();
    expect(await numbersOf(heard)).toEqual(upTo(6));
    expect(heard.engine.counts().pulled).toBe(1);
  });

  it('a topic emptied by retention: who comes new hears all the same', async () => {
    await write(source.engine, COMMUNITY, 30);
    const early = await hearer();
    await until(async () => (await heardBy(early.engine, COMMUNITY)).length === 30);
    const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic(source.engine));
    await admin.deleteTopicRecords({
      topic: topic(source.engine),
      partitions: offsets.filter(({ high }) => high !== '0').map(({ partition, high }) => ({ partition, offset: high })),
    });
    expect((await admin.fetchTopicOffsets(topic(source.engine))).every(({ low, high }) => low === high)).toBe(true);
    await admin.disconnect();
    const late = await hearer();
    expect(await numbersOf(late)).toEqual(upTo(30));
    await write(source.engine, COMMUNITY, 5);
    for (const one of [early, late]) {
      await until(async () => (await heardBy(one.engine, COMMUNITY)).length === 35);
      expect(await numbersOf(one)).toEqual(upTo(35));
    }
  });

  it('two copies of a hearer share what there is; when one goes the other takes over', async () => {
    const communities = upTo(12).map((number) => String(990101001000 + number));
    const name = `dispatch-${randomUUID()}`;
    const one = await hearer(bus(), name);
    const two = aHearer(name, source.engine, bus());
    await two.engine.start();
    const counted = async (): Promise<number> => {
      let count = 0;
      for (const community of communities)
        count += new Set([...(await numbersOf(one, community)), ...(await numbersOf(two, community))]).size;
      return count;
    };
    for (const community of communities) await write(source.engine, community, 5);
    await until(async () => (await counted()) === 60);
    await two.engine.stop();
    for (const community of communities) await write(source.engine, community, 5);
    await until(async () => {
      for (const community of communities) if ((await numbersOf(one, community)).length < 10) return false;
      return true;
    }, 20);
  });
});
