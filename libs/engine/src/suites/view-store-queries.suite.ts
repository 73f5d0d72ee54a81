import { beforeEach, describe, expect, it } from '@jest/globals';
import { Refusal } from '@linli/kernel';
import type { Generation, ViewQuery, ViewStore } from '../ports/view-store.port.js';
import { NoIndex } from '../view-query.js';
import { COMMUNITY, OTHER } from './builders.js';
import { board, put, type Card } from './view-store-board.js';

const CARDS: Readonly<Record<string, Card>> = {
  a: { status: 'open', deadline: '2022-11-24T06', floor: 3 },
  b: { status: 'open', deadline: '2022-11-24T04', floor: 12 },
  c: { status: 'claimed', deadline: '2022-11-24T05', floor: 3 },
  d: { status: 'open', deadline: null, floor: null },
  e: { status: 'completed', deadline: '2022-11-24T04' },
  f: { deadline: '2022-11-24T08', floor: -1 },
  g: { status: '已领取', deadline: '2022-11-24T07', floor: 12 },
};

/** What every view store must answer. */
export const describeQueries = (current: () => { views: ViewStore; live: Generation }): void => {
  describe('finding', () => {
    let views: ViewStore;
    let live: Generation;
    beforeEach(async () => {
      ({ views, live } = current());
      await put(views, live, CARDS);
      await put(views, live, { x: { status: 'open', deadline: '2022-11-24T05', floor: 1 } }, OTHER);
    });

    const find = async (query: Partial<ViewQuery>): Promise<string> =>
      (await views.find(live, board, { community: COMMUNITY, ...query })).items.map(({ id }) => id).join('');

    it.each<[string, Partial<ViewQuery>, string]>([
      ['everything of a community', {}, 'abcdefg'],
      ['backwards', { descending: true }, 'gfedcba'],
      ['a value', { where: { status: 'open' } }, 'abd'],
      ['a value in any script', { where: { status: '已领取' } }, 'g'],
      ['a value nobody has', { where: { status: "o'pen" } }, ''],
      ['what is null or absent', { where: { status: null } }, 'f'],
      ['a number', { where: { floor: 12 } }, 'bg'],
      ['one of several', { where: { status: { in: ['claimed', 'completed', 'none'] } } }, 'ce'],
      ['one of several or null', { where: { status: { in: ['claimed', null] } } }, 'cf'],
      ['one of none', { where: { status: { in: [] } } }, ''],
      ['from', { where: { deadline: { from: '2022-11-24T06' } } }, 'afg'],
      ['above', { where: { deadline: { above: '2022-11-24T06' } } }, 'fg'],
      ['to', { where: { deadline: { to: '2022-11-24T05' } } }, 'bce'],
      ['below', { where: { deadline: { below: '2022-11-24T05' } } }, 'be'],
      ['between', { where: { deadline: { above: '', to: '2022-11-24T04' } } }, 'be'],
      ['numbers between', { where: { floor: { from: -1, below: 12 } } }, 'acf'],
      ['whatever is not null', { where: { floor: {} } }, 'abcfg'],
      ['an order, null first', { orderBy: ['deadline'] }, 'dbecagf'],
      ['an order backwards, null last', { orderBy: ['deadline'], descending: true }, 'fgacebd'],
      ['a value in an order', { where: { status: 'open' }, orderBy: ['deadline'] }, 'dba'],
      ['several in an order', { where: { status: { in: ['open', 'claimed'] } }, orderBy: ['deadline'] }, 'dbca'],
      ['two values and an order', { where: { status: 'open', floor: 12 }, orderBy: ['deadline'] }, 'b'],
      ['a value and a range in its order', { where: { status: 'open', deadline: { from: '2022-11-24T05' } }, orderBy: ['deadline'] }, 'a'],
      ['an order over two fields', { where: { status: 'open' }, orderBy: ['floor', 'deadline'] }, 'dab'],
      ['a value that goes along with an order', { where: { floor: 12 }, orderBy: ['deadline'] }, 'bg'],
      ['several that go along, backwards', { where: { floor: { in: [3, null] } }, orderBy: ['deadline'], descending: true }, 'aced'],
      ['a value and one that goes along', { where: { deadline: '2022-11-24T04', floor: null } }, 'e'],
      ['at most so many', { orderBy: ['deadline'], limit: 2 }, 'db'],
      ['none at all', { limit: 0 }, ''],
    ])('finds %s', async (_what, query, expected) => {
      const ids = await find(query);
      expect(query.orderBy || query.limit !== undefined || query.descending ? ids : [...ids].sort().join('')).toBe(expected);
    });

    it('gives the document, its community and its position', async () => {
      expect((await views.find(live, board, { community: OTHER })).items).toEqual([
        { community: OTHER, id: 'x', position: 1, doc: { status: 'open', deadline: '2022-11-24T05', floor: 1 } },
      ]);
    });

    it('finds over all communities below a prefix', async () => {
      expect(await find({ community: '990101', prefix: true, where: { status: 'open' }, orderBy: ['deadline'] })).toBe('dbxa');
      expect(await find({ community: '990101001', prefix: true, where: { status: 'open' }, orderBy: ['deadline'] })).toBe('dba');
      expect(await find({ community: COMMUNITY, prefix: true })).toBe('abcdefg');
      expect(await find({ community: '9901010010', where: { status: 'open' } })).toBe('');
    });

    it.each<[string, Partial<ViewQuery>]>([
      ['an order', { orderBy: ['deadline'] }],
      ['an order backwards', { orderBy: ['deadline'], descending: true }],
      ['an order of numbers backwards', { orderBy: ['floor'], descending: true }],
      ['no order', {}],
      ['several communities', { community: '99', prefix: true, orderBy: ['deadline'] }],
      ['two fields', { where: { status: 'open' }, orderBy: ['floor', 'deadline'] }],
      ['what goes along', { where: { floor: { in: [3, 12] } }, orderBy: ['deadline'] }],
    ])('pages through %s without leaving out or repeating', async (_what, query) => {
      const all = await find(query);
      for (const limit of [1, 2, 3]) {
        const pages: string[] = [];
        for (let cursor: string | undefined; ;) {
          const page: Awaited<ReturnType<ViewStore['find']>> = await views.find(live, board, {
            community: COMMUNITY,
            ...query,
            limit,
            ...(cursor && { cursor }),
          });
          pages.push(page.items.map(({ id }) => id).join(''));
          cursor = page.nextCursor;
          if (!cursor) break;
        }
        expect(pages.join('')).toBe(all);
        expect(pages).toHaveLength(Math.ceil(all.length / limit));
      }
    });

    it('goes on behind the same place when documents come and go meanwhile', async () => {
      const first = await views.find(live, board, { community: COMMUNITY, orderBy: ['deadline'], limit: 3 });
      expect(first.items.map(({ id }) => id)).toEqual(['d', 'b', 'e']);
      await put(views, live, { early: { deadline: '2022-11-24T01' }, late: { deadline: '2022-11-24T09' } });
      await views.mend(live, COMMUNITY, 'e', undefined, 3);
      const rest = await views.find(live, board, { community: COMMUNITY, orderBy: ['deadline'], cursor: first.nextCursor! });
      expect(rest.items.map(({ id }) => id)).toEqual(['c', 'a', 'g', 'f', 'late']);
    });

    it.each([
      '',
      'x',
      Buffer.from('[[true],"a","b"]').toString('base64url'),
      Buffer.from('[[],"a","b"]').toString('base64url'),
      Buffer.from('{"a":1}').toString('base64url'),
    ])('refuses the cursor %j that no list has given', async (cursor) => {
      await expect(views.find(live, board, { community: COMMUNITY, orderBy: ['deadline'], cursor })).rejects.toThrow(Refusal);
    });

    it.each<[string, Partial<ViewQuery>]>([
      ['a field that is not declared', { where: { note: 'x' } }],
      ['values no index begins with', { where: { deadline: 'x', floor: 1 }, orderBy: ['status'] }],
      ['a range of what only goes along', { where: { deadline: 'x', floor: { from: 1 } } }],
      ['a range and another order', { where: { status: 'open', deadline: { from: 'x' } }, orderBy: ['floor'] }],
      ['an order no index has', { orderBy: ['floor', 'status'] }],
    ])('refuses %s', async (_what, query) => {
      await expect(views.find(live, board, { community: COMMUNITY, ...query })).rejects.toThrow(NoIndex);
      const { where } = query;
      if (where && !query.orderBy) await expect(views.count(live, board, { community: COMMUNITY, where })).rejects.toThrow(NoIndex);
    });

    it('counts by the values of a field, under conditions, in one or several communities', async () => {
      const count = (query: Partial<ViewQuery>, by?: string) => views.count(live, board, { community: COMMUNITY, ...query }, by);
      const byStatus = { open: 3, claimed: 1, completed: 1, 已领取: 1 };
      expect(await count({}, 'status')).toEqual(new Map<string | null, number>([...Object.entries(byStatus), [null, 1]]));
      expect(await count({ where: { status: 'open' } }, 'floor')).toEqual(
        new Map<number | null, number>([3, 12, null].map((floor) => [floor, 1])),
      );
      expect(await count({ where: { status: 'open' } })).toEqual(new Map([[null, 3]]));
      expect(await count({ where: { deadline: '2022-11-24T04' } }, 'floor')).toEqual(
        new Map<number | null, number>([12, null].map((floor) => [floor, 1])),
      );
      expect(await count({ community: '9901', prefix: true, where: { status: 'open' } })).toEqual(new Map([[null, 4]]));
      expect(await count({ where: { status: 'none' } })).toEqual(new Map());
      expect(await count({ where: { deadline: { to: '2022-11-24T05' } } })).toEqual(new Map([[null, 3]]));
    });
  });
};
