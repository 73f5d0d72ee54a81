import type { IncidentReason, NeedKind, PublicRunner, Sealed, Urgency } from '@linli/contracts';

/** Where a task is, as far as who plans may know. */
export interface TaskPlace {
  readonly building: string;
  readonly grid?: string;
}
/** What a task is about, likewise. */
export interface TaskFacts extends TaskPlace {
  readonly needId: string;
  readonly residentId: string;
  readonly kind: NeedKind;
  readonly urgency: Urgency;
  readonly deadline: string;
}
export interface TaskOpened extends TaskFacts {
  readonly type: 'task-opened';
}
export interface TaskAmended {
  readonly type: 'task-amended';
  readonly urgency?: Urgency;
  readonly deadline?: string;
}
/** Whom it is for lives there now. A task in a run stays in it: the runner has the new door, and may have bought already. */
export interface TaskMoved extends TaskPlace {
  readonly type: 'task-moved';
}
interface OfTask {
  readonly taskId: string;
  readonly needId: string;
}
export interface TaskAssigned extends OfTask {
  readonly type: 'task-assigned';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
}
export interface TaskReleased extends OfTask {
  readonly type: 'task-released';
  readonly runId?: string;
  /** Sealed with the resident's key, as are the notes below. */
  readonly reason?: Sealed;
}
export interface TaskStarted {
  readonly type: 'task-started';
}
export interface TaskIncidentReported {
  readonly type: 'task-incident-reported';
  readonly reason: IncidentReason;
  readonly note?: Sealed;
}
export interface TaskCompleted extends OfTask {
  readonly type: 'task-completed';
  /** The run that delivered it, or was on the way when somebody called it done. */
  readonly runId?: string;
  readonly missing: readonly string[];
  readonly note?: Sealed;
}
/** Who asked says that it is done, or could not be reached for a day. */
export interface TaskConfirmed {
  readonly type: 'task-confirmed';
}
export interface TaskFailed extends OfTask {
  readonly type: 'task-failed';
  readonly reason: IncidentReason;
  readonly note?: Sealed;
}
export interface TaskWithdrawn {
  readonly type: 'task-withdrawn';
}
export type TaskEvent =
  | TaskOpened
  | TaskAmended
  | TaskMoved
  | TaskAssigned
  | TaskReleased
  | TaskStarted
  | TaskIncidentReported
  | TaskCompleted
  | TaskConfirmed
  | TaskFailed
  | TaskWithdrawn;
