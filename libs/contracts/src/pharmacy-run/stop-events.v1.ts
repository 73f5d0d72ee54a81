import type { IncidentReason, Sealed } from '../words.js';

interface OfStop {
  readonly runId: string;
  readonly taskId: string;
  readonly needId: string;
}

/** The first thing for this need is bought: from now on it can be neither amended nor cancelled. */
export interface BuyingStartedV1 extends OfStop {
  readonly type: 'linli.pharmacy-run.buying-started.v1';
}

/** Handed over at the door with its proof. */
export interface StopDeliveredV1 extends OfStop {
  readonly type: 'linli.pharmacy-run.stop-delivered.v1';
  readonly missing: readonly string[];
}

/** What was handed over in place of what was asked for. */
export interface SubstitutesGivenV1 extends OfStop {
  readonly type: 'linli.pharmacy-run.substitutes-given.v1';
  readonly substitutes: readonly PublicSubstitute[];
}

export interface PublicSubstitute {
  readonly lineId: string;
  readonly quantity: number;
  /** `LineItem`, sealed with the resident's key. */
  readonly item: Sealed;
}

/** An incident for the dispatcher, not yet a failure. */
export interface StopFailedV1 extends OfStop {
  readonly type: 'linli.pharmacy-run.stop-failed.v1';
  readonly reason: IncidentReason;
}

export interface RunClosedV1 {
  readonly type: 'linli.pharmacy-run.run-closed.v1';
  readonly runId: string;
}
