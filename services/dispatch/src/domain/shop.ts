import { notFound, refuse, unreachable, type Decider } from '@linli/kernel';
import type { Goods, ShopKind } from '@linli/contracts';
import { isSame } from './is-same.js';

export interface ShopFacts {
  readonly shopId: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly kind: ShopKind;
  /** How to get there. */
  readonly place: string;
  readonly serves: readonly Goods[];
  /** Grids or buildings to which it is near; none is all. */
  readonly zones: readonly string[];
}
export interface ShopAdded extends ShopFacts {
  readonly type: 'shop-added';
}
/**
 * How it stands from now on. What was bought there is shown under the new name too. A correction of the first days says nothing of
 * what is to be had there and to whom it is near: that stayed as it was.
 */
export interface ShopCorrected extends Pick<ShopFacts, 'shopId' | 'name' | 'place'>, Partial<Pick<ShopFacts, 'serves' | 'zones'>> {
  readonly type: 'shop-corrected';
  readonly reason?: string;
}
/** Nothing is to be had there: for today or for good. */
export interface ShopClosed {
  readonly type: 'shop-closed';
}
export interface ShopReopened {
  readonly type: 'shop-reopened';
}
export type ShopEvent = ShopAdded | ShopCorrected | ShopClosed | ShopReopened;

export type ShopStatus = 'open' | 'closed';
export type ShopState = { readonly status: 'unknown' } | ({ readonly status: ShopStatus } & ShopFacts);
export type ShopChanges = Partial<Pick<ShopFacts, 'name' | 'place' | 'serves' | 'zones'>>;
export type ShopCommand =
  | { readonly type: 'add'; readonly facts: ShopFacts }
  | { readonly type: 'correct'; readonly changes: ShopChanges; readonly reason?: string }
  | { readonly type: 'close' }
  | { readonly type: 'reopen' };

/** Where a runner buys: a shop, a pharmacy, a hospital's window. */
export const shop: Decider<ShopState, ShopCommand, ShopEvent> = {
  stream: 'shop',
  initialState: { status: 'unknown' },

  evolve(state, event) {
    if (event.type === 'shop-added') {
      const { type: _type, ...facts } = event;
      return { status: 'open', ...facts };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'shop-corrected':
        return { ...state, ...correctedBy(event) };
      case 'shop-closed':
        return { ...state, status: 'closed' };
      case 'shop-reopened':
        return { ...state, status: 'open' };
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    if (command.type === 'add') return state.status === 'unknown' ? [{ type: 'shop-added', ...command.facts }] : [];
    if (state.status === 'unknown') return notFound('shop');
    switch (command.type) {
      case 'correct': {
        const { changes, reason } = command;
        const { shopId } = state;
        const { name = state.name, place = state.place, serves = state.serves, zones = state.zones } = changes;
        const same = isSameName(name, state.name) && place === state.place && isSame(serves, state.serves) && isSame(zones, state.zones);
        return same ? [] : [{ type: 'shop-corrected', shopId, name, place, serves, zones, ...(reason !== undefined && { reason }) }];
      }
      case 'close':
        return state.status === 'open' ? [{ type: 'shop-closed' }] : [];
      case 'reopen':
        return state.status === 'closed' ? [{ type: 'shop-reopened' }] : [];
      default:
        return unreachable(command);
    }
  },
};

/** What a correction says of a shop. */
export const correctedBy = ({ name, place, serves, zones }: ShopCorrected): ShopChanges => ({
  name,
  place,
  ...(serves && { serves }),
  ...(zones && { zones }),
});

const isSameName = (one: ShopFacts['name'], other: ShopFacts['name']): boolean => one.zh === other.zh && one.en === other.en;

/** What is usually to be had where, unless somebody says otherwise. */
export const USUALLY_SERVES: Readonly<Record<ShopKind, readonly Goods[]>> = {
  shop: ['groceries', 'other'],
  pharmacy: ['medicine', 'test-kits'],
  hospital: ['medicine'],
};

/** Nobody is sent to a shop that is closed. */
export const mustBeOpen = (state: ShopState): void => {
  if (state.status === 'closed') refuse('shop-closed', 'This shop is closed.', { shopId: state.shopId });
};
