import { asIf, type RunCommand } from './run-command';
import type { Run } from './parts';

const line = { lineId: 'l1', taskId: 't1', quantity: 2, status: 'listed', substitution: 'allowed' } as const;
const run = (of: object = line): Run => ({
  id: 'r1',
  version: 1,
  status: 'started',
  runners: [],
  shoppingList: [{ item: '氨氯地平', unit: '盒', quantity: 2, lines: [of as typeof line] }],
  stops: [{ taskId: 't1', needId: 't1', order: 1, status: 'waiting' }],
  leftOver: [],
  money: { advanceFen: 5000, paidFen: 0, receiptsFen: 0, returnedFen: 0 },
});
const LINE = '/api/pharmacy-run/runs/{id}/lines/{lineId}';
const onLine = (what: string, body: object): RunCommand =>
  ({ route: `${LINE}/${what}`, path: { id: 'r1', lineId: 'l1' }, body }) as RunCommand;
const atDoor = (what: string, body: object): RunCommand =>
  ({ route: `/api/pharmacy-run/runs/{id}/stops/{taskId}/${what}`, path: { id: 'r1', taskId: 't1' }, body }) as RunCommand;
const lineAfter = (of: object, ...commands: RunCommand[]) => asIf(run(of), commands).shoppingList[0]!.lines[0];

it.each([
  [2, 'bought'],
  [1, 'part-bought'],
])('%p of two count as %p', (quantity, status) =>
  expect(lineAfter(line, onLine('bought', { quantity, priceFen: 1250 }))).toMatchObject({
    status,
    boughtQuantity: quantity,
    priceFen: 1250,
  }),
);

it('a correction without an amount keeps the one that was', () =>
  expect(
    lineAfter(line, onLine('bought', { quantity: 2, priceFen: 1250 }), onLine('correct', { priceFen: 1200, reason: '看错' })),
  ).toMatchObject({
    status: 'bought',
    boughtQuantity: 2,
    priceFen: 1200,
  }));

it('something else is had at once where the need allows it', () =>
  expect(lineAfter(line, onLine('substitute', { item: '硝苯地平', quantity: 2, priceFen: 2800 }))).toMatchObject({
    status: 'substituted',
    instead: { item: '硝苯地平' },
  }));

describe('where the household is asked first', () => {
  const asked = onLine('substitute', { item: '硝苯地平', quantity: 2, priceFen: 2800 });
  const first = { ...line, substitution: 'ask-first', status: 'unavailable' };

  it('it waits for the answer', () =>
    expect(lineAfter(first, asked)).toMatchObject({ status: 'unavailable', asked: { item: '硝苯地平', priceFen: 2800 } }));
  it('it is had once they agree', () =>
    expect(lineAfter(first, asked, onLine('answer', { agrees: true, by: '女儿' }))).toMatchObject({
      status: 'substituted',
      instead: { item: '硝苯地平' },
      priceFen: 2800,
    }));
  it('it is as before once they refuse', () =>
    expect(lineAfter(first, asked, onLine('answer', { agrees: false, by: '女儿' }))).toEqual(first));
});

it('a handover counts once, also when it has come through by now', () => {
  const delivered = asIf(run(), [atDoor('deliver', { proof: { kind: 'code', code: '1234' }, paidFen: 3000 })]);
  expect([delivered.stops[0]!.status, delivered.money.paidFen]).toEqual(['delivered', 3000]);
  expect(asIf(delivered, [atDoor('deliver', { proof: { kind: 'code', code: '1234' }, paidFen: 3000 })])).toEqual(delivered);
});

it('what happened at a door that failed, and the end of the run, are seen', () => {
  const close = { route: '/api/pharmacy-run/runs/{id}/close', path: { id: 'r1' }, body: { receiptsFen: 0, returnedFen: 5000 } } as const;
  const after = asIf(run(), [atDoor('fail', { reason: 'absent' }), close]);
  expect([after.stops[0]!.status, after.status, after.money.returnedFen]).toEqual(['failed', 'closed', 5000]);
});

it('another run is none of its business', () =>
  expect(asIf({ ...run(), id: 'r2' }, [atDoor('fail', { reason: 'absent' })]).stops[0]!.status).toBe('waiting'));
