import { view } from '@linli/engine';
import type { ShopAddedV1 } from '@linli/contracts';

/** What a shopping list says of a shop: as dispatch has told it. */
export type ShopDoc = Omit<ShopAddedV1, 'type' | 'shopId'>;

const TYPE = 'linli.dispatch.shop-added.v1' satisfies ShopAddedV1['type'];

export const shops = view<ShopDoc, ShopAddedV1>({
  name: 'shops',
  version: 1,
  fields: {},
  indexes: [],
  keys: ({ type, data }) => (type === TYPE ? [data.shopId] : []),
  project: (_shop, { data: { name, kind, place } }) => ({ name, kind, place }),
});
