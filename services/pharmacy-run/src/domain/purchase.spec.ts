import fc from 'fast-check';
import type { PublicNeedLine } from '@linli/contracts';
import { fold, given, type Refusal } from '@linli/kernel';
import { purchase, type PurchaseCommand } from './purchase.js';
import type { PurchaseEvent } from './purchase.events.js';

const li = { volunteerId: 'li', name: 's1.li' };
const aLine = (lineId: string, quantity = 28) => ({ lineId, quantity, unit: '片', substitution: 'never' as const, item: `s1.${lineId}` });
const listed: PurchaseEvent = {
  type: 'purchase-listed',
  runId: 'r1',
  runners: [li],
  stops: [
    { taskId: 'n1', needId: 'n1', order: 1 },
    { taskId: 'n2', needId: 'n2', order: 2 },
  ],
};
const begun: PurchaseEvent = { type: 'buying-started', runId: 'r1', taskId: 'n1', needId: 'n1' };
const bought = (lineId = 'l1', quantity = 28, priceFen = 3250, complete = true): PurchaseEvent => ({
  type: 'item-bought',
  taskId: 'n1',
  lineId,
  quantity,
  priceFen,
  complete,
});
const unavailable = (lineId = 'l1'): PurchaseEvent => ({ type: 'item-unavailable', taskId: 'n1', lineId });
const delivered = (taskId: string, paidFen = 0, missing: string[] = []): PurchaseEvent => ({
  type: 'stop-delivered',
  runId: 'r1',
  taskId,
  needId: taskId,
  missing,
  paidFen,
  proof: 'code',
});
const failed = (taskId: string): PurchaseEvent => ({ type: 'stop-failed', runId: 'r1', taskId, needId: taskId, reason: 'absent' });
const withdrawn = (taskId: string): PurchaseEvent => ({ type: 'purchase-stop-withdrawn', taskId });
const settled: PurchaseEvent = { type: 'run-settled', runId: 'r1', receiptsFen: 0, returnedFen: 0, differenceFen: 0 };
const advanced = (amountFen: number, advanceFen = amountFen): PurchaseEvent => ({ type: 'money-advanced', amountFen, advanceFen });

const buy = (quantity: number, priceFen = 3250, line = aLine('l1')): PurchaseCommand => ({
  type: 'buy',
  taskId: 'n1',
  line,
  quantity,
  priceFen,
});
const correct = (more: { quantity?: number; priceFen?: number }): PurchaseCommand => ({
  type: 'correct',
  taskId: 'n1',
  line: aLine('l1'),
  reason: 's1.why',
  ...more,
});
const deliver = (lines: readonly PublicNeedLine[] = [aLine('l1')], paidFen = 0): PurchaseCommand => ({
  type: 'deliver',
  taskId: 'n1',
  lines,
  paidFen,
});
const settle = (receiptsFen: number, returnedFen: number, difference?: string): PurchaseCommand => ({
  type: 'settle',
  receiptsFen,
  returnedFen,
  ...(difference !== undefined && { difference }),
});

describe('a purchase', () => {
  it('is listed when its run is planned, once', () => {
    const { type: _type, ...plan } = listed as Extract<PurchaseEvent, { type: 'purchase-listed' }>;
    given(purchase, [])
      .when({ type: 'list', ...plan })
      .then(listed);
    given(purchase, [listed])
      .when({ type: 'list', ...plan })
      .thenNothing();
  });

  it('starts with its run, once', () => {
    given(purchase, [listed]).when({ type: 'start' }).then({ type: 'purchase-started' });
    given(purchase, [listed, { type: 'purchase-started' }])
      .when({ type: 'start' })
      .thenNothing();
    given(purchase, [listed, settled]).when({ type: 'start' }).thenNothing();
  });

  it('that was never listed is not there', () => {
    given(purchase, []).when(buy(28)).thenRefused('not-found');
    given(purchase, []).when({ type: 'start' }).thenRefused('not-found');
  });
});

