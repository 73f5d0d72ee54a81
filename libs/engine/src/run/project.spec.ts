import { beforeEach, describe, expect, it } from '@jest/globals';
import { testClock, type TestClock } from '@linli/kernel';
import { memoryViewStore } from '../memory/memory-view-store.js';
import { NotReachedYet, type ViewChange } from '../engine.js';
import type { ViewStore } from '../ports/view-store.port.js';
import { LeftOut, type LookUp } from '../service-model.js';
import { COMMUNITY, OTHER, until } from '../suites/builders.js';
import { view } from '../view.js';
import {
  aCopy,
  anEnvelope,
  aStore,
  cards,
  headOf,
  started,
  task,
  type Card,
  type Copy,
  type Stores,
  type TaskEvent,
} from '../../test/world.js';

/** Titles by id, as they must be open to be searched. */
const aLookUp = (): LookUp & { titles: Map<string, string>; fails: boolean; broken?: string } => {
  const titles = new Map<string, string>();
  return {
    view: cards,
    titles,
    fails: false,
    reset: () => titles.clear(),
    async take(documents) {
      if (this.fails) throw new Error('The vault does not answer.');
      const [broken] = documents.filter(({ doc }) => doc !== undefined && (doc as Card).title === this.broken);
      for (const { community, id, doc } of documents) {
        if (id === broken?.id) continue;
        if (doc) titles.set(`${community}/${id}`, (doc as Card).title!);
        else titles.delete(`${community}/${id}`);
      }
      if (broken) throw new LeftOut([broken.id]);
    },
  };
};

/** Cannot fold a task of this title, until it is mended. */
const poisoned = (poison: { title?: string }) =>
  view<Card, TaskEvent>({
    ...cards,
    project: (card, event, id) => {
      if (event.data.type === 'task-opened' && event.data.title === poison.title) throw new Error('It cannot be folded.');
      return cards.project(card, event, id);
    },
  });

