import { idOf, view } from '@linli/engine';
import { unreachable } from '@linli/kernel';
import type { AccountEvent, RoleGrant } from '../domain/account.events.js';

/** The log of the installation: accounts and sessions belong to no community. */
export const INSTALLATION = '00';

export interface AccountDoc {
  readonly loginDigest: string;
  /** Sealed, as the name and the hash are. */
  readonly login: string;
  readonly name: string;
  readonly hash: string;
  /** The account's version when the password was last set: a session of an earlier number is over, but for the one that was kept. */
  readonly passwordNumber: number;
  readonly keeps?: string;
  readonly roles: readonly RoleGrant[];
  readonly areas: readonly string[];
  readonly volunteerId?: string;
  /** Version of the account, for If-Match. */
  readonly version: number;
}

const TYPES: readonly string[] = [
  'account-created',
  'role-granted',
  'role-ended',
  'password-set',
  'volunteer-bound',
  'account-forgotten',
] satisfies AccountEvent['type'][];

const without = (roles: readonly RoleGrant[], { role, area }: { role: string; area: string }): readonly RoleGrant[] =>
  roles.filter((one) => one.role !== role || one.area !== area);
const areasOf = (roles: readonly RoleGrant[]): string[] => [...new Set(roles.map(({ area }) => area))];

const fold = (
  doc: AccountDoc,
  event: Exclude<AccountEvent, { type: 'account-created' | 'account-forgotten' }>,
  version: number,
): Partial<AccountDoc> => {
  switch (event.type) {
    case 'role-granted': {
      const { role, area, until } = event;
      const roles = [...without(doc.roles, event), { role, area, ...(until !== undefined && { until }) }];
      return { roles, areas: areasOf(roles) };
    }
    case 'role-ended': {
      const roles = without(doc.roles, event);
      return { roles, areas: roles.length > 0 ? areasOf(roles) : doc.areas };
    }
    case 'password-set':
      return { hash: event.hash, passwordNumber: version, keeps: event.keeps };
    case 'volunteer-bound':
      return { volunteerId: event.volunteerId };
    default:
      return unreachable(event);
  }
};

export const accounts = view<AccountDoc, AccountEvent>({
  name: 'accounts',
  version: 2,
  fields: {},
  indexes: [],
  keys: ({ type, subject }) => (TYPES.includes(type) ? [idOf(subject)] : []),
  project: (doc, { data, version }) => {
    if (data.type === 'account-created') {
      const { loginDigest, login, name, volunteerId } = data;
      return {
        loginDigest,
        login,
        name,
        hash: '',
        passwordNumber: 0,
        roles: [],
        areas: [],
        ...(volunteerId !== undefined && { volunteerId }),
        version,
      };
    }
    if (data.type === 'account-forgotten' || !doc) return undefined;
    return { ...doc, ...fold(doc, data, version), version };
  },
});
