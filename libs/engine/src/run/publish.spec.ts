import { beforeEach, describe, expect, it } from '@jest/globals';
import { readRecord } from '../cloud-event.js';
import type { Bus, BusRecord } from '../ports/bus.port.js';
import { memoryLog } from '../memory/memory-log.js';
import { describePeer } from '../suites/peer.suite.js';
import { aDraft, COMMUNITY, OTHER, stored, until } from '../suites/builders.js';
import { createPeer } from './publish.js';
import { aCopy, aStore, asOneOfSeveral, started, type Copy, type Sketch, type Stores } from '../../test/world.js';

describePeer('in one process', async (source) => ({ port: source, close: async () => undefined }));

describe('a source whose database was deposed and does not know it', () => {
  const log = memoryLog();
  /** Who answers lacks what was stored last, and has it when it must make sure. */
  const peer = createPeer('intake', 'intake', {
    log: { ...log, readPublic: async (...asked) => (await log.readPublic(...asked)).slice(0, asked[3] === 'surely' ? undefined : -1) },
  });

  it('is asked twice before it is taken for another history', async () => {
    const { commit } = await stored(log, aDraft({ publics: 1 }));
    expect(await peer.pull(COMMUNITY, { sequence: 1, hash: commit.hash }, 10)).toEqual({ outcome: 'records', records: [] });
    expect(await peer.pull(COMMUNITY, { sequence: 1, hash: 'another' }, 10)).toEqual({ outcome: 'fork' });
    expect(await peer.pull(COMMUNITY, { sequence: 2, hash: commit.hash }, 10)).toEqual({ outcome: 'fork' });
  });
});

describe('publishing', () => {
  let stores: Stores;
  let records: BusRecord[];
  let failures: number;
  beforeEach(() => {
    stores = aStore();
    records = [];
    failures = 0;
  });
  const bus: Bus = {
    async publish(more) {
      if ((failures -= 1) >= 0) throw new Error('no broker');
      records.push(...more);
    },
    subscribe: async () => async () => undefined,
    close: async () => undefined,
  };
  const sketch = (over: Sketch = {}): Sketch => ({
    stores,
    bus,
    model: {
      publishes: {
        'task-opened': { as: 'linli.dispatch.task-opened.v1' },
        'task-dropped': { as: 'linli.dispatch.task-dropped.v1', data: () => ({ why: 'dropped' }) },
      },
    },
    ...over,
  });
  const numbers = (community = COMMUNITY): number[] =>
    records.filter(({ key }) => key === community).map(({ headers }) => Number(headers.ce_sequence));
  const open = async (copy: Copy, ...ids: string[]): Promise<void> => {
    for (const id of ids) await copy.do(id, { type: 'open', title: 'rice' });
  };

  it('hands every public event to the bus, with its number, and nothing else', async () => {
    const copy = await started(sketch());
    await open(copy, '1', '2');
    await copy.do('1', { type: 'claim', by: 'li' });
    await copy.do('1', { type: 'drop' });
    await copy.do('3', { type: 'open', title: 'rice' }, { community: OTHER });
    await copy.engine.settled();
    expect([numbers(), numbers(OTHER)]).toEqual([[1, 2, 3], [1]]);
  });

  it('says it as the contract says it, as a CloudEvent', async () => {
    const copy = await started(sketch());
    await open(copy, '1');
    await copy.do('1', { type: 'drop' }, { commandId: 'c9' });
    await copy.engine.settled();
    const { commit } = (await stores.log.command(COMMUNITY, 'clerk', 'c9'))!;
    expect(records[1]).toEqual({
      topic: 'dispatch.events',
      key: COMMUNITY,
      headers: {
        ce_specversion: '1.0',
        ce_id: `dispatch/${COMMUNITY}/2.0`,
        ce_type: 'linli.dispatch.task-dropped.v1',
        ce_source: 'dispatch',
        ce_subject: 'task/1',
        ce_time: '2022-11-24T06:03:20.000Z',
        ce_partitionkey: COMMUNITY,
        ce_sequence: '2',
        ce_correlationid: 'correlation-1',
        ce_causationid: 'c9',
        ce_linlihash: commit.hash,
        'content-type': 'application/json',
      },
      value: Buffer.from('{"why":"dropped"}'),
    });
    expect(readRecord(records[1]!)).toMatchObject({
      source: 'dispatch',
      community: COMMUNITY,
      heard: { sequence: 2, value: '{"why":"dropped"}' },
    });
  });

  it('has what was written while it was down in the log: that is the outbox', async () => {
    await open(aCopy(sketch()), '1', '2');
    const copy = await started(sketch());
    await copy.engine.settled();
    expect(numbers()).toEqual([1, 2]);
  });

  it('goes on where it was, and at worst says something twice', async () => {
    const copy = await started(sketch());
    await open(copy, '1');
    await copy.engine.settled();
    await copy.engine.stop();
    await open(copy, '2');
    await (await started(sketch())).engine.settled();
    expect(numbers()).toEqual([1, 2]);
    await (await started(sketch({ stores: { ...stores, progress: aStore().progress } }))).engine.settled();
    expect(numbers()).toEqual([1, 2, 1, 2]);
  });

  it('waits for a bus that does not take it, in order, while commands go on', async () => {
    failures = 3;
    const copy = await started(sketch());
    await open(copy, '1', '2', '3');
    await until(() => {
      copy.clock.advance(5_000);
      return records.length === 3;
    });
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('is done by one of several copies', async () => {
    const copies = await Promise.all([1, 2, 3].map(() => started(sketch({ stores: { ...stores, log: asOneOfSeveral(stores.log) } }))));
    for (const [index, copy] of copies.entries()) {
      await open(copy, `${index}`);
      await copy.engine.settled();
    }
    for (const { engine } of copies) await engine.settled();
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('is left to the copy that wrote, and taken over when that has gone', async () => {
    const log = asOneOfSeveral(stores.log);
    const other = await started(sketch({ stores: { ...stores, log } }));
    const passes = async (ms: number): Promise<void> => {
      for (let at = 0; at < ms; at += 50) {
        other.clock.advance(50);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    // It ends before it has published.
    await open(aCopy(sketch()), '1', '2');
    await passes(1_500);
    expect(numbers()).toEqual([]);
    await passes(1_000);
    expect(numbers()).toEqual([1, 2]);
  });
});
