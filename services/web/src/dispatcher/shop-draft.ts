import type { components } from '../api/schema';
import { differing } from '../ui/differing';
import { namesIn } from './names-in';

export type Shop = components['schemas']['dispatch_ShopAnswer'];
export type Goods = Shop['serves'][number];
export const SHOP_KINDS = ['pharmacy', 'shop', 'hospital'] as const satisfies readonly Shop['kind'][];
export const GOODS = ['medicine', 'groceries', 'test-kits', 'other'] as const satisfies readonly Goods[];

/** What is typed, as it is typed. */
export interface ShopDraft {
  readonly zh: string;
  readonly en: string;
  readonly place: string;
  readonly serves: readonly Goods[];
  readonly zones: string;
}

export const emptyShop: ShopDraft = { zh: '', en: '', place: '', serves: [], zones: '' };
export const draftOfShop = ({ name: { zh, en }, place, serves, zones }: Shop, separator: string): ShopDraft => ({
  zh,
  en,
  place,
  serves,
  zones: zones.join(separator),
});

export const isWhole = ({ zh, place }: ShopDraft): boolean => zh.trim() !== '' && place.trim() !== '';

/** Who has no English name for it is not asked to make one up. */
const factsOf = ({ zh, en, place, serves, zones }: ShopDraft) => ({
  name: { zh: zh.trim(), en: en.trim() || zh.trim() },
  place: place.trim(),
  serves: GOODS.filter((one) => serves.includes(one)),
  zones: namesIn(zones),
});

/** As it is added; where nobody has said what it has, it has what is usual. */
export const additionOf = (draft: ShopDraft, kind: Shop['kind']): components['schemas']['dispatch_AddShopRequest'] => {
  const { serves, ...facts } = factsOf(draft);
  return { ...facts, kind, ...(serves.length > 0 && { serves }) };
};

export const correctionOf = (before: ShopDraft, draft: ShopDraft): components['schemas']['dispatch_CorrectShopRequest'] =>
  differing(factsOf(before), factsOf(draft));
