import type { NeedKind, Sealed } from '@linli/contracts';

/** Where somebody lives, as far as it may stand in clear: the household's id says nothing about the door. */
export interface Place {
  readonly householdId: string;
  readonly building: string;
  readonly grid?: string;
}
export interface ResidentRegistered extends Place {
  readonly type: 'resident-registered';
  /** `PersonRecord`. */
  readonly record: Sealed;
}
export interface ResidentCorrected extends Place {
  readonly type: 'resident-corrected';
  readonly record: Sealed;
  /** Which fields changed. */
  readonly fields: readonly string[];
  readonly reason: Sealed;
}
/** Somebody has asked the person, or the papers, whether what is recorded is right. Who did it stands with the commit. */
export interface ResidentVerified {
  readonly type: 'resident-verified';
}
export interface ResidentForgotten {
  readonly type: 'resident-forgotten';
  readonly residentId: string;
  /** Everything that was ever entered for the person: views drop it too. */
  readonly needIds: readonly string[];
}
/** Kept with the resident, so that two clerks cannot both find "no open need". */
export interface NeedOpened {
  readonly type: 'need-opened';
  readonly needId: string;
  readonly kind: NeedKind;
}
export interface NeedClosed {
  readonly type: 'need-closed';
  readonly needId: string;
}

export type ResidentEvent = ResidentRegistered | ResidentCorrected | ResidentVerified | ResidentForgotten | NeedOpened | NeedClosed;
