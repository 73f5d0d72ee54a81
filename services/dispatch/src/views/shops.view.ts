import { idOf, view } from '@linli/engine';
import { correctedBy, type ShopEvent, type ShopFacts, type ShopStatus } from '../domain/shop.js';

export interface ShopDoc extends Omit<ShopFacts, 'shopId'> {
  readonly status: ShopStatus;
  readonly version: number;
}

export const shops = view<ShopDoc, ShopEvent>({
  name: 'shops',
  version: 2,
  fields: { status: 'text', kind: 'text' },
  indexes: [['status'], ['kind'], ['status', 'kind']],
  live: { roles: ['dispatcher'] },
  keys: (event) => (event.subject.startsWith('shop/') ? [idOf(event.subject)] : []),
  project(doc, event) {
    switch (event.type) {
      case 'shop-added': {
        const { type: _type, shopId: _id, ...facts } = event.data;
        return { ...facts, status: 'open', version: event.version };
      }
      case 'shop-corrected':
        return doc && { ...doc, ...correctedBy(event.data), version: event.version };
      case 'shop-closed':
        return doc && { ...doc, status: 'closed', version: event.version };
      case 'shop-reopened':
        return doc && { ...doc, status: 'open', version: event.version };
      default:
        return doc;
    }
  },
});
