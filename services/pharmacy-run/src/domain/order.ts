import { refuse, unreachable, type Decider } from '@linli/kernel';
import { isGoods, type NeedKind, type PublicNeedLine, type Sealed } from '@linli/contracts';

/** So many wrong codes lock a door until the clerk gives a new one. */
export const TRIES_AT_THE_DOOR = 5;

/** What a need asks for, as this service has heard it. */
export interface OrderFacts {
  readonly needId: string;
  readonly residentId: string;
  readonly kind: NeedKind;
  readonly lines: readonly PublicNeedLine[];
  readonly delivery: Sealed;
  readonly handoverCode: Sealed;
}
export interface OrderRegistered extends OrderFacts {
  readonly type: 'order-registered';
}
export interface OrderAmended {
  readonly type: 'order-amended';
  readonly lines?: readonly PublicNeedLine[];
  readonly delivery?: Sealed;
  readonly handoverCode?: Sealed;
}
/** Somebody at the door had another code. */
export interface CodeTried {
  readonly type: 'code-tried';
}
export type OrderEvent = OrderRegistered | OrderAmended | CodeTried;

export type OrderState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'known';
      readonly facts: OrderFacts;
      /** Of the code in force, by whomever and on whatever run. */ readonly wrongCodes: number;
    };
export type OrderCommand =
  | { readonly type: 'register'; readonly facts: OrderFacts }
  | ({ readonly type: 'amend' } & Omit<OrderAmended, 'type'>)
  | { readonly type: 'try-code'; readonly isRight: boolean };

/** The copy of a need from which is bought and handed over. */
export const order: Decider<OrderState, OrderCommand, OrderEvent> = {
  stream: 'order',
  initialState: { status: 'unknown' },
  evolve(state, event) {
    if (event.type === 'order-registered') {
      const { type: _type, ...facts } = event;
      return { status: 'known', facts, wrongCodes: 0 };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'order-amended': {
        const { type: _type, ...changes } = event;
        return { ...state, facts: { ...state.facts, ...changes }, ...(changes.handoverCode !== undefined && { wrongCodes: 0 }) };
      }
      case 'code-tried':
        return { ...state, wrongCodes: state.wrongCodes + 1 };
      default:
        return unreachable(event);
    }
  },
  decide(command, state) {
    if (command.type === 'register') return [{ type: 'order-registered', ...command.facts }];
    if (state.status === 'unknown') return [];
    switch (command.type) {
      case 'amend': {
        const { type: _type, ...changes } = command;
        return Object.keys(changes).length === 0 ? [] : [{ type: 'order-amended', ...changes }];
      }
      case 'try-code':
        if (state.wrongCodes >= TRIES_AT_THE_DOOR) return refuse('code-locked', 'Too many wrong codes: the clerk can give a new one.');
        return command.isRight ? [] : [{ type: 'code-tried' }];
      default:
        return unreachable(command);
    }
  },
};

/** What is to be bought for it: what a repair or a visit says stands at its door, not on a shopping list. */
export const linesToBuy = ({ kind, lines }: OrderFacts): readonly PublicNeedLine[] => (isGoods(kind) ? lines : []);