describe('a line', () => {
  it('is bought whole; the first thing bought for a need is told', () => given(purchase, [listed]).when(buy(28)).then(begun, bought()));

  it('is bought in part, and the rest later: what is said is the line’s total', () => {
    given(purchase, [listed])
      .when(buy(14, 1600))
      .then(begun, bought('l1', 14, 1600, false));
    given(purchase, [listed, begun, bought('l1', 14, 1600, false)])
      .when(buy(28, 3250))
      .then(bought('l1', 28, 3250, true));
    expect(given(purchase, [listed]).when(buy(14, 1600)).thenState()).toMatchObject({
      lines: { l1: { taskId: 'n1', status: 'part-bought', quantity: 14, priceFen: 1600 } },
    });
  });

  it('is told of once for each need, not for each line', () =>
    given(purchase, [listed, begun, bought()])
      .when(buy(2, 900, aLine('l2', 2)))
      .then(bought('l2', 2, 900, true)));

  it('is not bought twice', () => {
    given(purchase, [listed, begun, bought()]).when(buy(28)).thenRefused('already-bought');
  });

  it('is not to be had, or is after all', () => {
    given(purchase, [listed])
      .when({ type: 'find-unavailable', taskId: 'n1', line: aLine('l1') })
      .then(unavailable());
    given(purchase, [listed, unavailable()])
      .when({ type: 'find-unavailable', taskId: 'n1', line: aLine('l1') })
      .thenNothing();
    given(purchase, [listed, unavailable()]).when(buy(28)).then(begun, bought());
  });

  it('that is paid for does not vanish: it is corrected instead', () => {
    for (const had of [bought(), bought('l1', 14, 1600, false)])
      given(purchase, [listed, begun, had])
        .when({ type: 'find-unavailable', taskId: 'n1', line: aLine('l1') })
        .thenRefused('already-bought');
  });

  it('is corrected in quantity or price, with a reason', () => {
    const corrected = (quantity: number, priceFen: number, complete: boolean): PurchaseEvent => ({
      type: 'item-corrected',
      taskId: 'n1',
      lineId: 'l1',
      quantity,
      priceFen,
      complete,
      reason: 's1.why',
    });
    given(purchase, [listed, begun, bought()])
      .when(correct({ priceFen: 3520 }))
      .then(corrected(28, 3520, true));
    given(purchase, [listed, begun, bought()])
      .when(correct({ quantity: 14 }))
      .then(corrected(14, 3250, false));
    expect(
      given(purchase, [listed, begun, bought()])
        .when(correct({ quantity: 0, priceFen: 0 }))
        .thenState(),
    ).toMatchObject({
      lines: { l1: { status: 'listed', quantity: 0, priceFen: 0 } },
    });
  });

  it('is corrected also after it was handed over, while the run is open', () =>
    given(purchase, [listed, begun, bought(), delivered('n1')])
      .when(correct({ priceFen: 3520 }))
      .then({ type: 'item-corrected', taskId: 'n1', lineId: 'l1', quantity: 28, priceFen: 3520, complete: true, reason: 's1.why' }));

  it('of which nothing is bought has nothing to correct', () => {
    given(purchase, [listed])
      .when(correct({ quantity: 1 }))
      .thenRefused('not-bought');
    given(purchase, [listed, unavailable()])
      .when(correct({ quantity: 1 }))
      .thenRefused('not-bought');
  });

  it('is left alone when its stop is over', () => {
    for (const over of [delivered('n1'), failed('n1')]) {
      given(purchase, [listed, over]).when(buy(28)).thenRefused('stop-over');
      given(purchase, [listed, over])
        .when({ type: 'find-unavailable', taskId: 'n1', line: aLine('l1') })
        .thenRefused('stop-over');
    }
    given(purchase, [listed, withdrawn('n1')])
      .when(buy(28))
      .thenRefused('not-found');
  });
});

