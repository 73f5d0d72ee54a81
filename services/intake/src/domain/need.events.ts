import type { Instant } from '@linli/kernel';
import type { IncidentReason, NeedAmendedV1, NeedCreatedV1, NeedMovedV1, PublicRunner, PublicSubstitute, Sealed } from '@linli/contracts';

/** Everything of a need that its contract says, and what stays here. */
export interface NeedCreated extends Omit<NeedCreatedV1, 'type'> {
  readonly type: 'need-created';
  /** From here the hours of an urgency run. */
  readonly enteredAt: Instant;
  readonly deadlineFrom: DeadlineSource;
  /** Who asked, where that is not the resident; sealed with the resident's key. */
  readonly requester?: Sealed;
  /** What the clerk wrote down; sealed likewise. */
  readonly notes?: Sealed;
  readonly urgencyReason?: Sealed;
}
/** What decided the deadline. */
export type DeadlineSource = 'days-left' | 'medication-plan' | 'urgency';

export interface NeedAmended extends Omit<NeedAmendedV1, 'type'> {
  readonly type: 'need-amended';
  readonly deadlineFrom?: DeadlineSource;
  readonly notes?: Sealed;
  readonly urgencyReason?: Sealed;
}
/** Its resident lives elsewhere in the community now. */
export interface NeedMoved extends Omit<NeedMovedV1, 'type'> {
  readonly type: 'need-moved';
}
export interface NeedCancelled {
  readonly type: 'need-cancelled';
  readonly needId: string;
  readonly residentId: string;
  readonly reason?: Sealed;
}
export interface NeedClaimedByDispatch {
  readonly type: 'need-claimed-by-dispatch';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
}
export interface NeedReleased {
  readonly type: 'need-released';
}
export interface NeedBuyingStarted {
  readonly type: 'need-buying-started';
}
/** Handed over in place of what was asked for. */
export interface NeedSubstitutesGiven {
  readonly type: 'need-substitutes-given';
  readonly substitutes: readonly PublicSubstitute[];
}
export interface NeedMet {
  readonly type: 'need-met';
  readonly missing: readonly string[];
}
export interface NeedNotMet {
  readonly type: 'need-not-met';
  readonly reason: IncidentReason;
}
export interface NeedConfirmed {
  readonly type: 'need-confirmed';
  readonly needId: string;
  readonly residentId: string;
  readonly confirmedBy: 'requester' | 'nobody-reached';
  readonly note?: Sealed;
}
export interface NeedReopened extends Omit<NeedCreatedV1, 'type'> {
  readonly type: 'need-reopened';
  readonly reason?: Sealed;
}

export type NeedEvent =
  | NeedCreated
  | NeedAmended
  | NeedMoved
  | NeedCancelled
  | NeedClaimedByDispatch
  | NeedReleased
  | NeedBuyingStarted
  | NeedSubstitutesGiven
  | NeedMet
  | NeedNotMet
  | NeedConfirmed
  | NeedReopened;
