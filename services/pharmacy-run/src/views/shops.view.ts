import { view } from '@linli/engine';
import type { ShopAddedV1, ShopCorrectedV1 } from '@linli/contracts';

/** What a shopping list says of a shop: as dispatch has told it. */
export type ShopDoc = Omit<ShopAddedV1, 'type' | 'shopId'>;

type Heard = ShopAddedV1 | ShopCorrectedV1;
const TYPES: readonly string[] = ['linli.dispatch.shop-added.v1', 'linli.dispatch.shop-corrected.v1'] satisfies Heard['type'][];

export const shops = view<ShopDoc, Heard>({
  name: 'shops',
  version: 2,
  fields: {},
  indexes: [],
  keys: ({ type, data }) => (TYPES.includes(type) ? [data.shopId] : []),
  project(shop, { data }) {
    const { name, place } = data;
    if (data.type === 'linli.dispatch.shop-added.v1') return { name, kind: data.kind, place };
    return shop && { ...shop, name, place };
  },
});
