import { idOf, view } from '@linli/engine';
import { order, type OrderEvent, type OrderFacts } from '../domain/order.js';

export const orders = view<OrderFacts, OrderEvent>({
  name: 'orders',
  version: 1,
  fields: {},
  indexes: [],
  keys: (event) => (event.subject.startsWith('order/') ? [idOf(event.subject)] : []),
  project(doc, event) {
    const state = order.evolve(doc ? { status: 'known', facts: doc, wrongCodes: 0 } : order.initialState, event.data);
    return state.status === 'known' ? state.facts : undefined;
  },
});
