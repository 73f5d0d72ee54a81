import { NEED_KINDS, type NeedKind } from '@linli/contracts';
import type { OrderFacts } from '../domain/order.js';
import type { Line, Stop } from '../domain/purchase.js';
import type { RunDoc } from './runs.view.js';
import { shoppingList } from './shopping-list.js';

const amlodipine = { item: '苯磺酸氨氯地平片', strength: '5mg' };
const aStop = (taskId: string, more: Partial<Stop> = {}): Stop => ({
  taskId,
  needId: taskId,
  order: 1,
  status: 'waiting',
  buying: false,
  paidFen: 0,
  ...more,
});
const aRun = (stops: Stop[], lines: Record<string, Line> = {}): RunDoc => ({
  status: 'planned',
  runId: 'r1',
  runners: [],
  stops,
  lines,
  money: { advanceFen: 0, paidFen: 0, receiptsFen: 0, returnedFen: 0 },
  listedAt: '2022-11-24T06:00:00.000Z',
  version: 1,
});
const anOrder = (
  needId: string,
  lines: { lineId: string; quantity: number; unit?: string }[],
  kind: NeedKind = 'medicine',
): [string, OrderFacts] => [
  needId,
  {
    needId,
    residentId: `of-${needId}`,
    kind,
    lines: lines.map(({ lineId, quantity, unit = '片' }) => ({ lineId, quantity, unit, substitution: 'allowed', item: 's1' })),
    delivery: 's1',
    handoverCode: 's1',
  },
];

describe('the shopping list', () => {
  it('is grouped by medicine, with each household’s part', () =>
    expect(
      shoppingList(
        aRun([aStop('n1'), aStop('n2')], { l1: { taskId: 'n1', status: 'part-bought', quantity: 14, priceFen: 1600 } }),
        new Map([anOrder('n1', [{ lineId: 'l1', quantity: 28 }]), anOrder('n2', [{ lineId: 'l2', quantity: 7 }])]),
        new Map([
          ['l1', amlodipine],
          ['l2', amlodipine],
        ]),
      ),
    ).toEqual([
      {
        ...amlodipine,
        unit: '片',
        quantity: 35,
        lines: [
          { lineId: 'l1', taskId: 'n1', quantity: 28, substitution: 'allowed', status: 'part-bought', boughtQuantity: 14, priceFen: 1600 },
          { lineId: 'l2', taskId: 'n2', quantity: 7, substitution: 'allowed', status: 'listed' },
        ],
      },
    ]));

  it('keeps apart what differs in strength, unit or shop', () => {
    const orders = new Map([
      anOrder('n1', [
        { lineId: 'l1', quantity: 1 },
        { lineId: 'l2', quantity: 1 },
        { lineId: 'l3', quantity: 1, unit: '盒' },
      ]),
      anOrder('n2', [{ lineId: 'l4', quantity: 1 }]),
    ]);
    const items = new Map([
      ['l1', amlodipine],
      ['l2', { ...amlodipine, strength: '10mg' }],
      ['l3', amlodipine],
      ['l4', amlodipine],
    ]);
    const list = shoppingList(aRun([aStop('n1'), aStop('n2', { shopId: 'pharmacy' })]), orders, items);
    expect(list.map(({ shop, strength, unit, lines }) => [shop, strength, unit, lines.map(({ lineId }) => lineId)])).toEqual([
      [undefined, '5mg', '片', ['l1']],
      [undefined, '10mg', '片', ['l2']],
      [undefined, '5mg', '盒', ['l3']],
      ['pharmacy', '5mg', '片', ['l4']],
    ]);
  });

  it('is parted by shop, each with its name and place, in the order of their names', () => {
    const orders = new Map(['n1', 'n2', 'n3', 'n4'].map((id) => anOrder(id, [{ lineId: id, quantity: 1 }])));
    const items = new Map([...orders.keys()].map((id) => [id, amlodipine]));
    const shops = new Map([
      ['s1', { name: { zh: '榕树里药房', en: 'Banyan Lane Pharmacy' }, kind: 'pharmacy' as const, place: '12栋临街' }],
      ['s2', { name: { zh: '安康药房', en: 'Ankang Pharmacy' }, kind: 'pharmacy' as const, place: '3栋临街' }],
    ]);
    const stops = [aStop('n1', { shopId: 's1' }), aStop('n2', { shopId: 's2' }), aStop('n3', { shopId: 's1' }), aStop('n4')];
    const list = shoppingList(aRun(stops), orders, items, shops);
    expect(list.map(({ shop, shopName, shopPlace, lines }) => [shop, shopName?.en, shopPlace, lines.map(({ lineId }) => lineId)])).toEqual([
      [undefined, undefined, undefined, ['n4']],
      ['s2', 'Ankang Pharmacy', '3栋临街', ['n2']],
      ['s1', 'Banyan Lane Pharmacy', '12栋临街', ['n1', 'n3']],
    ]);
  });

  it('holds goods only: nobody buys a repair, a visit or an escort', () => {
    const onIt = NEED_KINDS.filter((kind) => {
      const orders = new Map([anOrder('n1', [{ lineId: 'l1', quantity: 1 }], kind)]);
      return shoppingList(aRun([aStop('n1')]), orders, new Map([['l1', amlodipine]])).length > 0;
    });
    expect(onIt).toEqual(['medicine', 'groceries', 'test-kits', 'other']);
  });

  it('leaves out stops that were taken out, and what nobody may open any more', () => {
    const orders = new Map([anOrder('n1', [{ lineId: 'l1', quantity: 1 }]), anOrder('n2', [{ lineId: 'l2', quantity: 1 }])]);
    expect(shoppingList(aRun([aStop('n1', { status: 'withdrawn' }), aStop('n2')]), orders, new Map([['l1', amlodipine]]))).toEqual([]);
  });
});
