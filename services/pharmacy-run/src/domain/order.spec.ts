import { given } from '@linli/kernel';
import { order, TRIES_AT_THE_DOOR, type OrderEvent, type OrderFacts } from './order.js';

const facts: OrderFacts = {
  needId: 'n1',
  residentId: 'wang',
  kind: 'medicine',
  lines: [{ lineId: 'l1', quantity: 28, unit: '片', substitution: 'never', item: 's1.item' }],
  delivery: 's1.delivery',
  handoverCode: 's1.code',
};
const registered: OrderEvent = { type: 'order-registered', ...facts };
const tried: OrderEvent = { type: 'code-tried' };
const tries = (count: number): OrderEvent[] => Array.from({ length: count }, () => tried);

describe('an order', () => {
  it('is what intake says of a need, and again when the need is reopened', () => {
    given(order, []).when({ type: 'register', facts }).then(registered);
    given(order, [registered])
      .when({ type: 'register', facts: { ...facts, handoverCode: 's1.other' } })
      .then({ ...registered, handoverCode: 's1.other' });
  });

  it('is amended in what has changed', () => {
    given(order, [registered]).when({ type: 'amend', delivery: 's1.moved' }).then({ type: 'order-amended', delivery: 's1.moved' });
    given(order, [registered]).when({ type: 'amend' }).thenNothing();
    expect(given(order, [registered]).when({ type: 'amend', delivery: 's1.moved' }).thenState()).toEqual({
      status: 'known',
      facts: { ...facts, delivery: 's1.moved' },
      wrongCodes: 0,
    });
  });

  it('that nobody has heard of is neither amended nor opened', () => {
    given(order, []).when({ type: 'amend', delivery: 's1.moved' }).thenNothing();
    given(order, []).when({ type: 'try-code', isRight: true }).thenNothing();
  });
});

describe('the code at the door', () => {
  it('opens it, as long as it is right', () => {
    given(order, [registered]).when({ type: 'try-code', isRight: true }).thenNothing();
    given(order, [registered]).when({ type: 'try-code', isRight: false }).then(tried);
    given(order, [registered, ...tries(TRIES_AT_THE_DOOR - 1)])
      .when({ type: 'try-code', isRight: true })
      .thenNothing();
  });

  it('is locked by five wrong ones, also for the right one', () => {
    const locked = [registered, ...tries(5)];
    given(order, locked).when({ type: 'try-code', isRight: true }).thenRefused('code-locked');
    given(order, locked).when({ type: 'try-code', isRight: false }).thenRefused('code-locked');
  });

  it('is unlocked by a new one, and by a need that is reopened, but by no other change', () => {
    const locked = [registered, ...tries(5)];
    given(order, [...locked, { type: 'order-amended', handoverCode: 's1.new' }])
      .when({ type: 'try-code', isRight: true })
      .thenNothing();
    given(order, [...locked, registered])
      .when({ type: 'try-code', isRight: true })
      .thenNothing();
    given(order, [...locked, { type: 'order-amended', delivery: 's1.moved' }])
      .when({ type: 'try-code', isRight: true })
      .thenRefused('code-locked');
  });
});
