import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Generation, ViewStore } from '../ports/view-store.port.js';
import { COMMUNITY, OTHER, type Subject } from './builders.js';
import { board, put, type Card } from './view-store-board.js';
import { describeQueries } from './view-store-queries.suite.js';

/** What every view store must do. */
export const describeViewStore = (name: string, make: () => Promise<Subject<ViewStore>>): void => {
  describe(`${name} as a view store`, () => {
    let subject: Subject<ViewStore>;
    let views: ViewStore;
    let live: Generation;
    beforeEach(async () => {
      subject = await make();
      views = subject.port;
      live = (await views.declare(board))[0]!;
    });
    afterEach(() => subject.close());

    const idsOf = async (generation: Generation, community = COMMUNITY): Promise<string[]> =>
      (await views.all(generation, community, '', 100)).map(({ id }) => id);

    describe('generations', () => {
      it('makes a first one, live, and finds it again', async () => {
        expect(live).toMatchObject({ view: 'board', version: 1, live: true });
        await put(views, live, { a: { status: 'open' } });
        const again = await subject.reopen();
        const [found, ...others] = await again.declare(board);
        expect(found).toEqual(live);
        expect(others).toEqual([]);
        expect(await again.checkpoint(found!, COMMUNITY)).toBe(1);
        expect((await again.get(found!, COMMUNITY, ['a'])).map(({ id }) => id)).toEqual(['a']);
      });

      it('makes one first one, also when two ask at once', async () => {
        const other = { ...board, name: 'asked-for-twice' };
        const [one, two] = await Promise.all([views.declare(other), views.declare(other)]);
        expect(one).toEqual(two);
        expect(await views.declare(other)).toHaveLength(1);
      });

      it('answers the live one of an older version: the newer one has to be filled first', async () => {
        expect(await views.declare({ ...board, version: 2 })).toEqual([live]);
      });

      it('fills one beside the live one, and each has its own documents and checkpoint', async () => {
        await put(views, live, { a: { status: 'open' } });
        const next = { ...board, version: 2 };
        const beside = await views.beside(next);
        expect(beside).toMatchObject({ view: 'board', version: 2, live: false });
        expect(await views.checkpoint(beside, COMMUNITY)).toBe(0);
        await put(views, beside, { b: { status: 'open' } });
        expect([await idsOf(live), await idsOf(beside)]).toEqual([['a'], ['b']]);
        expect((await views.declare(next)).filter(({ live: isLive }) => isLive)).toEqual([live]);
      });

      it('switches to one, and leaves the others to those who still read and feed them', async () => {
        await put(views, live, { a: { status: 'open' } });
        const next = { ...board, version: 2 };
        const beside = await views.beside(next);
        await put(views, beside, { b: { status: 'open' } });
        await views.switchTo(beside);
        await views.switchTo(beside);
        views = await subject.reopen();
        expect(await views.declare(next)).toEqual([live, { ...beside, live: true }]);
        expect([await idsOf(live), await idsOf(beside)]).toEqual([['a'], ['b']]);
      });

      it('drops one with all that is in it, and numbers on', async () => {
        await put(views, live, { a: { status: 'open' } });
        const next = { ...board, version: 2 };
        const beside = await views.beside(next);
        await put(views, beside, { b: { status: 'open' } });
        await views.switchTo(beside);
        await views.drop(live);
        await views.drop(live);
        views = await subject.reopen();
        expect(await views.declare(next)).toEqual([{ ...beside, live: true }]);
        expect(await idsOf(beside)).toEqual(['b']);
        expect((await views.beside(next)).generation).toBe(3);
      });

      it('may have other fields and indexes in another version', async () => {
        const next = { ...board, version: 2, fields: { floor: 'integer' }, indexes: [['floor']] } as const;
        const beside = await views.beside(next);
        await put(views, beside, { a: { status: 'open', floor: 12 } as Card });
        await views.switchTo(beside);
        expect((await views.find(beside, next, { community: COMMUNITY, where: { floor: 12 } })).items).toHaveLength(1);
      });

      it('keeps views apart', async () => {
        const other = { ...board, name: 'board-of-others' };
        const [generation] = await views.declare(other);
        await put(views, generation!, { b: { status: 'open' } });
        expect(await idsOf(live)).toEqual([]);
      });
    });

    describe('saving', () => {
      const save = (documents: Parameters<ViewStore['save']>[1]['documents'], from = 1, to = 2) =>
        views.save(live, { community: COMMUNITY, from, to, documents });
      beforeEach(async () => {
        await put(views, live, { a: { status: 'open', note: '王阿姨 "é" \u0000 \ud800 𠮷 😀' } });
      });

      it('gives documents back as they were put, with their positions', async () => {
        expect(await views.get(live, COMMUNITY, ['none', 'a'])).toEqual([
          { community: COMMUNITY, id: 'a', position: 1, doc: { status: 'open', note: '王阿姨 "é" \u0000 \ud800 𠮷 😀' } },
        ]);
        expect(await views.get(live, OTHER, ['a'])).toEqual([]);
      });

      it('moves the checkpoint also when no document changed', async () => {
        expect(await save([])).toBe(true);
        expect(await views.checkpoint(live, COMMUNITY)).toBe(2);
        expect(await views.checkpoint(live, OTHER)).toBe(0);
        expect((await Promise.all([save([], 2, 3), save([], 2, 3)])).sort()).toEqual([false, true]);
        expect(await save([], 2, 3)).toBe(false);
        await views.drop(live);
        expect(await save([], 3, 4).catch(() => false)).toBe(false);
      });

      it('replaces a document whose position is the one that was read', async () => {
        expect(await save([{ id: 'a', doc: { status: 'claimed' }, was: 1, position: 2 }])).toBe(true);
        expect(await views.get(live, COMMUNITY, ['a'])).toEqual([
          { community: COMMUNITY, id: 'a', position: 2, doc: { status: 'claimed' } },
        ]);
        expect((await views.find(live, board, { community: COMMUNITY, where: { status: 'open' }, orderBy: ['deadline'] })).items).toEqual(
          [],
        );
      });

      it('refuses when the checkpoint has moved', async () => {
        expect(await save([{ id: 'b', doc: { status: 'open' }, was: 0, position: 2 }], 0, 2)).toBe(false);
        expect(await save([{ id: 'b', doc: { status: 'open' }, was: 0, position: 9 }], 5, 9)).toBe(false);
        expect(await idsOf(live)).toEqual(['a']);
        expect(await views.checkpoint(live, COMMUNITY)).toBe(1);
      });

      it.each([
        ['a document has moved', { id: 'a', doc: { status: 'claimed' }, was: 7, position: 8 }],
        ['a document is there that was not', { id: 'a', doc: { status: 'claimed' }, was: 0, position: 2 }],
        ['a document is gone that was there', { id: 'none', doc: { status: 'claimed' }, was: 1, position: 2 }],
        ['a document to delete has moved', { id: 'a', doc: undefined, was: 7, position: 8 }],
      ])('refuses when %s, and moves nothing', async (_what, moved) => {
        expect(await save([{ id: 'b', doc: { status: 'open' }, was: 0, position: 2 }, moved])).toBe(false);
        expect((await views.get(live, COMMUNITY, ['a']))[0]).toMatchObject({ position: 1, doc: { status: 'open' } });
        expect(await idsOf(live)).toEqual(['a']);
        expect(await views.checkpoint(live, COMMUNITY)).toBe(1);
      });

      it('lets one of two win that fold the same batch', async () => {
        const batch = [{ id: 'a', doc: { status: 'claimed' }, was: 1, position: 2 }];
        expect((await Promise.all([save(batch), save(batch)])).sort()).toEqual([false, true]);
      });

      it('deletes, and lets the same id begin again later', async () => {
        expect(await save([{ id: 'a', doc: undefined, was: 1, position: 2 }])).toBe(true);
        expect(await views.get(live, COMMUNITY, ['a'])).toEqual([]);
        expect(await idsOf(live)).toEqual([]);
        expect(await save([{ id: 'a', doc: { status: 'open' }, was: 0, position: 3 }], 2, 3)).toBe(true);
        expect(await idsOf(live)).toEqual(['a']);
      });

      it('leaves a tombstone: what is older than the deletion does not come back', async () => {
        await save([{ id: 'a', doc: undefined, was: 1, position: 4 }], 1, 4);
        expect(await save([{ id: 'a', doc: { status: 'open' }, was: 0, position: 3 }], 4, 5)).toBe(false);
        expect(await save([{ id: 'a', doc: { status: 'open' }, was: 0, position: 5 }], 4, 5)).toBe(true);
      });

      it('says up to where documents and tombstones are folded', async () => {
        await save([{ id: 'b', doc: { status: 'open' }, was: 0, position: 2 }], 1, 2);
        await save([{ id: 'a', doc: undefined, was: 1, position: 4 }], 2, 5);
        const standing = await views.standing(live, COMMUNITY, ['a', 'none', 'b']);
        expect([...standing].sort((left, right) => (left.id < right.id ? -1 : 1))).toEqual([
          { id: 'a', position: 4, doc: undefined },
          { id: 'b', position: 2, doc: { status: 'open' } },
        ]);
        expect(await views.standing(live, OTHER, ['a'])).toEqual([]);
        await save([{ id: 'a', doc: { status: 'open' }, was: 0, position: 6 }], 5, 6);
        expect(await views.standing(live, COMMUNITY, ['a'])).toEqual([{ id: 'a', position: 6, doc: { status: 'open' } }]);
      });

      it('refuses a document whose indexed field is not what was declared, and goes on', async () => {
        for (const wrong of [{ status: true }, { status: 5 }, { floor: '12' }, { floor: 1.5 }, { status: { a: 1 } }]) {
          await expect(save([{ id: 'b', doc: wrong, was: 0, position: 2 }])).rejects.toThrow(TypeError);
        }
        expect(await save([{ id: 'b', doc: { status: null, floor: -3 }, was: 0, position: 2 }])).toBe(true);
      });
    });

    describe('mending', () => {
      it('puts a document whatever is there, and leaves the checkpoint', async () => {
        await put(views, live, { a: { status: 'open' } });
        await views.mend(live, COMMUNITY, 'a', { status: 'claimed' }, 1);
        await views.mend(live, COMMUNITY, 'b', { status: 'open' }, 1);
        await views.mend(live, COMMUNITY, 'none', undefined, 1);
        expect((await views.get(live, COMMUNITY, ['a', 'b', 'none'])).map(({ id, doc }) => [id, doc])).toEqual([
          ['a', { status: 'claimed' }],
          ['b', { status: 'open' }],
        ]);
        await views.mend(live, COMMUNITY, 'a', undefined, 1);
        expect(await idsOf(live)).toEqual(['b']);
        expect(await views.checkpoint(live, COMMUNITY)).toBe(1);
      });
    });

    it('lists all documents of a community by id, page by page', async () => {
      await put(views, live, Object.fromEntries(['c', 'a', 'd', 'b'].map((id) => [id, { status: 'open' }])));
      await put(views, live, { z: { status: 'open' } }, OTHER);
      const page = async (after: string) => (await views.all(live, COMMUNITY, after, 3)).map(({ id }) => id);
      expect([await page(''), await page('c'), await page('d')]).toEqual([['a', 'b', 'c'], ['d'], []]);
    });

    describeQueries(() => ({ views, live }));
  });
};