describe('a substitute', () => {
  const of = (substitution: 'allowed' | 'ask-first' | 'never') => ({ ...aLine('l1'), substitution });
  const what = { item: 's1.other', quantity: 14, priceFen: 2100 };
  const substitute = (substitution: 'allowed' | 'ask-first' | 'never', controlled = false): PurchaseCommand => ({
    type: 'substitute',
    taskId: 'n1',
    line: of(substitution),
    controlled,
    ...what,
  });
  const answer = (agrees: boolean): PurchaseCommand => ({ type: 'answer', taskId: 'n1', line: of('ask-first'), agrees, by: 's1.daughter' });
  const asked: PurchaseEvent = { type: 'substitution-asked', taskId: 'n1', lineId: 'l1', ...what };
  const agreed: PurchaseEvent = { type: 'substitution-agreed', taskId: 'n1', lineId: 'l1', ...what };
  const refused: PurchaseEvent = { type: 'substitution-refused', taskId: 'n1', lineId: 'l1', by: 's1.daughter' };
  const lineAfter = (...events: PurchaseEvent[]) => {
    const state = fold(purchase, [listed, ...events]);
    return state.status === 'unknown' ? undefined : state.lines.l1;
  };

  it('is bought at once where the need allows it', () => {
    given(purchase, [listed]).when(substitute('allowed')).then(begun, agreed);
    given(purchase, [listed, begun, unavailable()]).when(substitute('allowed')).then(agreed);
    expect(lineAfter(begun, agreed)).toEqual({ taskId: 'n1', status: 'substituted', quantity: 14, priceFen: 2100, instead: 's1.other' });
  });

  it('is asked about first, and bought only when somebody of the household agrees, who is noted', () => {
    given(purchase, [listed]).when(substitute('ask-first')).then(asked);
    given(purchase, [listed, asked])
      .when(answer(true))
      .then(begun, { ...agreed, by: 's1.daughter' });
    expect(lineAfter(unavailable(), asked)).toMatchObject({ status: 'unavailable', quantity: 0, priceFen: 0, asked: what });
    expect(lineAfter(asked, unavailable())).toMatchObject({ status: 'unavailable', asked: what });
  });

  it('that is refused is not bought; another may be asked about, or the line bought after all', () => {
    given(purchase, [listed, asked]).when(answer(false)).then(refused);
    expect(lineAfter(unavailable(), asked, refused)).toEqual({ taskId: 'n1', status: 'unavailable', quantity: 0, priceFen: 0 });
    given(purchase, [listed, asked, refused]).when(substitute('ask-first')).then(asked);
    given(purchase, [listed, asked]).when(buy(28)).then(begun, bought());
  });

  it('has one answer, and none where nothing is asked', () => {
    for (const events of [[], [asked, refused], [asked, begun, agreed], [asked, begun, bought()]])
      given(purchase, [listed, ...events])
        .when(answer(true))
        .thenRefused('nothing-asked');
  });

  it('is never given where the need says never, and never in the place of or as a controlled medicine', () => {
    given(purchase, [listed]).when(substitute('never')).thenRefused('substitution-not-allowed');
    for (const rule of ['allowed', 'ask-first', 'never'] as const)
      given(purchase, [listed]).when(substitute(rule, true)).thenRefused('controlled-medicine');
  });

  it('is not bought beside what is bought, nor the line beside it', () => {
    for (const had of [bought(), bought('l1', 14, 1600, false), agreed]) {
      given(purchase, [listed, begun, had]).when(substitute('allowed')).thenRefused('already-bought');
    }
    given(purchase, [listed, begun, agreed]).when(buy(28)).thenRefused('already-bought');
    given(purchase, [listed, begun, agreed])
      .when({ type: 'find-unavailable', taskId: 'n1', line: aLine('l1') })
      .thenRefused('already-bought');
  });

  it('is corrected like what is bought, and stays a substitute until there is none of it', () => {
    const corrected = (quantity: number): PurchaseEvent => ({
      type: 'item-corrected',
      taskId: 'n1',
      lineId: 'l1',
      quantity,
      priceFen: 2100,
      complete: false,
      reason: 's1.why',
    });
    given(purchase, [listed, begun, agreed])
      .when(correct({ quantity: 7 }))
      .then(corrected(7));
    expect(lineAfter(begun, agreed, corrected(7))).toMatchObject({ status: 'substituted', quantity: 7, instead: 's1.other' });
    expect(lineAfter(begun, agreed, corrected(0))).toEqual({ taskId: 'n1', status: 'listed', quantity: 0, priceFen: 2100 });
  });

  it('is handed over as what it is: nothing is missing, and it is told what was given', () =>
    given(purchase, [listed, begun, agreed])
      .when(deliver([of('allowed')]))
      .then(
        {
          type: 'substitutes-given',
          runId: 'r1',
          taskId: 'n1',
          needId: 'n1',
          substitutes: [{ lineId: 'l1', quantity: 14, item: 's1.other' }],
        },
        delivered('n1'),
      ));

  it('that nobody has answered is not given: its line is missing', () =>
    given(purchase, [listed, asked])
      .when(deliver([of('ask-first')]))
      .then(delivered('n1', 0, ['l1'])));

  it('comes too late at a stop that is over, and in a run that is closed', () => {
    given(purchase, [listed, asked, delivered('n1')])
      .when(answer(true))
      .thenRefused('stop-over');
    given(purchase, [listed, failed('n1')])
      .when(substitute('allowed'))
      .thenRefused('stop-over');
    given(purchase, [listed, asked, settled]).when(answer(true)).thenRefused('run-closed');
  });
});

