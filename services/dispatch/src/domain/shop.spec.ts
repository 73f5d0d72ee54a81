import { given } from '@linli/kernel';
import { mustBeOpen, shop, type ShopChanges, type ShopEvent, type ShopFacts } from './shop.js';

const facts: ShopFacts = {
  shopId: 's1',
  name: { zh: '榕树里药房', en: 'Banyan Lane Pharmacy' },
  kind: 'pharmacy',
  place: '12栋临街',
  serves: ['medicine'],
  zones: [],
};
const added: ShopEvent = { type: 'shop-added', ...facts };
const closed: ShopEvent = { type: 'shop-closed' };
const reopened: ShopEvent = { type: 'shop-reopened' };

describe('a shop', () => {
  it('is added once, and is open', () => {
    given(shop, []).when({ type: 'add', facts }).then(added);
    given(shop, [added]).when({ type: 'add', facts }).thenNothing();
    expect(given(shop, []).when({ type: 'add', facts }).thenState()).toEqual({ status: 'open', ...facts });
  });

  it('closes and opens again, each once', () => {
    given(shop, [added]).when({ type: 'close' }).then(closed);
    given(shop, [added, closed]).when({ type: 'close' }).thenNothing();
    given(shop, [added, closed]).when({ type: 'reopen' }).then(reopened);
    given(shop, [added]).when({ type: 'reopen' }).thenNothing();
    given(shop, [added, closed, reopened]).when({ type: 'close' }).then(closed);
  });

  it('is corrected in what was not right, and not where all is as it was', () => {
    const { name, place, serves, zones } = facts;
    const corrected = { type: 'shop-corrected', shopId: 's1', name, place, serves, zones } as const;
    const better = { zh: '榕树里大药房', en: 'Banyan Lane Drugstore' };
    const correct = (changes: ShopChanges, reason?: string) => ({ type: 'correct', changes, ...(reason && { reason }) }) as const;
    given(shop, [added])
      .when(correct({ name: better }))
      .then({ ...corrected, name: better });
    given(shop, [added, closed])
      .when(correct({ place: '12栋后面' }))
      .then({ ...corrected, place: '12栋后面' });
    given(shop, [added])
      .when(correct({ serves: ['medicine', 'test-kits'], zones: ['12', '03'] }, '开始卖试剂'))
      .then({ ...corrected, serves: ['medicine', 'test-kits'], zones: ['12', '03'], reason: '开始卖试剂' });
    const wider: ShopEvent = { ...corrected, zones: ['12', '03'] };
    given(shop, [added, wider])
      .when(correct({ name, place, zones: ['03', '12'] }, '没有变'))
      .thenNothing();
    given(shop, [added, wider])
      .when(correct({ zones: [] }))
      .then({ ...corrected, zones: [] });
  });

  it('keeps what a correction of the first days says nothing of', () => {
    const name = { zh: '榕树里大药房', en: 'Banyan Lane Drugstore' };
    const corrected: ShopEvent = { type: 'shop-corrected', shopId: 's1', name, place: '12栋临街' };
    expect(given(shop, [added, corrected]).when({ type: 'close' }).thenState()).toEqual({ status: 'closed', ...facts, name });
  });

  it('that nobody added is not there', () => {
    given(shop, []).when({ type: 'close' }).thenRefused('not-found');
    given(shop, []).when({ type: 'reopen' }).thenRefused('not-found');
    given(shop, [])
      .when({ type: 'correct', changes: { place: '12栋' } })
      .thenRefused('not-found');
  });

  it('is nowhere to send anybody while it is closed', () => {
    expect(() => mustBeOpen({ status: 'closed', ...facts })).toThrow(
      expect.objectContaining({ code: 'shop-closed', details: { shopId: 's1' } }),
    );
    expect(() => mustBeOpen({ status: 'open', ...facts })).not.toThrow();
  });
});