describe('a view', () => {
  let stores: Stores;
  beforeEach(() => {
    stores = aStore();
  });
  const idsOf = async (copy: Copy, community = COMMUNITY): Promise<string[]> =>
    (await copy.engine.views.find(cards, { community, where: { status: 'open' } })).items.map(({ id }) => id);

  it('is the fold of all events, in their order', async () => {
    const copy = await started({ stores });
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.do('2', { type: 'open', title: 'beans' });
    await copy.do('1', { type: 'claim', by: 'li' });
    await copy.do('2', { type: 'drop' });
    await copy.engine.settled();
    expect(await copy.card('1')).toEqual({ title: 'rice', status: 'claimed', folded: 2 });
    expect(await copy.card('2')).toBeUndefined();
  });

  it('reads on from its checkpoint after a restart: what was folded is not folded again', async () => {
    const before = await started({ stores });
    await before.do('1', { type: 'open', title: 'rice' });
    await before.engine.settled();
    await before.engine.stop();
    const stopped = aCopy({ stores });
    await stopped.do('1', { type: 'claim', by: 'li' });
    const after = await started({ stores });
    expect(await after.card('1')).toMatchObject({ status: 'claimed', folded: 2 });
  });

  it('folds a long log in batches', async () => {
    const copy = aCopy({ stores });
    for (let count = 0; count < 1_200; count += 1) await copy.do(`${count % 7}`, { type: 'open', title: 'rice' });
    await copy.do('0', { type: 'claim', by: 'li' });
    await copy.engine.start();
    expect(await copy.engine.views.checkpoint(cards, COMMUNITY)).toBe(1_201);
    expect(await copy.card('0')).toMatchObject({ status: 'claimed', folded: 2 });
  });

  it('asks nobody about a batch in which nothing concerns it, and is past it', async () => {
    const none = view<Card, TaskEvent>({ ...cards, keys: () => [] });
    const asked: string[] = [];
    const views: ViewStore = {
      ...stores.views,
      standing: (...given) => (asked.push('standing'), stores.views.standing(...given)),
    };
    const progress: Stores['progress'] = {
      ...stores.progress,
      still: (...given) => (asked.push('still'), stores.progress.still(...given)),
    };
    const copy = await started({ stores: { ...stores, views, progress }, model: { views: [none] } });
    const { position } = await copy.do('1', { type: 'open', title: 'rice' });
    await copy.engine.views.reach(cards, COMMUNITY, position);
    expect(asked).toEqual([]);
    const [live] = await stores.views.declare(none);
    expect(await stores.views.checkpoint(live!, COMMUNITY)).toBe(position);
  });

  it('keeps documents and checkpoints of communities apart', async () => {
    const copy = await started({ stores });
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.do('1', { type: 'open', title: 'beans' }, { community: OTHER });
    await copy.engine.settled();
    expect([await copy.card('1'), await copy.card('1', OTHER)].map((card) => card?.title)).toEqual(['rice', 'beans']);
  });

  it('does not fold again what a document holds when it was written and its checkpoint was not', async () => {
    // As where documents are written one by one before the checkpoint, and the process dies in between.
    const before = await started({ stores });
    await before.do('1', { type: 'open', title: 'rice' });
    await before.engine.settled();
    await before.engine.stop();
    const [live] = await stores.views.declare(cards);
    await stores.views.mend(live!, COMMUNITY, '1', { title: 'rice', status: 'claimed', folded: 2 }, 2);
    await stores.views.mend(live!, COMMUNITY, '2', undefined, 4);
    const told: string[] = [];
    const copy = aCopy({ stores });
    await copy.do('1', { type: 'claim', by: 'li' });
    await copy.do('2', { type: 'open', title: 'beans' });
    await copy.do('2', { type: 'drop' });
    copy.engine.onChange((changes) => told.push(...changes.map(({ id }) => id)));
    await copy.engine.start();
    // Nobody has shown it yet.
    expect(told.sort()).toEqual(['1', '2']);
    expect(await copy.card('1')).toMatchObject({ folded: 2 });
    expect(await copy.card('2')).toBeUndefined();
    expect(await copy.engine.views.checkpoint(cards, COMMUNITY)).toBe(4);
  });

  it('leaves a tombstone of what came and went within one batch: a copy that folded less of it writes it no more', async () => {
    const copy = aCopy({ stores });
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.do('1', { type: 'drop' });
    await copy.engine.start();
    const [live] = await stores.views.declare(cards);
    expect(await stores.views.standing(live!, COMMUNITY, ['1'])).toEqual([{ id: '1', position: 2, doc: undefined }]);
    const slower = { id: '1', doc: { title: 'rice', status: 'open', folded: 1 }, position: 1, was: 0 };
    expect(await stores.views.save(live!, { community: COMMUNITY, from: 2, to: 2, documents: [slower] })).toBe(false);
    expect(await copy.card('1')).toBeUndefined();
  });

  it('waits and tries again when its store fails, and skips nothing', async () => {
    let failures = 2;
    const views: ViewStore = {
      ...stores.views,
      save: (...batch) => ((failures -= 1) >= 0 ? Promise.reject(new Error('no disk')) : stores.views.save(...batch)),
    };
    const copy = await started({ stores: { ...stores, views } });
    await copy.do('1', { type: 'open', title: 'rice' });
    await until(async () => {
      copy.clock.advance(50);
      return (await copy.card('1')) !== undefined;
    });
    expect(await copy.card('1')).toMatchObject({ folded: 1 });
    expect(copy.reports.filter(({ message }) => message === 'follower waits after a failure')).toHaveLength(2);
  });

  describe('for who has just written', () => {
    it('has what was written once its position is reached', async () => {
      const copy = await started({ stores });
      const { position } = await copy.do('1', { type: 'open', title: 'rice' });
      await copy.engine.views.reach(cards, COMMUNITY, position);
      expect(await copy.card('1')).toBeDefined();
    });

    it('leaves no alarm behind when it was there in time', async () => {
      const clock = testClock();
      let alarms = 0;
      const after: TestClock['after'] = (ms, ring) => {
        alarms += 1;
        const cancel = clock.after(ms, () => ((alarms -= 1), ring()));
        return () => ((alarms -= 1), cancel());
      };
      const copy = await started({ stores, clock: { ...clock, after } });
      const { position } = await copy.do('1', { type: 'open', title: 'rice' });
      await copy.engine.settled();
      const before = alarms;
      await copy.engine.views.reach(cards, COMMUNITY, position);
      expect(alarms).toBe(before);
    });

    it('says that it is not there yet after two seconds', async () => {
      const copy = await started({ stores });
      const reached = expect(copy.engine.views.reach(cards, COMMUNITY, 1)).rejects.toThrow(NotReachedYet);
      copy.clock.advance(2_000);
      await reached;
    });
  });

  describe('tells of documents that changed', () => {
    it('whom the view names, with what it mentions', async () => {
      const changes: ViewChange[] = [];
      const mentioning = view<Card, TaskEvent>({
        ...cards,
        live: {
          roles: ['dispatcher', 'runner'],
          mention: (card) => ({ needId: card.title! }),
          onlyOwn: { roles: ['runner'], people: (card) => [card.status] },
        },
      });
      const copy = await started({ stores, model: { views: [mentioning] } });
      const stop = copy.engine.onChange((more) => changes.push(...more));
      await copy.do('1', { type: 'open', title: 'rice' });
      await copy.do('1', { type: 'drop' });
      await copy.engine.settled();
      const common = { view: 'cards', community: COMMUNITY, id: '1', roles: ['dispatcher', 'runner'] };
      expect(changes.at(-1)).toEqual({ ...common, position: 2, onlyOwn: { roles: ['runner'], people: [] } });
      expect(changes).toContainEqual({ ...common, position: 1, needId: 'rice', onlyOwn: { roles: ['runner'], people: ['open'] } });
      stop();
      await copy.do('2', { type: 'open', title: 'rice' });
      await copy.engine.settled();
      expect(changes).toHaveLength(2);
    });

    it('nobody, when the view names none', async () => {
      const { live: _live, ...quiet } = cards;
      const changes: ViewChange[] = [];
      const copy = await started({ stores, model: { views: [quiet] } });
      copy.engine.onChange((more) => changes.push(...more));
      await copy.do('1', { type: 'open', title: 'rice' });
      await copy.engine.settled();
      expect(changes).toEqual([]);
    });
  });

  describe('with a look-up beside it', () => {
    it('fills it from its documents at start, not from the log', async () => {
      const before = await started({ stores });
      for (const id of ['1', '2', '3']) await before.do(id, { type: 'open', title: `rice ${id}` });
      await before.do('2', { type: 'drop' });
      await before.engine.settled();
      await before.engine.stop();
      const lookUp = aLookUp();
      lookUp.titles.set('left', 'over');
      let read = 0;
      const log = {
        ...stores.log,
        read: (...of: Parameters<typeof stores.log.read>) => ((read += of[1] === 0 ? 1 : 0), stores.log.read(...of)),
      };
      await started({ stores: { ...stores, log }, model: { lookUps: [lookUp] } });
      expect([...lookUp.titles].sort()).toEqual([
        [`${COMMUNITY}/1`, 'rice 1'],
        [`${COMMUNITY}/3`, 'rice 3'],
      ]);
      // The publisher and the reactions have their own positions.
      expect(read).toBeLessThanOrEqual(2);
    });

    it('has told it when a position counts as reached', async () => {
      const lookUp = aLookUp();
      const copy = await started({ stores, model: { lookUps: [lookUp] } });
      const { position } = await copy.do('1', { type: 'open', title: 'rice' });
      await copy.engine.views.reach(cards, COMMUNITY, position);
      expect(lookUp.titles.get(`${COMMUNITY}/1`)).toBe('rice');
      const dropped = await copy.do('1', { type: 'drop' });
      await copy.engine.views.reach(cards, COMMUNITY, dropped.position);
      expect(lookUp.titles.size).toBe(0);
    });

    it('tells it again what it could not take, although the documents are saved', async () => {
      const lookUp = aLookUp();
      const copy = await started({ stores, model: { lookUps: [lookUp] } });
      lookUp.fails = true;
      const { position } = await copy.do('1', { type: 'open', title: 'rice' });
      await until(() => copy.reports.some(({ error }) => error === 'Error: The vault does not answer.'));
      expect(lookUp.titles.size).toBe(0);
      lookUp.fails = false;
      const reached = copy.engine.views.reach(cards, COMMUNITY, position);
      copy.clock.advance(50);
      await reached;
      expect(lookUp.titles.get(`${COMMUNITY}/1`)).toBe('rice');
      expect(await copy.card('1')).toMatchObject({ folded: 1 });
    });

    it('goes on without what it cannot open, at start too, and says of what', async () => {
      const lookUp = aLookUp();
      lookUp.broken = 'flour';
      const copy = await started({ stores, model: { lookUps: [lookUp] } });
      await copy.do('1', { type: 'open', title: 'flour' });
      const { position } = await copy.do('2', { type: 'open', title: 'rice' });
      await copy.engine.views.reach(cards, COMMUNITY, position);
      const again = await started({ stores, model: { lookUps: [lookUp] } });
      expect([...lookUp.titles.keys()]).toEqual([`${COMMUNITY}/2`]);
      for (const { reports } of [copy, again])
        expect(reports).toContainEqual(expect.objectContaining({ level: 'error', view: 'cards', ids: ['1'] }));
    });
  });

  describe('with an event that cannot be folded', () => {
    const poison: { title?: string } = {};
    let copy: Copy;
    beforeEach(async () => {
      poison.title = 'poison';
      copy = await started({ stores, model: { views: [poisoned(poison)] } });
      await copy.do('1', { type: 'open', title: 'rice' });
      await copy.do('2', { type: 'open', title: 'poison' });
      await copy.do('2', { type: 'claim', by: 'li' });
      await copy.do('3', { type: 'open', title: 'beans' });
      await copy.engine.settled();
    });

    it('lets that document alone stand still, and lists it without a payload', async () => {
      expect(await idsOf(copy)).toEqual(['1', '3']);
      expect(await copy.card('2')).toBeUndefined();
      expect(await stores.progress.listSetAside()).toEqual([
        {
          id: `view/cards#1/${COMMUNITY}/2`,
          kind: 'view',
          consumer: 'cards#1',
          community: COMMUNITY,
          subject: '2',
          position: 2,
          at: '2022-11-24T06:03:20.000Z',
          error: 'Error: It cannot be folded.',
        },
      ]);
    });

    it('keeps it still through a restart and at another copy: no later event is folded past the hole', async () => {
      const again = await started({ stores, model: { views: [poisoned(poison)] } });
      await again.do('2', { type: 'open', title: 'x' });
      await again.do('2', { type: 'drop' });
      await again.do('2', { type: 'open', title: 'back' });
      await again.engine.settled();
      expect(await again.card('2')).toBeUndefined();
      expect(await stores.progress.listSetAside()).toHaveLength(1);
    });

    it('folds it afresh when it is mended, with all that came meanwhile', async () => {
      delete poison.title;
      await copy.engine.replay(`view/cards#1/${COMMUNITY}/2`);
      expect(await copy.card('2')).toMatchObject({ title: 'poison', status: 'claimed', folded: 2 });
      expect(await stores.progress.listSetAside()).toEqual([]);
      await copy.do('2', { type: 'drop' });
      await copy.engine.settled();
      expect(await copy.card('2')).toBeUndefined();
      expect((await copy.engine.verify()).faults).toEqual([]);
    });

    it('leaves it listed when it still cannot be folded', async () => {
      await expect(copy.engine.replay(`view/cards#1/${COMMUNITY}/2`)).rejects.toThrow('It cannot be folded.');
      expect(await stores.progress.listSetAside()).toHaveLength(1);
    });

    it('tells the look-up of what was mended', async () => {
      const lookUp = aLookUp();
      const looking = await started({ stores, model: { views: [poisoned(poison)], lookUps: [lookUp] } });
      delete poison.title;
      await looking.engine.replay(`view/cards#1/${COMMUNITY}/2`);
      expect(lookUp.titles.get(`${COMMUNITY}/2`)).toBe('poison');
    });
  });

  it('lets stand still whatever an event concerns of which it cannot even say that', async () => {
    const confused = view<Card, TaskEvent>({
      ...cards,
      keys: (event) => {
        if (event.data.type === 'task-claimed') throw new Error('Whose is it?');
        return cards.keys(event);
      },
    });
    const copy = await started({ stores, model: { views: [confused] } });
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.do('1', { type: 'claim', by: 'li' });
    await copy.do('2', { type: 'open', title: 'beans' });
    await copy.engine.settled();
    expect(await idsOf(copy)).toEqual(['1', '2']);
    expect((await stores.progress.listSetAside()).map(({ subject }) => subject)).toEqual(['1']);
  });

  it('lets a document stand still whose indexed field is not what was declared', async () => {
    const wrong = view<Card, TaskEvent>({
      ...cards,
      project: (card, event, id) => ({ ...cards.project(card, event, id)!, ...(id === '1' && { status: 5 as never }) }),
    });
    const copy = await started({ stores: { ...stores, views: memoryViewStore() }, model: { views: [wrong] } });
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.do('2', { type: 'open', title: 'beans' });
    await copy.engine.settled();
    expect(await idsOf(copy)).toEqual(['2']);
    expect((await stores.progress.listSetAside()).map(({ subject }) => subject)).toEqual(['1']);
  });

  it('folds old events in today’s words', async () => {
    const old = aCopy({ stores });
    await old.engine.run(anEnvelope({ commandId: 'old' }), async (streams) => ({
      changes: [{ of: await streams.load(task, '1'), events: [{ type: 'task-made', name: 'rice' } as never] }],
    }));
    const copy = await started({
      stores,
      model: {
        upcasters: {
          'task-made': ((event: { name: string }) => ({ type: 'task-named', title: event.name })) as never,
          'task-named': ((event: { title: string }) => ({ type: 'task-opened', title: event.title })) as never,
        },
      },
    });
    expect(await copy.card('1')).toMatchObject({ title: 'rice', status: 'open' });
    expect(await copy.do('1', { type: 'claim', by: 'li' })).toMatchObject({ version: 2 });
    expect((await copy.engine.verify()).faults).toEqual([]);
    expect((await headOf(copy.engine)).position).toBe(2);
  });
});
