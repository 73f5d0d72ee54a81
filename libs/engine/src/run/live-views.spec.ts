import { beforeEach, describe, expect, it } from '@jest/globals';
import { testClock } from '@linli/kernel';
import type { AnyViewOf } from '../engine.js';
import type { ViewStore } from '../ports/view-store.port.js';
import type { Filler } from '../ports/filler.port.js';
import type { LookUp } from '../service-model.js';
import { COMMUNITY, OTHER, until } from '../suites/builders.js';
import { fillGeneration } from './fill-generation.js';
import { view, type AnyView } from '../view.js';
import { aCopy, aStore, asOneOfSeveral, cards, started, type Card, type Copy, type Stores, type TaskEvent } from '../../test/world.js';

/** The next version says of each task how long its title is. */
const longer = (version = 2): AnyViewOf<Card> =>
  view<Card, TaskEvent>({
    ...cards,
    version,
    project: (card, event, id) => {
      const next = cards.project(card, event, id);
      return next && { ...next, title: `${next.title?.replace(/ v\d$/, '')} v${version}` };
    },
  });

const aLookUp = (): LookUp & { titles: Map<string, string>; empty: number } => {
  const titles = new Map<string, string>();
  return {
    view: cards,
    titles,
    empty: 0,
    reset() {
      this.empty += 1;
      titles.clear();
    },
    async take(documents) {
      for (const { id, doc } of documents) {
        if (doc) titles.set(id, (doc as Card).title!);
        else titles.delete(id);
      }
    },
  };
};

