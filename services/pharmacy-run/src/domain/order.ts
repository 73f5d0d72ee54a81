import { unreachable, type Decider } from '@linli/kernel';
import type { NeedKind, PublicNeedLine, Sealed } from '@linli/contracts';

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
export type OrderEvent = OrderRegistered | OrderAmended;

export type OrderState =
  | { readonly status: 'unknown' }
  | { readonly status: 'known'; readonly facts: OrderFacts; /** Counts codes: a new one unlocks the door. */ readonly codeVersion: number };
export type OrderCommand =
  { readonly type: 'register'; readonly facts: OrderFacts } | ({ readonly type: 'amend' } & Omit<OrderAmended, 'type'>);

/** The copy of a need from which is bought and handed over. */
export const order: Decider<OrderState, OrderCommand, OrderEvent> = {
  stream: 'order',
  initialState: { status: 'unknown' },
  evolve(state, event) {
    switch (event.type) {
      case 'order-registered': {
        const { type: _type, ...facts } = event;
        return { status: 'known', facts, codeVersion: (state.status === 'known' ? state.codeVersion : 0) + 1 };
      }
      case 'order-amended': {
        if (state.status === 'unknown') return state;
        const { type: _type, ...changes } = event;
        return {
          status: 'known',
          facts: { ...state.facts, ...changes },
          codeVersion: state.codeVersion + (changes.handoverCode === undefined ? 0 : 1),
        };
      }
      default:
        return unreachable(event);
    }
  },
  decide(command, state) {
    switch (command.type) {
      case 'register':
        return [{ type: 'order-registered', ...command.facts }];
      case 'amend': {
        const { type: _type, ...changes } = command;
        return state.status === 'unknown' || Object.keys(changes).length === 0 ? [] : [{ type: 'order-amended', ...changes }];
      }
      default:
        return unreachable(command);
    }
  },
};