describe('a stop', () => {
  it('is delivered, with what was paid at the door', () =>
    given(purchase, [listed, begun, bought()])
      .when(deliver([aLine('l1')], 3250))
      .then(delivered('n1', 3250)));

  it('is delivered with a missing line: not listed, not to be had, or bought in part', () =>
    given(purchase, [listed, begun, bought('l1'), bought('l2', 1, 100, false), unavailable('l3')])
      .when(deliver([aLine('l1'), aLine('l2'), aLine('l3'), aLine('l4')]))
      .then(delivered('n1', 0, ['l2', 'l3', 'l4'])));

  it('is delivered with nothing to buy: a visit', () => given(purchase, [listed]).when(deliver([])).then(delivered('n1')));

  it('fails with a reason and a sealed note: an incident for the dispatcher', () =>
    given(purchase, [listed])
      .when({ type: 'fail-stop', taskId: 'n1', reason: 'absent', note: 's1.note' })
      .then({ type: 'stop-failed', runId: 'r1', taskId: 'n1', needId: 'n1', reason: 'absent', note: 's1.note' }));

  it('is over once', () => {
    for (const over of [delivered('n1'), failed('n1')]) {
      given(purchase, [listed, over]).when(deliver()).thenRefused('stop-over');
      given(purchase, [listed, over]).when({ type: 'fail-stop', taskId: 'n1', reason: 'absent' }).thenRefused('stop-over');
    }
  });

  it('that was taken out of the run is not there, nor one that never was in it', () => {
    given(purchase, [listed, withdrawn('n1')])
      .when(deliver())
      .thenRefused('not-found');
    given(purchase, [listed]).when({ type: 'fail-stop', taskId: 'n9', reason: 'absent' }).thenRefused('not-found');
  });

  it('is taken out of the run when dispatch says so, unless it is delivered', () => {
    given(purchase, [listed]).when({ type: 'withdraw-stop', taskId: 'n1' }).then(withdrawn('n1'));
    given(purchase, [listed, failed('n1')])
      .when({ type: 'withdraw-stop', taskId: 'n1' })
      .then(withdrawn('n1'));
    given(purchase, [listed, delivered('n1')])
      .when({ type: 'withdraw-stop', taskId: 'n1' })
      .thenNothing();
    given(purchase, [listed, withdrawn('n1')])
      .when({ type: 'withdraw-stop', taskId: 'n1' })
      .thenNothing();
    given(purchase, [listed]).when({ type: 'withdraw-stop', taskId: 'n9' }).thenNothing();
  });
});

describe('a run that changes', () => {
  const wang = { volunteerId: 'wang', name: 's1.wang' };
  const n3 = { taskId: 'n3', needId: 'n3', order: 3 };

  it('goes to other runners with what is bought', () => {
    given(purchase, [listed, begun, bought()])
      .when({ type: 'hand-over', runners: [wang] })
      .then({ type: 'purchase-handed-over', from: ['li'], runners: [wang] });
    expect(
      given(purchase, [listed, begun, bought()])
        .when({ type: 'hand-over', runners: [wang] })
        .thenState(),
    ).toMatchObject({
      runners: [wang],
      lines: { l1: { status: 'bought' } },
    });
    given(purchase, [listed, settled])
      .when({ type: 'hand-over', runners: [wang] })
      .thenNothing();
  });

  it('takes stops in and lets others go, but for what is delivered', () => {
    given(purchase, [listed])
      .when({ type: 'amend', added: [n3], removed: ['n1'] })
      .then({ type: 'purchase-amended', added: [n3], removed: ['n1'] });
    given(purchase, [listed, delivered('n1')])
      .when({ type: 'amend', added: [], removed: ['n1'] })
      .thenNothing();
    given(purchase, [listed, settled])
      .when({ type: 'amend', added: [n3], removed: [] })
      .thenNothing();
    given(purchase, [listed, { type: 'purchase-amended', added: [n3], removed: ['n1'] }])
      .when(buy(28))
      .thenRefused('not-found');
  });

  it('has what it bought for a stop that left it and came back', () => {
    const back: PurchaseEvent = { type: 'purchase-amended', added: [{ taskId: 'n1', needId: 'n1', order: 3 }], removed: [] };
    given(purchase, [listed, begun, bought(), withdrawn('n1'), back])
      .when(deliver())
      .then(delivered('n1'));
    given(purchase, [listed, begun, bought(), withdrawn('n1'), back])
      .when(buy(2, 900, aLine('l2', 2)))
      .then(bought('l2', 2, 900, true));
  });
});

