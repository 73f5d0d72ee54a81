import type { IncidentReason, Sealed } from '../words.js';

/** A runner as others may know him: the name is sealed with the volunteer's own key. */
export interface PublicRunner {
  readonly volunteerId: string;
  readonly name: Sealed;
}

/** A task meets one need and bears its id. */
interface OfTask {
  readonly taskId: string;
  readonly needId: string;
}

export interface TaskAssignedV1 extends OfTask {
  readonly type: 'linli.dispatch.task-assigned.v1';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
}

/** Back on the board. */
export interface TaskReleasedV1 extends OfTask {
  readonly type: 'linli.dispatch.task-released.v1';
  readonly runId?: string;
}

/** The event that closes the loop: heard by intake and reporting. */
export interface TaskCompletedV1 extends OfTask {
  readonly type: 'linli.dispatch.task-completed.v1';
  readonly runId?: string;
  /** Lines that could not be had; the need is met without them. */
  readonly missing: readonly string[];
}

export interface TaskFailedV1 extends OfTask {
  readonly type: 'linli.dispatch.task-failed.v1';
  readonly reason: IncidentReason;
}
