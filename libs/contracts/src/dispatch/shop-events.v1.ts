import type { ShopKind } from '../words.js';

/** Where runners buy. Its name outlives its closing: what was bought there is still shown. */
export interface ShopAddedV1 {
  readonly type: 'linli.dispatch.shop-added.v1';
  readonly shopId: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly kind: ShopKind;
  /** How to get there, in the words of who knows the place. */
  readonly place: string;
}

/** What it is called and how to get there, from now on and for what was bought there before. */
export interface ShopCorrectedV1 extends Pick<ShopAddedV1, 'shopId' | 'name' | 'place'> {
  readonly type: 'linli.dispatch.shop-corrected.v1';
}