describe('money', () => {
  it('that is heard of twice is there once', () => {
    for (const events of [[advanced(5000)], [delivered('n1', 3250)], [advanced(5000), advanced(1000, 6000)]])
      expect(fold(purchase, [listed, ...events, events.at(-1)!])).toEqual(fold(purchase, [listed, ...events]));
  });

  const done = [listed, delivered('n1', 3250), withdrawn('n2')];

  it('is advanced and taken back, never below nothing', () => {
    given(purchase, [listed])
      .when({ type: 'advance', amountFen: 5000, reason: 's1.why' })
      .then({ type: 'money-advanced', amountFen: 5000, advanceFen: 5000, reason: 's1.why' });
    given(purchase, [listed, advanced(5000)])
      .when({ type: 'advance', amountFen: -5000 })
      .then(advanced(-5000, 0));
    given(purchase, [listed, advanced(5000)])
      .when({ type: 'advance', amountFen: -5001 })
      .thenRefused('advance-too-small');
    given(purchase, [listed]).when({ type: 'advance', amountFen: 0 }).thenNothing();
  });

  it('balances: advance and payments are receipts and returns', () =>
    given(purchase, [...done, advanced(5000)])
      .when(settle(3250, 5000))
      .then({ type: 'run-settled', runId: 'r1', receiptsFen: 3250, returnedFen: 5000, differenceFen: 0 }));

  it('that does not balance keeps the run open, and is told by how much', () => {
    const refusal = given(purchase, [...done, advanced(5000)])
      .when(settle(3250, 0))
      .thenRefused('money-does-not-balance');
    expect(refusal.details).toEqual({ advanceFen: 5000, paidFen: 3250, receiptsFen: 3250, returnedFen: 0, differenceFen: 5000 });
  });

  it('that does not balance closes with a stated difference', () =>
    given(purchase, [...done, advanced(5000)])
      .when(settle(3250, 4900, 's1.reason-and-name'))
      .then({
        type: 'run-settled',
        runId: 'r1',
        receiptsFen: 3250,
        returnedFen: 4900,
        differenceFen: 100,
        difference: 's1.reason-and-name',
      }));

  it('closes exactly when it balances, whatever the amounts', () =>
    fc.assert(
      fc.property(fc.nat(1e7), fc.nat(1e7), fc.nat(1e7), fc.nat(1e7), (advanceFen, paidFen, receiptsFen, returnedFen) => {
        const state = fold(purchase, [listed, advanced(advanceFen), delivered('n1', paidFen), failed('n2')]);
        let closes = true;
        try {
          purchase.decide(settle(receiptsFen, returnedFen), state);
        } catch (error) {
          expect((error as Refusal).code).toBe('money-does-not-balance');
          closes = false;
        }
        expect(closes).toBe(advanceFen + paidFen === receiptsFen + returnedFen);
      }),
    ));

  it('is not settled while a stop waits', () => {
    const refusal = given(purchase, [listed, delivered('n1')])
      .when(settle(0, 0))
      .thenRefused('stops-open');
    expect(refusal.details).toEqual({ tasks: ['n2'] });
    given(purchase, [listed, delivered('n1'), failed('n2')])
      .when(settle(0, 0))
      .then(settled);
  });

  it('once settled, nothing of the run moves any more', () => {
    const commands: PurchaseCommand[] = [
      buy(28),
      correct({ quantity: 1 }),
      { type: 'find-unavailable', taskId: 'n1', line: aLine('l1') },
      deliver(),
      { type: 'fail-stop', taskId: 'n1', reason: 'absent' },
      { type: 'advance', amountFen: 100 },
      settle(0, 0),
    ];
    for (const command of commands) given(purchase, [listed, settled]).when(command).thenRefused('run-closed');
  });
});

it('a dispatcher who did it for the runner leaves the state as it is', () =>
  expect(fold(purchase, [listed, { type: 'done-for-runner', reason: 's1.why' }])).toEqual(fold(purchase, [listed])));
