import type { NeedCreatedV1 } from './need-created.v1.js';

export interface NeedCancelledV1 {
  readonly type: 'linli.intake.need-cancelled.v1';
  readonly needId: string;
  readonly residentId: string;
}

/** What was thought met is not: everything of the need as it stands now, so that it can be taken up as if it were new. */
export interface NeedReopenedV1 extends Omit<NeedCreatedV1, 'type'> {
  readonly type: 'linli.intake.need-reopened.v1';
}

export interface NeedConfirmedV1 {
  readonly type: 'linli.intake.need-confirmed.v1';
  readonly needId: string;
  readonly residentId: string;
  /** `nobody-reached`: 24 hours after it was met nobody could be asked. */
  readonly confirmedBy: 'requester' | 'nobody-reached';
}
