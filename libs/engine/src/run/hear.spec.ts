import { beforeEach, describe, expect, it } from '@jest/globals';
import { testClock, type TestClock } from '@linli/kernel';
import { recordsOf, topicOf } from '../cloud-event.js';
import { embeddedBus } from '../embedded-bus.js';
import { memoryLog } from '../memory/memory-log.js';
import { LogUnavailable, type Log } from '../ports/log.port.js';
import type { Bus, BusRecord } from '../ports/bus.port.js';
import type { Peer } from '../ports/peer.port.js';
import { aDraft, at, COMMUNITY, OTHER, stored, until } from '../suites/builders.js';
import { reaction, type AnyReaction } from '../reaction.js';
import { aSource, aStore, asOneOfSeveral, cards, headOf, started, told, type Copy, type Source, type Stores } from '../../test/world.js';

describe('hearing', () => {
  let clock: TestClock;
  let bus: Bus;
  let source: Source;
  let stores: Stores;
  let hearer: Copy;
  const hears = (over: { peer?: Peer; stores?: Stores } = {}): Promise<Copy> =>
    started({ clock, bus, stores: over.stores ?? stores, model: { hears: ['intake'] }, peers: { intake: over.peer ?? source.peer } });
  /** The bus hands these on; what is pulled because of them is waited for. */
  const deliver = async (records: readonly BusRecord[], by = hearer): Promise<void> => {
    const before = delivered;
    await bus.publish(records);
    await until(() => delivered > before);
    await by.engine.settled();
  };
  let delivered = 0;

  beforeEach(async () => {
    clock = testClock();
    const carrying = embeddedBus({ clock });
    bus = {
      ...carrying,
      subscribe: (group, topics, listener) =>
        carrying.subscribe(group, topics, async (records) => {
          await listener(records);
          delivered += 1;
        }),
    };
    source = aSource();
    stores = aStore();
    hearer = await hears();
  });

  it('appends what comes over the bus, verbatim and in the order of its numbers', async () => {
    const [first, second] = await source.open(2);
    await deliver([first!, second!]);
    const [commit] = await stores.log.read(COMMUNITY, 0, 1);
    expect(commit!.body.writes).toEqual([['heard/intake', 1]]);
    expect(commit!.body.heard!.records[0]).toMatchObject({
      sequence: 1,
      type: 'linli.intake.task-opened.v1',
      value: Buffer.from(first!.value).toString('utf8'),
    });
    expect(await told(hearer.engine)).toEqual(['heard 1', 'heard 2']);
  });

  it('keeps what is of a type that is not known here, counts it and tells of it once', async () => {
    stores = aStore();
    const model = { hears: ['intake'], contracts: new Map([['linli.intake.task-opened.v1', () => undefined]]) };
    await hearer.engine.stop();
    const copy = await started({ clock, bus, stores, model, peers: { intake: source.peer } });
    const records = await source.open(3);
    const of = (record: BusRecord, type: string): BusRecord => ({ ...record, headers: { ...record.headers, ce_type: type } });
    await deliver([records[0]!, of(records[1]!, 'linli.intake.tomorrow.v2'), of(records[2]!, 'linli.intake.tomorrow.v2')], copy);
    expect(await told(copy.engine)).toEqual(['heard 1', 'heard 2', 'heard 3']);
    expect(copy.engine.counts()).toMatchObject({ heard: 3, unknown: 2, bad: 0 });
    expect(copy.reports.filter(({ level }) => level === 'warn')).toEqual([
      { level: 'warn', message: 'an event of a type that is not known here was kept', source: 'intake', type: 'linli.intake.tomorrow.v2' },
    ]);
  });

  it('leaves out what it knows: a duplicate is an old number', async () => {
    const records = await source.open(2);
    await deliver([...records, ...records]);
    await deliver(records);
    expect(await told(hearer.engine)).toEqual(['heard 1', 'heard 2']);
    expect(hearer.engine.counts()).toMatchObject({ heard: 2, repeated: 4 });
  });

  it('puts in order what comes out of order', async () => {
    const [first, second, third] = await source.open(3);
    await deliver([third!, first!, second!]);
    expect(await told(hearer.engine)).toEqual(['heard 1', 'heard 2', 'heard 3']);
    expect(hearer.engine.counts()).toMatchObject({ pulled: 0 });
  });

  it('pulls what is missing', async () => {
    const records = await source.open(4);
    await deliver([records[0]!, records[3]!]);
    expect(await told(hearer.engine)).toEqual(['heard 1', 'heard 2', 'heard 3', 'heard 4']);
    expect(hearer.engine.counts()).toMatchObject({ pulled: 3 });
  });

  it('takes records of a type it does not know, too', async () => {
    const [record] = await source.open(1);
    await deliver([{ ...record!, headers: { ...record!.headers, ce_type: 'linli.intake.of-tomorrow.v9' } }]);
    const [commit] = await stores.log.read(COMMUNITY, 0, 1);
    expect(commit!.body.heard!.records[0]!.type).toBe('linli.intake.of-tomorrow.v9');
  });

  it('keeps each community apart', async () => {
    await deliver([...(await source.open(2)), ...(await source.open(1, OTHER))]);
    expect([await told(hearer.engine), await told(hearer.engine, OTHER)]).toEqual([['heard 1', 'heard 2'], ['heard 1']]);
  });

  it('spreads what is heard over several commits where one would be too large', async () => {
    const many = await source.open(450);
    await hearer.engine.compareHeads();
    expect((await headOf(hearer.engine)).position).toBeGreaterThan(1);
    expect(await told(hearer.engine)).toEqual(many.map((_record, index) => `heard ${index + 1}`));
  });

  describe('compares heads', () => {
    it('every thirty seconds, so that a lost last event is found', async () => {
      await source.open(2);
      clock.advance(29_999);
      await hearer.engine.settled();
      expect(await told(hearer.engine)).toEqual([]);
      clock.advance(1);
      await until(async () => (await told(hearer.engine)).length === 2);
      await source.open(1);
      await until(async () => {
        clock.advance(30_000);
        return (await told(hearer.engine)).length === 3;
      });
    });

    it('at start, so that a new hearer learns the past', async () => {
      await source.open(3);
      const late = await hears({ stores: aStore() });
      expect(await told(late.engine)).toEqual(['heard 1', 'heard 2', 'heard 3']);
    });

    it('and goes on with the others when one source does not answer', async () => {
      const other = aSource();
      const silent = aSource();
      const copy = await started({
        clock,
        model: { hears: ['silent', 'intake'] },
        peers: {
          silent: { ...silent.peer, source: 'silent', heads: () => Promise.reject(new Error('no way there')) },
          intake: other.peer,
        },
      });
      await other.open(1);
      await copy.engine.compareHeads();
      expect(await told(copy.engine)).toEqual(['heard 1']);
      expect(copy.reports).toContainEqual(expect.objectContaining({ level: 'warn', source: 'silent', error: 'Error: no way there' }));
    });

    it('and goes on with the other communities when something is wrong about one', async () => {
      await source.open(1);
      await source.open(2, OTHER);
      const peer: Peer = {
        ...source.peer,
        pull: (community, held, limit) =>
          community === COMMUNITY ? Promise.reject(new Error('A commit cannot be read.')) : source.peer.pull(community, held, limit),
      };
      const copy = await hears({ peer, stores: aStore() });
      expect(await told(copy.engine, OTHER)).toEqual(['heard 1', 'heard 2']);
      expect(copy.reports).toContainEqual(expect.objectContaining({ community: COMMUNITY, error: 'Error: A commit cannot be read.' }));
    });

    it('and refuses to start without a way to a source', async () => {
      await expect(started({ clock, model: { hears: ['nobody'] } })).rejects.toThrow(
        'dispatch hears nobody, but there is no way to reach it.',
      );
    });
  });

  describe('what is no record of ours', () => {
    it.each<[string, (record: BusRecord) => BusRecord]>([
      ['has no number', (record) => ({ ...record, headers: { ...record.headers, ce_sequence: 'one' } })],
      ['has no source', (record) => ({ ...record, headers: { ...record.headers, ce_source: '' } })],
      ['comes from a source that is not heard', (record) => ({ ...record, headers: { ...record.headers, ce_source: 'stranger' } })],
      ['is no JSON', (record) => ({ ...record, value: Buffer.from('{') })],
      ['is no object', (record) => ({ ...record, value: Buffer.from('[1]') })],
    ])('is reported and left out when it %s; what it hid is pulled', async (_what, spoil) => {
      const [first, second] = await source.open(2);
      await deliver([spoil(first!)]);
      expect(await told(hearer.engine)).toEqual([]);
      expect(hearer.engine.counts()).toMatchObject({ bad: 1 });
      expect(hearer.reports).toContainEqual(expect.objectContaining({ message: 'a record was not understood', topic: topicOf('intake') }));
      await deliver([second!]);
      expect(await told(hearer.engine)).toEqual(['heard 1', 'heard 2']);
    });
  });

  describe('what is not as its contract says', () => {
    const TYPE = 'linli.intake.task-opened.v1';
    const titled = (data: object): string | undefined =>
      typeof (data as { title?: unknown }).title === 'string' ? undefined : '/title must be string';
    let reacted: string[];
    /** Of a source whose every event is a card here, and is reacted to. */
    const careful = (check = titled, over: { peer?: Peer } = {}): Promise<Copy> => {
      const noted: AnyReaction = reaction({
        name: 'note',
        on: [TYPE],
        begins: 'first',
        react: ({ subject, data }) => {
          reacted.push(`${subject} ${String((data as unknown as { title: unknown }).title)}`);
          return [];
        },
      });
      const views = [
        {
          ...cards,
          project: (_card: unknown, { data }: { data: { title?: string } }) => ({ title: data.title, status: 'open', folded: 1 }),
        },
      ];
      const model = { hears: ['intake'], contracts: new Map([[TYPE, check]]), reactions: [noted], views: views as never };
      return started({ clock, bus, stores, model, peers: { intake: over.peer ?? source.peer } });
    };
    /** The source makes this public of one of its tasks. */
    const says = async (id: string, data: object): Promise<BusRecord> => {
      const stream = `task/${id}`;
      const writes = [[stream, (await source.log.streamVersion(COMMUNITY, stream)) + 1]] as const;
      const { commit } = await stored(
        source.log,
        aDraft({ writes, events: [{ stream, type: 'task-opened', data, public: { type: TYPE } }] }),
      );
      return recordsOf('intake', 'intake', commit)[0]!;
    };
    const aside = async () => (await stores.progress.listSetAside()).map(({ id, kind, subject, error }) => ({ id, kind, subject, error }));
    const entry = (sequence: number, subject: string, error: string) => ({
      ...{ id: `record/intake/${COMMUNITY}/${sequence}`, kind: 'record', subject: `task/${subject}` },
      error,
    });
    const WAITS = 'waits behind an earlier record of its subject';
    const wrong = (sequence: number): string => `Record ${sequence} is no ${TYPE}: /title must be string.`;
    beforeEach(async () => {
      await hearer.engine.stop();
      stores = aStore();
      reacted = [];
    });

    it.each([false, true])(
      'is kept and set aside with what follows on its subject; all else goes on (lost by the bus: %s)',
      async (lost) => {
        const copy = await careful();
        const records = [await says('a', { title: 1 }), await says('b', { title: '米' }), await says('a', { title: '油' })];
        if (lost) await copy.engine.compareHeads();
        else await deliver(records, copy);
        await copy.engine.settled();
        expect(await told(copy.engine)).toEqual(['heard 1', 'heard 2', 'heard 3']);
        expect(await aside()).toEqual([entry(1, 'a', wrong(1)), entry(3, 'a', WAITS)]);
        expect([reacted, await copy.card('a'), await copy.card('b')]).toEqual([
          ['task/b 米'],
          undefined,
          expect.objectContaining({ title: '米' }),
        ]);
        expect(copy.engine.counts()).toMatchObject({ heard: 3, aside: 2, bad: lost ? 0 : 1 });
        expect(copy.reports.filter(({ level }) => level === 'error')).toMatchObject([
          { message: 'a record was set aside', source: 'intake', type: TYPE, sequence: 1, error: wrong(1) },
          { message: 'a record was set aside', sequence: 3 },
        ]);
        expect((await copy.engine.verify()).faults).toEqual([]);
      },
    );
    it('is set aside once, however often it comes', async () => {
      const copy = await careful();
      const record = await says('a', { title: 1 });
      await deliver([record, record], copy);
      await deliver([record], copy);
      expect(await told(copy.engine)).toEqual(['heard 1']);
      expect(await aside()).toEqual([entry(1, 'a', wrong(1))]);
    });
    it('is what the source says, not what the bus made of it', async () => {
      const copy = await careful();
      const record = await says('a', { title: '米' });
      await deliver([{ ...record, value: Buffer.from('{"title":1}') }], copy);
      expect([await aside(), reacted]).toEqual([[], ['task/a 米']]);
      expect(copy.reports).toContainEqual(expect.objectContaining({ message: 'a record was not understood', error: wrong(1) }));
    });
    it('still stands after a restart, and for other copies', async () => {
      const copy = await careful();
      await deliver([await says('a', { title: 1 })], copy);
      await copy.engine.stop();
      const again = await careful();
      await deliver([await says('a', { title: '油' })], again);
      expect([await aside(), reacted]).toEqual([[entry(1, 'a', wrong(1)), entry(2, 'a', WAITS)], []]);
    });

    describe('is heard when an operator replays it', () => {
      const broken = async (): Promise<void> => {
        const copy = await careful();
        await deliver([await says('a', { title: 1 }), await says('b', { title: '米' }), await says('a', { title: '油' })], copy);
        await copy.engine.stop();
      };

      it('after the contract was mended: in its order, once, with what waited behind it', async () => {
        await broken();
        const mended = await careful(() => undefined);
        await mended.engine.replay(`record/intake/${COMMUNITY}/3`);
        await mended.engine.settled();
        expect([await aside(), reacted]).toEqual([[], ['task/b 米', 'task/a 1', 'task/a 油']]);
        expect(await mended.card('a')).toMatchObject({ title: '油' });
        await deliver([await says('a', { title: '盐' })], mended);
        expect(reacted.at(-1)).toBe('task/a 盐');
        expect((await mended.engine.verify()).faults).toEqual([]);
        await mended.engine.rebuild('cards');
        expect(await mended.card('a')).toMatchObject({ title: '盐' });
      });
      it('and not before: it stays listed with all that waits', async () => {
        await broken();
        const still = await careful();
        await expect(still.engine.replay(`record/intake/${COMMUNITY}/1`)).rejects.toThrow(`still not as its contract says. ${wrong(1)}`);
        expect(await aside()).toHaveLength(2);
      });
      it('and not while another copy is about to store it: it stays listed', async () => {
        const copy = await careful(() => undefined);
        const listed = {
          ...entry(1, 'a', wrong(1)),
          kind: 'record',
          consumer: 'intake',
          community: COMMUNITY,
          position: 1,
          at: at(0),
        } as const;
        await stores.progress.setAside(listed);
        await expect(copy.engine.replay(listed.id)).rejects.toThrow('Record 1 of intake is listed and not in the log yet');
        expect(await stores.progress.listSetAside()).toHaveLength(1);
      });
      it('once, by however many copies', async () => {
        await broken();
        const [one, other] = [await careful(() => undefined), await careful(() => undefined)];
        const replay = (copy: Copy) => copy.engine.replay(`record/intake/${COMMUNITY}/1`).catch(() => undefined);
        await Promise.all([replay(one), replay(other)]);
        expect((await told(one.engine)).filter((what) => what === 'heard 1')).toHaveLength(2);
      });
    });
  });

  it('waits for a log that cannot store, and loses nothing', async () => {
    await hearer.engine.stop();
    let refusals = 0;
    const log = memoryLog();
    const failing: Log = {
      ...log,
      append: (draft) => {
        if ((refusals += 1) <= 3) return Promise.reject(new LogUnavailable('The disk is full.'));
        return log.append(draft);
      },
    };
    const copy = await hears({ stores: { ...aStore(), log: failing } });
    await bus.publish(await source.open(1));
    await until(async () => {
      clock.advance(10);
      return (await told(copy.engine)).length === 1;
    });
    expect(copy.reports.filter(({ message }) => message === 'what was heard could not be stored yet')).toHaveLength(3);
  });

  it('does not wait any longer when it is stopped', async () => {
    await hearer.engine.stop();
    const log: Log = { ...memoryLog(), append: () => Promise.reject(new LogUnavailable('The disk is full.')) };
    const copy = await hears({ stores: { ...aStore(), log } });
    await bus.publish(await source.open(1));
    await until(() => copy.reports.some(({ message }) => message === 'what was heard could not be stored yet'));
    let stopped = false;
    void copy.engine.stop().then(() => (stopped = true));
    await until(() => (clock.advance(1_000), stopped));
  });

  it('says so when a source answers a pull with anything but what follows', async () => {
    const peer: Peer = {
      ...source.peer,
      pull: async (community, held, limit) => {
        const pulled = await source.peer.pull(community, held, limit);
        return pulled.outcome === 'records' ? { outcome: 'records', records: pulled.records.slice(1) } : pulled;
      },
    };
    await source.open(3);
    const copy = await hears({ peer, stores: aStore() });
    expect(await told(copy.engine)).toEqual([]);
    expect(copy.reports).toContainEqual(expect.objectContaining({ error: 'Error: intake answered a pull after 0 with 2.' }));
  });

  describe('a fork', () => {
    /** The source was put back to before its last events, and went on from there. */
    const putBack = async (keep: number, more: number): Promise<Source> => {
      const log = memoryLog();
      for (const commit of await source.log.read(COMMUNITY, 0, keep)) await log.adopt(commit);
      const again = aSource(log);
      await again.open(more);
      return again;
    };
    const entry = `fork/intake/${COMMUNITY}`;
    beforeEach(async () => {
      await source.open(3);
      await hearer.engine.compareHeads();
      await hearer.engine.stop();
    });

    it.each([
      ['knows less than is held of it', 1, 0],
      ['knows other bytes under a known number', 1, 2],
      ['has gone on differently', 1, 5],
    ])('is seen when the source %s', async (_what, keep, more) => {
      const forked = await putBack(keep, more);
      const copy = await hears({ peer: forked.peer });
      expect((await stores.progress.listSetAside()).map(({ id }) => id)).toEqual([entry]);
      expect(await told(copy.engine)).toEqual(['heard 1', 'heard 2', 'heard 3']);
    });

    it('stops that community with an alarm, and no other', async () => {
      const forked = await putBack(1, 5);
      const copy = await hears({ peer: forked.peer });
      expect(copy.reports).toContainEqual(expect.objectContaining({ level: 'error', source: 'intake', community: COMMUNITY }));
      await deliver([...(await forked.open(1)), ...(await forked.open(1, OTHER))], copy);
      expect(await told(copy.engine)).toEqual(['heard 1', 'heard 2', 'heard 3']);
      expect(await told(copy.engine, OTHER)).toEqual(['heard 1']);
    });

    it('is seen in a record over the bus with other bytes under the last number', async () => {
      const forked = await putBack(2, 0);
      const [other] = await forked.open(1);
      const copy = await hears();
      await deliver([other!], copy);
      expect((await stores.progress.listSetAside()).map(({ id }) => id)).toEqual([entry]);
      // The next number would fit on what is held.
      await deliver(await forked.open(1), copy);
      expect(await told(copy.engine)).toEqual(['heard 1', 'heard 2', 'heard 3']);
    });

    it('stays after a restart, and for other copies', async () => {
      const forked = await putBack(1, 5);
      const copy = await hears({ peer: forked.peer });
      await copy.engine.stop();
      // The source is whole again, but nobody has looked at it yet.
      await source.open(1);
      const again = await hears();
      await again.engine.compareHeads();
      expect(await told(again.engine)).toHaveLength(3);
    });

    it('ends when an operator has looked and the histories agree', async () => {
      const forked = await putBack(1, 5);
      await (await hears({ peer: forked.peer })).engine.stop();
      await source.open(1);
      const again = await hears();
      await again.engine.replay(entry);
      expect(await told(again.engine)).toEqual(['heard 1', 'heard 2', 'heard 3', 'heard 4']);
      expect(await stores.progress.listSetAside()).toEqual([]);
    });

    it('stays listed when the histories still differ', async () => {
      const forked = await putBack(1, 5);
      const copy = await hears({ peer: forked.peer });
      await expect(copy.engine.replay(entry)).rejects.toThrow('still differs');
      expect((await stores.progress.listSetAside()).map(({ id }) => id)).toEqual([entry]);
    });
  });

  it('is heard once by several copies, whoever of them pulls', async () => {
    await hearer.engine.stop();
    const copies = await Promise.all([1, 2, 3].map(() => hears({ stores: { ...stores, log: asOneOfSeveral(stores.log) } })));
    await source.open(5);
    await Promise.all(copies.map(({ engine }) => engine.compareHeads()));
    await source.open(1);
    for (const { engine } of copies) await engine.compareHeads();
    expect(await told(copies[0]!.engine)).toEqual([1, 2, 3, 4, 5, 6].map((number) => `heard ${number}`));
  });
});
