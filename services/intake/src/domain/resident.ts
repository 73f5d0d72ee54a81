import { notFound, refuse, unreachable, type Decider } from '@linli/kernel';
import type { NeedKind, Sealed } from '@linli/contracts';
import type { Place, ResidentEvent } from './resident.events.js';

export type ResidentState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'registered';
      readonly place: Place;
      readonly record: Sealed;
      readonly openNeeds: readonly { readonly needId: string; readonly kind: NeedKind }[];
      /** Of all needs, whatever has become of them. */
      readonly needIds: readonly string[];
    }
  | { readonly status: 'forgotten' };

export type ResidentCommand =
  | { readonly type: 'register'; readonly place: Place; readonly record: Sealed }
  | {
      readonly type: 'correct';
      readonly place: Place;
      readonly record: Sealed;
      readonly fields: readonly string[];
      readonly reason: Sealed;
    }
  | { readonly type: 'verify' }
  | { readonly type: 'forget'; readonly residentId: string }
  | { readonly type: 'open-need'; readonly needId: string; readonly kind: NeedKind; readonly evenIfOpen: boolean }
  | { readonly type: 'reopen-need'; readonly needId: string; readonly kind: NeedKind }
  | { readonly type: 'close-need'; readonly needId: string };

/** Somebody living or working here. */
export const resident: Decider<ResidentState, ResidentCommand, ResidentEvent> = {
  stream: 'resident',
  initialState: { status: 'unknown' },

  evolve(state, event) {
    switch (event.type) {
      case 'resident-registered':
        return { status: 'registered', place: placeOf(event), record: event.record, openNeeds: [], needIds: [] };
      case 'resident-corrected':
        return state.status === 'registered' ? { ...state, place: placeOf(event), record: event.record } : state;
      case 'resident-verified':
        return state;
      case 'resident-forgotten':
        return { status: 'forgotten' };
      case 'need-opened': {
        if (state.status !== 'registered') return state;
        const { needId, kind } = event;
        return {
          ...state,
          openNeeds: [...state.openNeeds, { needId, kind }],
          needIds: state.needIds.includes(needId) ? state.needIds : [...state.needIds, needId],
        };
      }
      case 'need-closed':
        return state.status === 'registered'
          ? { ...state, openNeeds: state.openNeeds.filter(({ needId }) => needId !== event.needId) }
          : state;
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    if (command.type === 'register') {
      if (state.status !== 'unknown') return refuse('resident-already-registered', 'There is a resident under this id already.');
      return [{ type: 'resident-registered', ...command.place, record: command.record }];
    }
    if (state.status === 'forgotten' && command.type === 'forget') return [];
    if (state.status !== 'registered') return command.type === 'close-need' ? [] : notFound('resident');
    switch (command.type) {
      case 'correct':
        if (command.fields.length === 0) return [];
        return [{ type: 'resident-corrected', ...command.place, record: command.record, fields: command.fields, reason: command.reason }];
      case 'verify':
        return [{ type: 'resident-verified' }];
      case 'forget':
        return [{ type: 'resident-forgotten', residentId: command.residentId, needIds: state.needIds }];
      case 'open-need': {
        const same = state.openNeeds.find(({ kind }) => kind === command.kind);
        if (same && !command.evenIfOpen) {
          return refuse('need-already-open', 'There is an open need of this kind for this resident already.', { needId: same.needId });
        }
        return [{ type: 'need-opened', needId: command.needId, kind: command.kind }];
      }
      case 'reopen-need':
        return state.openNeeds.some(({ needId }) => needId === command.needId)
          ? []
          : [{ type: 'need-opened', needId: command.needId, kind: command.kind }];
      case 'close-need':
        return state.openNeeds.some(({ needId }) => needId === command.needId) ? [{ type: 'need-closed', needId: command.needId }] : [];
      default:
        return unreachable(command);
    }
  },
};

/** The place alone of what says more. */
export const placeOf = ({ householdId, building, grid }: Place): Place => ({ householdId, building, ...(grid !== undefined && { grid }) });
