import type { PublicRunner } from './task-events.v1.js';

export interface RunPlannedV1 {
  readonly type: 'linli.dispatch.run-planned.v1';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
  readonly stops: readonly PlannedStop[];
}

export interface PlannedStop {
  readonly taskId: string;
  readonly needId: string;
  /** From 1. */
  readonly order: number;
  readonly shopId?: string;
}

export interface RunStartedV1 {
  readonly type: 'linli.dispatch.run-started.v1';
  readonly runId: string;
}

/** One stop is taken out of a run: the need was cancelled, or the task was released. */
export interface StopWithdrawnV1 {
  readonly type: 'linli.dispatch.stop-withdrawn.v1';
  readonly runId: string;
  readonly taskId: string;
  readonly needId: string;
}

/** Other runners go on with it: what is bought, paid and still to be delivered goes with the run. */
export interface RunHandedOverV1 {
  readonly type: 'linli.dispatch.run-handed-over.v1';
  readonly runId: string;
  /** Who has it now. */
  readonly runners: readonly PublicRunner[];
}

/** A dispatcher or its runner put stops into a run, or took some out before anything was bought for them. */
export interface RunAmendedV1 {
  readonly type: 'linli.dispatch.run-amended.v1';
  readonly runId: string;
  readonly added: readonly PlannedStop[];
  readonly removed: readonly { readonly taskId: string; readonly needId: string }[];
}
