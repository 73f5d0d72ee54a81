import { notFound, refuse, unreachable, type Decider } from '@linli/kernel';
import type { PublicRunner, Sealed } from '@linli/contracts';
import { isSame } from './is-same.js';

export interface VolunteerFacts {
  readonly volunteerId: string;
  /** Sealed with the volunteer's own key, as is the phone. */
  readonly name: Sealed;
  readonly phone: Sealed;
  readonly skills: readonly string[];
  readonly zones: readonly string[];
  readonly maxStops?: number;
}
export interface VolunteerJoined extends VolunteerFacts {
  readonly type: 'volunteer-joined';
}
/** How he stands from now on. Whoever has a run of his keeps the name it was given under. */
export interface VolunteerCorrected extends VolunteerFacts {
  readonly type: 'volunteer-corrected';
  /** Sealed with the volunteer's own key. */
  readonly reason?: Sealed;
}
export interface VolunteerWentOn {
  readonly type: 'volunteer-went-on';
  readonly volunteerId: string;
}
export interface VolunteerWentOff {
  readonly type: 'volunteer-went-off';
  readonly volunteerId: string;
}
/** He helps no longer. */
export interface VolunteerStoodDown {
  readonly type: 'volunteer-stood-down';
  readonly volunteerId: string;
}
export type VolunteerEvent = VolunteerJoined | VolunteerCorrected | VolunteerWentOn | VolunteerWentOff | VolunteerStoodDown;

export type VolunteerStatus = 'on' | 'off' | 'stood-down';
export type VolunteerState = { readonly status: 'unknown' } | ({ readonly status: VolunteerStatus } & VolunteerFacts);
/** What is not named stays; at most 0 stops takes his own limit away. */
export type VolunteerChanges = Partial<Omit<VolunteerFacts, 'volunteerId'>>;
export type VolunteerCommand =
  | { readonly type: 'join'; readonly facts: VolunteerFacts }
  | { readonly type: 'correct'; readonly changes: VolunteerChanges; readonly reason?: Sealed }
  | { readonly type: 'go-on' }
  | { readonly type: 'go-off' }
  | { readonly type: 'stand-down' };

/** Somebody who runs or calls: here today, perhaps not tomorrow. */
export const volunteer: Decider<VolunteerState, VolunteerCommand, VolunteerEvent> = {
  stream: 'volunteer',
  initialState: { status: 'unknown' },

  evolve(state, event) {
    if (event.type === 'volunteer-joined') {
      const { type: _type, ...facts } = event;
      return { status: 'off', ...facts };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'volunteer-corrected': {
        const { type: _type, reason: _why, ...facts } = event;
        return { status: state.status, ...facts };
      }
      case 'volunteer-went-on':
        return { ...state, status: 'on' };
      case 'volunteer-went-off':
        return { ...state, status: 'off' };
      case 'volunteer-stood-down':
        return { ...state, status: 'stood-down' };
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    if (command.type === 'join') return state.status === 'unknown' ? [{ type: 'volunteer-joined', ...command.facts }] : [];
    if (state.status === 'unknown') return notFound('volunteer');
    const { volunteerId, status } = state;
    switch (command.type) {
      case 'correct': {
        const { changes, reason } = command;
        const { name = state.name, phone = state.phone, skills = state.skills, zones = state.zones } = changes;
        const maxStops = changes.maxStops ?? state.maxStops ?? 0;
        const limits = isSame(skills, state.skills) && isSame(zones, state.zones) && maxStops === (state.maxStops ?? 0);
        if (limits && name === state.name && phone === state.phone) return [];
        const facts = { volunteerId, name, phone, skills, zones, ...(maxStops > 0 && { maxStops }) };
        return [{ type: 'volunteer-corrected', ...facts, ...(reason !== undefined && { reason }) }];
      }
      case 'go-on':
        if (status === 'stood-down') return refuse('volunteer-stood-down', 'This volunteer has stood down.', { volunteerId });
        return status === 'on' ? [] : [{ type: 'volunteer-went-on', volunteerId }];
      case 'go-off':
        return status === 'on' ? [{ type: 'volunteer-went-off', volunteerId }] : [];
      case 'stand-down':
        if (status === 'stood-down') return [];
        return [
          // Whoever counts who is on duty knows on and off only.
          ...(status === 'on' ? [{ type: 'volunteer-went-off', volunteerId } as const] : []),
          { type: 'volunteer-stood-down', volunteerId },
        ];
      default:
        return unreachable(command);
    }
  },
};

/** The volunteer as a runner; one who is off runs nothing. */
export const asRunner = (state: VolunteerState): PublicRunner => {
  if (state.status === 'unknown') return notFound('volunteer');
  const { volunteerId, name } = state;
  return state.status === 'on' ? { volunteerId, name } : refuse('volunteer-off', 'This volunteer is off duty.', { volunteerId });
};
