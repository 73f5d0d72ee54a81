/** Sealed with the account's own key: the account is a person too. */
type Sealed = string;

/** A role for an area: its digits and everything below them; no digits is the whole installation. `until`: the last day on which it holds. */
export interface RoleGrant {
  readonly role: string;
  readonly area: string;
  readonly until?: string;
}

export interface AccountCreated {
  readonly type: 'account-created';
  /** Keyed digest of the name somebody signs in with. */
  readonly loginDigest: string;
  readonly login: Sealed;
  readonly name: Sealed;
  /** The volunteer that the account is. */
  readonly volunteerId?: string;
}
export interface RoleGranted extends RoleGrant {
  readonly type: 'role-granted';
}
export interface RoleEnded {
  readonly type: 'role-ended';
  readonly role: string;
  readonly area: string;
}
export interface PasswordSet {
  readonly type: 'password-set';
  /** Argon2id, sealed. */
  readonly hash: Sealed;
  /** The one session that goes on: who changes his password stays signed in where he did it. */
  readonly keeps?: string;
}
export interface VolunteerBound {
  readonly type: 'volunteer-bound';
  readonly volunteerId: string;
}
/** The account's key is destroyed: nobody signs in with it again. */
export interface AccountForgotten {
  readonly type: 'account-forgotten';
}

export type AccountEvent = AccountCreated | RoleGranted | RoleEnded | PasswordSet | VolunteerBound | AccountForgotten;
