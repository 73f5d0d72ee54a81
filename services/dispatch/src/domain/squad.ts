import { notFound, refuse, unreachable, type Decider } from '@linli/kernel';

export interface SquadFormed {
  readonly type: 'squad-formed';
  readonly name: string;
}
export interface SquadMemberAdded {
  readonly type: 'squad-member-added';
  readonly volunteerId: string;
}
export interface SquadCaptainNamed {
  readonly type: 'squad-captain-named';
  readonly volunteerId: string;
}
export type SquadEvent = SquadFormed | SquadMemberAdded | SquadCaptainNamed;

export interface SquadState {
  readonly name?: string;
  readonly members: readonly string[];
  readonly captain?: string;
}
export type SquadCommand =
  | { readonly type: 'form'; readonly name: string }
  | { readonly type: 'add-members'; readonly volunteerIds: readonly string[] }
  | { readonly type: 'name-captain'; readonly volunteerId: string };

/** Volunteers with a captain. */
export const squad: Decider<SquadState, SquadCommand, SquadEvent> = {
  stream: 'squad',
  initialState: { members: [] },
  evolve(state, event) {
    switch (event.type) {
      case 'squad-formed':
        return { ...state, name: event.name };
      case 'squad-member-added':
        return { ...state, members: [...state.members, event.volunteerId] };
      case 'squad-captain-named':
        return { ...state, captain: event.volunteerId };
      default:
        return unreachable(event);
    }
  },
  decide(command, state) {
    if (command.type === 'form') return state.name === undefined ? [{ type: 'squad-formed', name: command.name }] : [];
    if (state.name === undefined) return notFound('squad');
    switch (command.type) {
      case 'add-members':
        return [...new Set(command.volunteerIds)]
          .filter((id) => !state.members.includes(id))
          .map((volunteerId) => ({ type: 'squad-member-added', volunteerId }));
      case 'name-captain':
        if (!state.members.includes(command.volunteerId)) return refuse('not-a-member', 'Only a member of the squad can be its captain.');
        return state.captain === command.volunteerId ? [] : [{ type: 'squad-captain-named', volunteerId: command.volunteerId }];
      default:
        return unreachable(command);
    }
  },
};
