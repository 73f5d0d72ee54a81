import { invalidField, notAllowed, notFound, refuse, unreachable, type Decider } from '@linli/kernel';
import type { AccountEvent, RoleGrant } from './account.events.js';

type Role = Pick<RoleGrant, 'role' | 'area'>;

export interface AccountState {
  readonly exists: boolean;
  readonly loginDigest: string;
  /** The sealed hash of the password. */
  readonly hash: string;
  readonly roles: readonly RoleGrant[];
  /** Where the account belongs: the areas of its roles, or of the last it had. */
  readonly areas: readonly string[];
  readonly volunteerId?: string;
}

/** Who asks: an administrator with the areas he administers, or the operator of the machine, who may all. */
export type Manager = { readonly account: string; readonly areas: readonly string[] } | 'operator';

export type AccountCommand =
  | {
      readonly type: 'create';
      readonly by: Manager;
      readonly loginDigest: string;
      readonly login: string;
      readonly name: string;
      readonly hash: string;
      readonly roles: readonly RoleGrant[];
      readonly volunteerId?: string;
    }
  | {
      readonly type: 'change-roles';
      readonly by: Manager;
      /** The account that is changed. */
      readonly id: string;
      readonly grant: readonly RoleGrant[];
      readonly end: readonly Role[];
      readonly volunteerId?: string;
    }
  | { readonly type: 'set-password'; readonly by: Manager; readonly hash: string }
  | { readonly type: 'change-password'; readonly oldIsRight: boolean; readonly hash: string; readonly session: string }
  | { readonly type: 'forget' };

const initialState: AccountState = { exists: false, loginDigest: '', hash: '', roles: [], areas: [] };

/** Work with residents is done in one community; only who decides or looks on does it for an area above. */
const COMMUNITY_ROLES: readonly string[] = ['clerk', 'caller', 'dispatcher', 'runner', 'captain'];
const COMMUNITY_DIGITS = 12;

const isSame = (left: Role, right: Role): boolean => left.role === right.role && left.area === right.area;

export const isCovered = (area: string, by: readonly string[]): boolean => by.some((mine) => area.startsWith(mine));

/** An account of elsewhere is not there for this administrator. */
const mayManage = (by: Manager, account: AccountState): void => {
  if (by !== 'operator' && !account.areas.every((area) => isCovered(area, by.areas))) notFound('account');
};

const mayGrant = (by: Manager, roles: readonly RoleGrant[]): void => {
  roles.forEach(({ role, area }, at) => {
    if (COMMUNITY_ROLES.includes(role) && area.length !== COMMUNITY_DIGITS)
      invalidField(`roles[${at}].area`, `A ${role} works in one community: give its 12 digits.`);
    if (by !== 'operator' && !isCovered(area, by.areas)) notAllowed('You give roles only in the areas that you administer.');
  });
};

/** Grants what is not held already with the same end; the last of several for one role and area counts. */
const granted = (held: readonly RoleGrant[], roles: readonly RoleGrant[]): AccountEvent[] =>
  roles
    .filter((grant, at) => !roles.slice(at + 1).some((later) => isSame(later, grant)))
    .filter((grant) => !held.some((one) => isSame(one, grant) && one.until === grant.until))
    .map(({ role, area, until }) => ({ type: 'role-granted', role, area, ...(until !== undefined && { until }) }));

const evolve = (state: AccountState, event: AccountEvent): AccountState => {
  switch (event.type) {
    case 'account-created':
      return {
        ...initialState,
        exists: true,
        loginDigest: event.loginDigest,
        ...(event.volunteerId !== undefined && { volunteerId: event.volunteerId }),
      };
    case 'role-granted': {
      const { role, area, until } = event;
      const roles = [...state.roles.filter((one) => !isSame(one, event)), { role, area, ...(until !== undefined && { until }) }];
      return { ...state, roles, areas: areasOf(roles) };
    }
    case 'role-ended': {
      const roles = state.roles.filter((one) => !isSame(one, event));
      return { ...state, roles, areas: roles.length > 0 ? areasOf(roles) : state.areas };
    }
    case 'volunteer-bound':
      return { ...state, volunteerId: event.volunteerId };
    case 'password-set':
      return { ...state, hash: event.hash };
    case 'account-forgotten':
      return initialState;
    default:
      return unreachable(event);
  }
};

const areasOf = (roles: readonly RoleGrant[]): readonly string[] => [...new Set(roles.map(({ area }) => area))];

const decide = (command: AccountCommand, account: AccountState): readonly AccountEvent[] => {
  if (command.type !== 'create' && command.type !== 'forget' && !account.exists) notFound('account');
  switch (command.type) {
    case 'create': {
      const { loginDigest, login, name, hash, volunteerId } = command;
      mayGrant(command.by, command.roles);
      return [
        { type: 'account-created', loginDigest, login, name, ...(volunteerId !== undefined && { volunteerId }) },
        { type: 'password-set', hash },
        ...granted([], command.roles),
      ];
    }
    case 'change-roles': {
      mayManage(command.by, account);
      mayGrant(command.by, command.grant);
      const ended = command.end.filter((role) => account.roles.some((one) => isSame(one, role)));
      if (command.by !== 'operator' && command.by.account === command.id && ended.some(({ role }) => role === 'administrator')) {
        refuse('own-administration', 'Nobody ends his own administration: another administrator must do it.');
      }
      return [
        ...ended.map(({ role, area }): AccountEvent => ({ type: 'role-ended', role, area })),
        ...granted(
          account.roles.filter((one) => !ended.some((role) => isSame(role, one))),
          command.grant,
        ),
        ...(command.volunteerId !== undefined && command.volunteerId !== account.volunteerId
          ? [{ type: 'volunteer-bound', volunteerId: command.volunteerId } as const]
          : []),
      ];
    }
    case 'set-password':
      mayManage(command.by, account);
      return [{ type: 'password-set', hash: command.hash }];
    case 'change-password':
      if (!command.oldIsRight) refuse('wrong-password', 'The old password is not right.');
      return [{ type: 'password-set', hash: command.hash, keeps: command.session }];
    case 'forget':
      return account.exists ? [{ type: 'account-forgotten' }] : [];
    default:
      return unreachable(command);
  }
};

export const account: Decider<AccountState, AccountCommand, AccountEvent> = { stream: 'account', initialState, evolve, decide };