describe('generations of a view', () => {
  let stores: Stores;
  beforeEach(() => {
    stores = aStore();
  });
  const generations = async (definition: AnyView = cards): Promise<string[]> =>
    (await stores.views.declare(definition)).map(({ version, generation, live }) => `${generation}: v${version}${live ? ' live' : ''}`);
  const fill = async (count: number): Promise<void> => {
    const copy = aCopy({ stores });
    for (let number = 0; number < count; number += 1)
      await copy.do(`${number}`, { type: 'open', title: 'rice' }, { community: number % 3 === 0 ? OTHER : COMMUNITY });
  };
  /** A store that lets a fold into a generation go on only when it is told to. */
  const gated = (which: number): { views: ViewStore; open: () => void; waiting: () => boolean } => {
    let open!: () => void;
    let waiting = false;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const views: ViewStore = {
      ...stores.views,
      async save(generation, batch) {
        if (generation.generation === which) {
          waiting = true;
          await gate;
        }
        return stores.views.save(generation, batch);
      },
    };
    return { views, open, waiting: () => waiting };
  };

  describe('rebuilding', () => {
    it('fills beside the live one, which is read and fed all along, and then takes its place', async () => {
      await fill(5);
      const gate = gated(2);
      const copy = await started({ stores: { ...stores, views: gate.views } });
      const rebuilt = copy.engine.rebuild('cards');
      await until(gate.waiting);
      const { position } = await copy.do('new', { type: 'open', title: 'beans' });
      await copy.engine.views.reach(cards, COMMUNITY, position);
      expect(await copy.card('new')).toMatchObject({ title: 'beans' });
      expect(await generations()).toEqual(['1: v1 live', '2: v1']);
      gate.open();
      await rebuilt;
      expect(await generations()).toEqual(['2: v1 live']);
      expect(await copy.card('new')).toMatchObject({ title: 'beans', folded: 1 });
      expect((await copy.engine.verify()).faults).toEqual([]);
    });

    it('answers every query while it goes on, none of them from before what was read', async () => {
      await fill(200);
      const copy = await started({ stores });
      let done = false;
      const rebuilt = copy.engine.rebuild('cards').then(() => (done = true));
      let asked = 0;
      for (; !done; asked += 1) {
        const { position } = await copy.do(`more-${asked}`, { type: 'open', title: 'beans' });
        await copy.engine.views.reach(cards, COMMUNITY, position);
        expect(await copy.card(`more-${asked}`)).toBeDefined();
        expect(await copy.card('1')).toBeDefined();
      }
      await rebuilt;
      expect(asked).toBeGreaterThan(1);
      expect(copy.reports.filter(({ level }) => level !== 'info')).toEqual([]);
    });

    it('gives way to whoever writes meanwhile: it takes little and rests longer than it worked, until they have written enough', async () => {
      const before = aCopy({ stores });
      for (let number = 0; number < 700; number += 1) await before.do(`${number}`, { type: 'open', title: 'rice' });
      const clock = testClock();
      const taken: number[] = [];
      const views: ViewStore = {
        ...stores.views,
        async save(generation, batch) {
          if (generation.generation === 2) {
            taken.push(batch.to - batch.from);
            if (taken.length < 3) await copy.do(`meanwhile-${taken.length}`, { type: 'open', title: 'beans' });
            clock.advance(10);
          }
          return stores.views.save(generation, batch);
        },
      };
      const copy: Copy = await started({ stores: { ...stores, views }, clock });
      let done = false;
      const rebuilt = copy.engine.rebuild('cards').then(() => (done = true));
      await until(() => taken.length === 1);
      // It rests, and goes on when so many have been written.
      clock.advance(10);
      for (let number = 0; number < 50; number += 1) await copy.do(`many-${number}`, { type: 'open', title: 'tea' });
      expect(taken).toEqual([100]);
      clock.advance(10);
      await until(() => taken.length === 2);
      expect(taken).toEqual([100, 100]);
      // Or after nine times as long as it worked, when few are.
      while (!done) {
        clock.advance(10);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await rebuilt;
      expect((await copy.engine.verify()).faults).toEqual([]);
    });

    it('does not sleep for as long as a clock has jumped, or the machine has slept, while it worked', async () => {
      await fill(3);
      const clock = testClock();
      let slept = false;
      const views: ViewStore = {
        ...stores.views,
        async save(generation, batch) {
          if (generation.generation === 2 && !slept) {
            slept = true;
            await copy.do('meanwhile', { type: 'open', title: 'beans' });
            clock.advance(8 * 60 * 60 * 1000);
          }
          return stores.views.save(generation, batch);
        },
      };
      const copy: Copy = await started({ stores: { ...stores, views }, clock });
      let done = false;
      const rebuilt = copy.engine.rebuild('cards').then(() => (done = true));
      const woke = clock.now();
      await until(() => slept);
      for (let waited = 0; !done && waited < 20_000; waited += 10) {
        clock.advance(10);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(done).toBe(true);
      expect(clock.now() - woke - 8 * 60 * 60 * 1000).toBeLessThan(20_000);
      await rebuilt;
    });

    it('goes on with the one that is live although nobody was told that it became so', async () => {
      await fill(3);
      const turns = async (): Promise<void> => {
        for (let steps = 0; steps < 20; steps += 1) await new Promise((resolve) => setImmediate(resolve));
      };
      let noticed!: () => void;
      const adopting = new Promise<void>((resolve) => (noticed = resolve));
      let goOn!: () => void;
      const stopped = new Promise<void>((resolve) => (goOn = resolve));
      let switched = false;
      const views: ViewStore = {
        ...stores.views,
        async switchTo(generation) {
          await stores.views.switchTo(generation);
          switched = true;
          for (const ms of [31_000, 1_000]) {
            clock.advance(ms);
            await turns();
          }
          await adopting;
          // The answer is lost; the look of just now has seen what it says.
          throw new Error('No answer.');
        },
      };
      const lookUp: LookUp = {
        ...aLookUp(),
        async take() {
          if (!switched) return;
          noticed();
          await stopped;
        },
      };
      const clock = testClock();
      const copy: Copy = await started({
        stores: { ...stores, log: asOneOfSeveral(stores.log), views },
        clock,
        model: { lookUps: [lookUp] },
      });
      const rebuilt = copy.engine.rebuild('cards').catch(() => undefined);
      await adopting;
      await turns();
      goOn();
      await rebuilt;
      const { position } = await copy.do('new', { type: 'open', title: 'beans' });
      await copy.engine.views.reach(cards, COMMUNITY, position);
      expect(await generations()).toEqual(['1: v1 live', '2: v1 live']);
      expect(await stores.views.checkpoint((await stores.views.declare(cards)).at(-1)!, COMMUNITY)).toBe(position);
      await copy.engine.stop();
    });

    it('mends what is wrong in the live one', async () => {
      await fill(3);
      const copy = await started({ stores });
      const [live] = await stores.views.declare(cards);
      await stores.views.mend(live!, COMMUNITY, '1', { title: 'spoiled', status: 'open', folded: 9 }, 1);
      await stores.views.mend(live!, COMMUNITY, 'ghost', { title: 'nobody', status: 'open', folded: 1 }, 1);
      expect((await copy.engine.verify()).faults).toHaveLength(2);
      await copy.engine.rebuild('cards');
      expect((await copy.engine.verify()).faults).toEqual([]);
      expect(await copy.card('ghost')).toBeUndefined();
    });

    it('leaves no moment in which the look-up is empty, and takes out of it what is gone', async () => {
      await fill(4);
      const lookUp = aLookUp();
      const copy = await started({ stores, model: { lookUps: [lookUp] } });
      const [live] = await stores.views.declare(cards);
      await stores.views.mend(live!, COMMUNITY, 'ghost', { title: 'nobody', status: 'open', folded: 1 }, 1);
      await copy.engine.stop();
      const again = await started({ stores, model: { lookUps: [lookUp] } });
      expect(lookUp.titles.has('ghost')).toBe(true);
      lookUp.empty = 0;
      await again.engine.rebuild('cards');
      expect(lookUp.empty).toBe(0);
      expect([...lookUp.titles.keys()].sort()).toEqual(['0', '1', '2', '3']);
      const { position } = await again.do('new', { type: 'open', title: 'beans' });
      await again.engine.views.reach(cards, COMMUNITY, position);
      expect(lookUp.titles.get('new')).toBe('beans');
    });

    it('tells listeners of what was folded while the place was taken', async () => {
      const told = new Set<string>();
      const copy = await started({ stores });
      copy.engine.onChange((changes) => changes.forEach(({ id }) => told.add(id)));
      const rebuilt = copy.engine.rebuild('cards');
      let count = 0;
      for (; count < 50; count += 1) await copy.do(`${count}`, { type: 'open', title: 'rice' });
      await rebuilt;
      await copy.engine.settled();
      expect(told.size).toBe(count);
    });

    it('gives what stood still another try, and its mark goes with its generation', async () => {
      let poison = true;
      const poisoned = view<Card, TaskEvent>({
        ...cards,
        project: (card, event, id) => {
          if (poison && id === '1') throw new Error('It cannot be folded.');
          return cards.project(card, event, id);
        },
      });
      await fill(3);
      const copy = await started({ stores, model: { views: [poisoned] } });
      expect((await stores.progress.listSetAside()).map(({ consumer }) => consumer)).toEqual(['cards#1']);
      await copy.engine.rebuild('cards');
      expect((await stores.progress.listSetAside()).map(({ consumer }) => consumer)).toEqual(['cards#2']);
      poison = false;
      await copy.engine.rebuild('cards');
      expect(await stores.progress.listSetAside()).toEqual([]);
      expect(await copy.card('1')).toBeDefined();
    });

    it('that is stopped halfway has changed nothing', async () => {
      // More than is folded in one go.
      await fill(1_600);
      const gate = gated(2);
      const copy = await started({ stores: { ...stores, views: gate.views } });
      const rebuilt = copy.engine.rebuild('cards');
      await until(gate.waiting);
      const stopped = copy.engine.stop();
      gate.open();
      await Promise.all([stopped, rebuilt]);
      expect(await generations()).toEqual(['1: v1 live', '2: v1']);
      const again = await started({ stores });
      expect((await again.engine.verify()).faults).toEqual([]);
    });

    it('knows its views', async () => {
      const copy = await started({ stores });
      await expect(copy.engine.rebuild('nothing')).rejects.toThrow('There is no view nothing.');
    });
  });

  describe('rebuilding with a filler', () => {
    /** Folds as on a thread of its own: it reads what is in the log and is told of nothing. */
    const aFiller = (definition: AnyView = cards): Filler => ({
      fill: (generation, stop) =>
        fillGeneration(
          { name: 'dispatch', views: [definition], upcasters: {} },
          {
            ...{ log: asOneOfSeveral(stores.log), views: stores.views, progress: stores.progress },
            ...{ clock: testClock(), report: () => undefined },
          },
          generation,
          stop,
        ),
    });

    it('folds nothing here but what came meanwhile', async () => {
      await fill(1_600);
      const folded: string[] = [];
      const views: ViewStore = {
        ...stores.views,
        async save(generation, batch) {
          if (generation.generation === 2) folded.push(...batch.documents.map(({ id }) => id));
          return stores.views.save(generation, batch);
        },
      };
      const filler: Filler = {
        async fill(generation, stop) {
          await aFiller().fill(generation, stop);
          await copy.do('new', { type: 'open', title: 'beans' });
        },
      };
      const copy: Copy = await started({ stores: { ...stores, views }, ground: { filler } });
      await copy.engine.rebuild('cards');
      expect(folded).toEqual(['new']);
      expect(await generations()).toEqual(['2: v1 live']);
      expect(await copy.card('1597')).toMatchObject({ title: 'rice', folded: 1 });
      expect((await copy.engine.verify()).faults).toEqual([]);
    });

    it('goes on here from where a filler has failed, and says so', async () => {
      await fill(1_600);
      const filler: Filler = {
        async fill(generation) {
          await stores.views.save(generation, { community: COMMUNITY, from: 0, to: 1, documents: [] });
          throw new Error('There is no thread.');
        },
      };
      const copy = await started({ stores, ground: { filler } });
      await copy.engine.rebuild('cards');
      expect(copy.reports.filter(({ level }) => level === 'warn')).toMatchObject([{ view: 'cards', error: 'Error: There is no thread.' }]);
      // The first commit was folded into nothing: it went on from the checkpoint.
      expect((await copy.engine.verify()).faults).toHaveLength(1);
      expect(await copy.card('1597')).toBeDefined();
    });

    it('stops its filler when it is stopped, and has changed nothing', async () => {
      await fill(3);
      let asked: AbortSignal | undefined;
      let ended = false;
      const filler: Filler = {
        async fill(_generation, stop) {
          asked = stop;
          await new Promise((resolve) => stop.addEventListener('abort', resolve));
          ended = true;
          stop.throwIfAborted();
        },
      };
      const copy = await started({ stores, ground: { filler } });
      const rebuilt = copy.engine.rebuild('cards');
      await until(() => asked !== undefined);
      await copy.engine.stop();
      expect(ended).toBe(true);
      await rebuilt;
      expect(await generations()).toEqual(['1: v1 live', '2: v1']);
      expect(copy.reports.filter(({ level }) => level !== 'info')).toEqual([]);
    });

    it('lets a document stand still that its filler could not fold', async () => {
      let poison = true;
      const poisoned = view<Card, TaskEvent>({
        ...cards,
        project: (card, event, id) => {
          if (poison && id === '1') throw new Error('It cannot be folded.');
          return cards.project(card, event, id);
        },
      });
      await fill(3);
      const copy = await started({ stores, model: { views: [poisoned] }, ground: { filler: aFiller(poisoned) } });
      await copy.engine.rebuild('cards');
      poison = false;
      expect((await stores.progress.listSetAside()).map(({ consumer }) => consumer)).toEqual(['cards#2']);
      await copy.do('1', { type: 'claim', by: 'li' });
      await copy.engine.settled();
      expect(await copy.card('1')).toBeUndefined();
      await copy.engine.replay((await stores.progress.listSetAside())[0]!.id);
      expect(await copy.card('1')).toMatchObject({ status: 'claimed', folded: 2 });
    });

    it('gives what stood still in one that was left unfinished another try, should it have the same number', async () => {
      await fill(3);
      const copy = await started({ stores, ground: { filler: aFiller() } });
      await stores.progress.setAside({
        ...{ id: 'view/cards#2/1', kind: 'view', consumer: 'cards#2', community: COMMUNITY, subject: '1' },
        ...{ position: 1, at: '2022-11-24T06:00:00.000Z', error: 'Error' },
      });
      await copy.engine.rebuild('cards');
      expect(await stores.progress.listSetAside()).toEqual([]);
      expect(await copy.card('1')).toBeDefined();
    });
  });

  describe('a new version', () => {
    it('fills beside and takes the place of the old one when it is ready', async () => {
      await fill(3);
      await (await started({ stores })).engine.stop();
      const copy = await started({ stores, model: { views: [longer()] } });
      expect(await copy.card('1')).toMatchObject({ title: 'rice v2' });
      expect(await generations()).toEqual(['2: v2 live']);
    });

    it('fills on where another try has left off', async () => {
      await fill(3);
      await (await started({ stores })).engine.stop();
      await stores.views.beside(longer());
      const copy = await started({ stores, model: { views: [longer()] } });
      expect(await copy.card('1')).toMatchObject({ title: 'rice v2' });
      expect(await generations()).toEqual(['2: v2 live']);
    });

    it('may be taken back', async () => {
      await fill(3);
      await (await started({ stores, model: { views: [longer()] } })).engine.stop();
      const back = await started({ stores });
      expect(await back.card('1')).toMatchObject({ title: 'rice' });
      expect(await generations()).toEqual(['2: v1 live']);
    });
  });

  describe('with several copies', () => {
    const copyOf = (definition: AnyView = cards, over: Partial<Stores> = {}, lookUps: LookUp[] = []): Promise<Copy> =>
      started({ stores: { ...stores, log: asOneOfSeveral(stores.log), ...over }, model: { views: [definition], lookUps } });
    /** Half a minute passes for this copy. */
    const compare = async (copy: Copy): Promise<void> => {
      for (let passed = 0; passed <= 30_000; passed += 250) {
        copy.clock.advance(250);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await copy.engine.settled();
    };

    it('lets two start with a new version at once', async () => {
      await fill(20);
      await (await copyOf()).engine.stop();
      const [one, other] = await Promise.all([copyOf(longer()), copyOf(longer())]);
      for (const copy of [one, other]) {
        expect(await copy.card('1')).toMatchObject({ title: 'rice v2', folded: 1 });
        expect((await copy.engine.verify()).faults).toEqual([]);
      }
      await one.do('new', { type: 'open', title: 'beans' });
      await Promise.all([compare(one), compare(other)]);
      expect(await other.card('new')).toMatchObject({ title: 'beans v2', folded: 1 });
    });

    it('lets two rebuild at once', async () => {
      await fill(20);
      const [one, other] = [await copyOf(), await copyOf()];
      await Promise.all([one.engine.rebuild('cards'), other.engine.rebuild('cards')]);
      await Promise.all([compare(one), compare(other)]);
      await one.do('1', { type: 'claim', by: 'li' });
      await Promise.all([compare(one), compare(other)]);
      for (const copy of [one, other]) {
        expect(await copy.card('1')).toMatchObject({ status: 'claimed', folded: 2 });
        expect((await copy.engine.verify()).faults).toEqual([]);
      }
    });

    it('ends a rebuilding that another copy has overtaken', async () => {
      await fill(20);
      const gate = gated(2);
      const [slow, quick] = [await copyOf(cards, { views: gate.views }), await copyOf()];
      const rebuilt = slow.engine.rebuild('cards');
      await until(gate.waiting);
      await quick.engine.rebuild('cards');
      for (let passed = 0; passed <= 30_000; passed += 250) {
        slow.clock.advance(250);
        await new Promise((resolve) => setImmediate(resolve));
      }
      gate.open();
      await rebuilt;
      await slow.do('new', { type: 'open', title: 'beans' });
      await slow.engine.settled();
      expect(await slow.card('new')).toBeDefined();
      expect((await slow.engine.verify()).faults).toEqual([]);
      expect((await generations()).at(-1)).toBe('3: v1 live');
    });

    it('goes over to what another copy has rebuilt, and reads the one before until it has noticed', async () => {
      await fill(6);
      const lookUp = aLookUp();
      const [one, other] = [await copyOf(), await copyOf(cards, {}, [lookUp])];
      await one.engine.rebuild('cards');
      expect(await generations()).toEqual(['1: v1 live', '2: v1 live']);
      const { position } = await other.do('new', { type: 'open', title: 'beans' });
      await other.engine.views.reach(cards, COMMUNITY, position);
      expect(await other.card('new')).toBeDefined();
      lookUp.empty = 0;
      await compare(other);
      await one.engine.rebuild('cards');
      expect(await generations()).toEqual(['2: v1 live', '3: v1 live']);
      expect(await other.card('new')).toBeDefined();
      expect(lookUp.empty).toBe(0);
      expect(lookUp.titles.size).toBe(7);
    });

    it('lets copies of the version before go on until they are replaced', async () => {
      await fill(6);
      const old = await copyOf();
      const young = await copyOf(longer());
      const { position } = await old.do('new', { type: 'open', title: 'beans' });
      await old.engine.views.reach(cards, COMMUNITY, position);
      await compare(old);
      await compare(young);
      expect(await old.card('new')).toMatchObject({ title: 'beans' });
      expect(await young.card('new')).toMatchObject({ title: 'beans v2' });
      expect(await generations()).toEqual(['1: v1 live', '2: v2 live']);
      await old.engine.stop();
      await copyOf(longer(3));
      expect(await generations()).toEqual(['2: v2 live', '3: v3 live']);
    });
  });
});
