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
const anOrder = (needId: string, lines: { lineId: string; quantity: number; unit?: string }[]): [string, OrderFacts] => [
  needId,
  {
    needId,
    residentId: `of-${needId}`,
    kind: 'medicine',
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

  it('leaves out stops that were taken out, and what nobody may open any more', () => {
    const orders = new Map([anOrder('n1', [{ lineId: 'l1', quantity: 1 }]), anOrder('n2', [{ lineId: 'l2', quantity: 1 }])]);
    expect(shoppingList(aRun([aStop('n1', { status: 'withdrawn' }), aStop('n2')]), orders, new Map([['l1', amlodipine]]))).toEqual([]);
  });
});
