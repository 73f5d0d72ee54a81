import { useSyncExternalStore } from 'react';
import type { components } from './schema';

export type User = components['schemas']['auth_UserAnswer'];
export type Role = 'clerk' | 'caller' | 'dispatcher' | 'runner' | 'captain' | 'approver' | 'official' | 'administrator' | 'auditor';

/** Who is here. `expired`: the form is still there and wants the person to sign in again. */
export type Session =
  { readonly status: 'unknown' | 'nobody' } | { readonly status: 'here' | 'expired'; readonly user: User; readonly account?: string };

let session: Session = { status: 'unknown' };
let area: string | undefined;
const listeners = new Set<() => void>();
let waiting: (() => void)[] = [];

const set = (next: Session): void => {
  session = next;
  for (const listener of listeners) listener();
};

export const sessionNow = (): Session => session;

export const cameIn = (user: User, account?: string): void => {
  const before = session;
  set({ status: 'here', user, account: account ?? ('account' in before ? before.account : undefined) });
  for (const go of waiting) go();
  waiting = [];
};

export const wentOut = (): void => set({ status: 'nobody' });

/** Waits until the same person has signed in again over what he was doing. */
export const signedInAgain = (): Promise<void> => {
  if (session.status !== 'here' && session.status !== 'expired') return Promise.reject(new Error('Nobody is signed in.'));
  if (session.status === 'here') set({ ...session, status: 'expired' });
  return new Promise((resolve) => waiting.push(resolve));
};

/** Which community one works in, for who has several. */
export const areaNow = (): string | undefined => area;
export const chooseArea = (code: string | undefined): void => {
  area = code;
  for (const listener of listeners) listener();
};

/** Tells of every change of who is here, and of the community. */
export const onSession = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useSession = (): Session => useSyncExternalStore(onSession, sessionNow);
export const useArea = (): string | undefined => useSyncExternalStore(onSession, areaNow);

/** The signed-in person. Screens behind the sign-in page have one. */
export const useUser = (): User => {
  const now = useSession();
  if (!('user' in now)) throw new Error('This screen needs somebody who is signed in.');
  return now.user;
};

export const hasRole = (user: User, ...roles: Role[]): boolean => user.roles.some(({ role }) => roles.includes(role as Role));

/** The areas in which somebody holds one of these roles. */
export const areasOf = (user: User, ...roles: Role[]): string[] =>
  [...new Set(user.roles.filter(({ role }) => roles.includes(role as Role)).map((grant) => grant.area))].sort();
