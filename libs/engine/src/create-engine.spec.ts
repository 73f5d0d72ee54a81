import { describe, expect, it } from '@jest/globals';
import { testClock } from '@linli/kernel';
import { embeddedBus } from './embedded-bus.js';
import type { Bus } from './ports/bus.port.js';
import type { Log } from './ports/log.port.js';
import { COMMUNITY, OTHER, until } from './suites/builders.js';
import { aCopy, aStore, asOneOfSeveral, cards, headOf, started, type Card, type Copy } from '../test/world.js';

const DAY_MS = 86_400_000;

describe('an engine', () => {
  it('drops answers of commands after thirty days, at start and every day', async () => {
    const stores = aStore();
    const copy = await started({ stores });
    await copy.do('1', { type: 'open', title: 'rice' }, { commandId: 'old' });
    await copy.engine.settled();
    const replay = async () => (await stores.log.command(COMMUNITY, 'clerk', 'old'))?.replay;
    for (let day = 0; day < 30; day += 1) {
      copy.clock.advance(DAY_MS);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await replay()).toBeDefined();
    await until(async () => {
      copy.clock.advance(DAY_MS);
      return (await replay()) === undefined;
    });
    await copy.do('2', { type: 'open', title: 'rice' }, { commandId: 'old', sender: 'young' });
    copy.clock.advance(0);
    await copy.engine.stop();
  });

  it('is ready before they are dropped, and when that fails', async () => {
    const stores = aStore();
    let fail: ((error: Error) => void) | undefined;
    const dropReplays: Log['dropReplays'] = () => new Promise((_, reject) => (fail = reject));
    const copy = await started({ stores: { ...stores, log: { ...stores.log, dropReplays } } });
    fail!(new Error('It took too long.'));
    await until(() => copy.reports.some(({ message }) => message === 'old replay notes could not be dropped'));
  });

  it('stops after what is under way, and asks its ports for nothing afterwards', async () => {
    const stores = aStore();
    const copy = await started({ stores });
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.engine.stop();
    expect(await copy.engine.views.checkpoint(cards, COMMUNITY)).toBe(1);
    await copy.do('2', { type: 'open', title: 'rice' });
    copy.clock.advance(DAY_MS);
    expect(await copy.card('2')).toBeUndefined();
  });
});

describe('several copies over one log', () => {
  const passed = async (copies: readonly Copy[], ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 50) {
      for (const { clock } of copies) clock.advance(50);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('learn within a quarter of a second what another has written', async () => {
    const stores = aStore();
    const [one, other] = [
      await started({ stores: { ...stores, log: asOneOfSeveral(stores.log) } }),
      await started({ stores: { ...stores, log: asOneOfSeveral(stores.log) } }),
    ];
    await one.do('0', { type: 'open', title: 'rice' });
    await Promise.all([one, other].map(({ engine }) => engine.settled()));
    const told: string[] = [];
    other.engine.onChange((changes) => told.push(...changes.map(({ id }) => id)));
    await passed([one, other], 1_000);
    await one.do('1', { type: 'open', title: 'rice' });
    await one.do('2', { type: 'open', title: 'rice' }, { community: OTHER });
    await one.engine.settled();
    expect(told).toEqual([]);
    await passed([other], 300);
    await until(() => told.includes('1'));
    expect(await other.card('2', OTHER)).toBeDefined();
  });

  it('ask what has moved, and all heads twice a minute: a look may have missed something', async () => {
    const stores = aStore();
    const asked: (string | undefined)[] = [];
    let deaf = false;
    const log: Log = {
      ...asOneOfSeveral(stores.log),
      async heads(since) {
        asked.push(since);
        return deaf && since !== undefined ? [] : stores.log.heads(since);
      },
    };
    const elsewhere = await started({ stores });
    await elsewhere.do('0', { type: 'open', title: 'rice' });
    const copy = await started({ stores: { ...stores, log } });
    asked.length = 0;
    deaf = true;
    await elsewhere.do('1', { type: 'open', title: 'rice' });
    await passed([copy], 29_000);
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.every((since) => since !== undefined)).toBe(true);
    // Each reaches back over the one before: a commit is dated before it is stored, and clocks differ.
    expect(Date.parse(asked.at(-1)!)).toBeLessThanOrEqual(copy.clock.now() - 5_000);
    const changed = new Promise<void>((resolve) => void copy.engine.onChange(() => resolve()));
    await passed([copy], 1_500);
    await changed;
    expect(asked).toContain(undefined);
  });

  it('ask half as often where nothing has been written for some seconds', async () => {
    const stores = aStore();
    let asked = 0;
    const log: Log = { ...asOneOfSeveral(stores.log), heads: (since) => ((asked += 1), stores.log.heads(since)) };
    const clock = testClock();
    const elsewhere = await started({ stores, clock });
    const copy = await started({ stores: { ...stores, log }, clock });
    const asks = async (): Promise<number> => {
      asked = 0;
      await passed([copy], 4_000);
      return asked;
    };
    await passed([copy], 500);
    expect(await asks()).toBe(8);
    await elsewhere.do('1', { type: 'open', title: 'rice' });
    await passed([copy], 500);
    expect(await asks()).toBe(16);
    await passed([copy], 2_000);
    expect(await asks()).toBe(8);
  });

  it('take over what one that died has left, also where a clock was once a day ahead', async () => {
    const stores = aStore();
    const published: number[] = [];
    const bus: Bus = { ...embeddedBus({ clock: testClock() }), publish: async (records) => void published.push(records.length) };
    const model = { publishes: { 'task-opened': { as: 'linli.intake.task-opened.v1' } } };
    const early = testClock(testClock().now() + DAY_MS);
    const dead = aCopy({ stores: { ...stores, log: asOneOfSeveral(stores.log) }, clock: early, model });
    const copy = await started({ stores: { ...stores, log: asOneOfSeveral(stores.log) }, model, ground: { bus } });
    await dead.do('1', { type: 'open', title: 'rice' });
    await passed([copy], 3_000);
    await until(() => published.length > 0);
  });

  it('go on looking when a look fails', async () => {
    const stores = aStore();
    let fails = false;
    const log: Log = {
      ...asOneOfSeveral(stores.log),
      heads: (since) => (fails ? Promise.reject(new Error('no primary')) : stores.log.heads(since)),
    };
    const elsewhere = await started({ stores });
    await elsewhere.do('0', { type: 'open', title: 'rice' });
    const copy = await started({ stores: { ...stores, log } });
    fails = true;
    await passed([copy], 1_000);
    expect(copy.reports).toContainEqual(expect.objectContaining({ level: 'warn', error: 'Error: no primary' }));
    fails = false;
    const changed = new Promise<void>((resolve) => void copy.engine.onChange(() => resolve()));
    await elsewhere.do('1', { type: 'open', title: 'rice' });
    await passed([copy], 1_000);
    await changed;
  });

  it('do not look where one process writes alone', async () => {
    const stores = aStore();
    let asked = 0;
    const log: Log = { ...stores.log, heads: (since) => ((asked += 1), stores.log.heads(since)) };
    const copy = await started({ stores: { ...stores, log } });
    asked = 0;
    await passed([copy], 2_000);
    expect(asked).toBe(0);
    await copy.engine.stop();
  });

  it('fold each event once between them, and each shows all of it to its own look-ups and listeners', async () => {
    const stores = aStore();
    await aCopy({ stores }).do('first', { type: 'open', title: 'rice' });
    const copies = await Promise.all(
      [1, 2, 3].map(async () => {
        const titles = new Map<string, string>();
        const told: string[] = [];
        const copy = await started({
          stores: { ...stores, log: asOneOfSeveral(stores.log) },
          model: {
            lookUps: [
              {
                view: cards,
                reset: () => titles.clear(),
                take: async (documents) => {
                  for (const { id, doc } of documents)
                    if (doc) titles.set(id, (doc as Card).status);
                    else titles.delete(id);
                },
              },
            ],
          },
        });
        copy.engine.onChange((changes) => told.push(...changes.map(({ id }) => id)));
        return { ...copy, titles, told };
      }),
    );
    for (let count = 0; count < 60; count += 1) {
      const { do: decide } = copies[count % 3]!;
      await decide(`${count}`, { type: 'open', title: 'rice' });
      if (count % 4 === 0) await decide(`${count}`, { type: 'drop' });
      if (count % 4 === 1) await copies[(count + 1) % 3]!.do(`${count}`, { type: 'claim', by: 'li' });
    }
    for (const { engine } of copies) await engine.settled();
    for (const copy of copies) {
      expect(copy.titles.size).toBe(46);
      expect(copy.titles.get('1')).toBe('claimed');
      expect(new Set(copy.told).size).toBe(60);
      expect(await copy.card('1')).toMatchObject({ folded: 2 });
      const { position } = await headOf(copy.engine);
      expect(await copy.engine.views.checkpoint(cards, COMMUNITY)).toBe(position);
    }
    expect((await copies[0]!.engine.verify()).faults).toEqual([]);
  });

  it('miss nothing between filling a look-up and following on', async () => {
    const stores = aStore();
    const first = await started({ stores: { ...stores, log: asOneOfSeveral(stores.log) } });
    await first.do('1', { type: 'open', title: 'rice' });
    await first.engine.settled();
    const titles = new Map<string, string>();
    let between = false;
    const second = await started({
      stores: {
        ...stores,
        log: asOneOfSeveral(stores.log),
        views: {
          ...stores.views,
          async all(...of) {
            const page = await stores.views.all(...of);
            // The other copy folds on after this page was read and before it is followed on.
            if (!between) {
              between = true;
              await first.do('1', { type: 'claim', by: 'li' });
              await first.do('2', { type: 'open', title: 'beans' });
              await first.engine.settled();
            }
            return page;
          },
        },
      },
      model: {
        lookUps: [
          {
            view: cards,
            reset: () => titles.clear(),
            take: async (documents) => documents.forEach(({ id, doc }) => titles.set(id, (doc as Card).status)),
          },
        ],
      },
    });
    await second.engine.settled();
    expect([...titles]).toEqual([
      ['1', 'claimed'],
      ['2', 'open'],
    ]);
  });
});
