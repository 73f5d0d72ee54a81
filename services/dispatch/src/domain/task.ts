import { notFound, refuse, unreachable, type Decider } from '@linli/kernel';
import type { IncidentReason, PublicRunner, Sealed, Urgency } from '@linli/contracts';
import type { TaskEvent, TaskFacts, TaskPlace } from './task.events.js';

export type TaskStatus = 'open' | 'assigned' | 'started' | 'incident' | 'completed' | 'confirmed' | 'failed' | 'withdrawn';
export interface KnownTask {
  readonly status: TaskStatus;
  readonly facts: TaskFacts;
  readonly runId?: string;
  readonly runners: readonly PublicRunner[];
}
export type TaskState = { readonly status: 'unknown' } | KnownTask;

export type TaskCommand =
  | { readonly type: 'open'; readonly facts: TaskFacts }
  | { readonly type: 'amend'; readonly urgency?: Urgency; readonly deadline?: string }
  | { readonly type: 'move'; readonly place: TaskPlace }
  | { readonly type: 'assign'; readonly runId: string; readonly runners: readonly PublicRunner[] }
  /** Its run goes to other runners. */
  | { readonly type: 'hand-over'; readonly runners: readonly PublicRunner[] }
  | { readonly type: 'release'; readonly reason?: Sealed }
  | { readonly type: 'start' }
  /** `runId`: the run whose stop it was, where a stop says so. */
  | { readonly type: 'report-incident'; readonly reason: IncidentReason; readonly note?: Sealed; readonly runId?: string }
  | { readonly type: 'complete'; readonly missing: readonly string[]; readonly note?: Sealed; readonly runId?: string }
  | { readonly type: 'confirm' }
  | { readonly type: 'fail'; readonly reason: IncidentReason; readonly note?: Sealed }
  | { readonly type: 'reopen' }
  | { readonly type: 'withdraw' };

/** The work that meets a need. It bears the need's id. */
export const task: Decider<TaskState, TaskCommand, TaskEvent> = {
  stream: 'task',
  initialState: { status: 'unknown' },

  evolve(state, event) {
    if (event.type === 'task-opened') {
      const { type: _type, ...facts } = event;
      return { status: 'open', facts, runners: [] };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'task-amended': {
        const { type: _type, ...changes } = event;
        return { ...state, facts: { ...state.facts, ...changes } };
      }
      case 'task-moved':
        return { ...state, facts: { ...state.facts, building: event.building, grid: event.grid } };
      case 'task-assigned':
        // The same run in other hands is as far as it was.
        return { ...state, status: state.runId === event.runId ? state.status : 'assigned', runId: event.runId, runners: event.runners };
      case 'task-released':
        return { status: 'open', facts: state.facts, runners: [] };
      case 'task-started':
        return { ...state, status: 'started' };
      case 'task-incident-reported':
        return { ...state, status: 'incident' };
      case 'task-completed':
        return { ...state, status: 'completed' };
      case 'task-confirmed':
        return { ...state, status: 'confirmed' };
      case 'task-failed':
        return { ...state, status: 'failed' };
      case 'task-withdrawn':
        return { ...state, status: 'withdrawn' };
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    if (command.type === 'open') {
      // Opened again only after it was over: a need that was reopened.
      return state.status === 'unknown' || isOver(state.status) ? [{ type: 'task-opened', ...command.facts }] : [];
    }
    if (state.status === 'unknown') return notFound('task');
    const { status, runId } = state;
    const { needId } = state.facts;
    const of = { taskId: needId, needId };
    const note = 'note' in command && command.note !== undefined ? { note: command.note } : {};
    switch (command.type) {
      case 'amend': {
        const { type: _type, ...changes } = command;
        return isOver(status) || Object.keys(changes).length === 0 ? [] : [{ type: 'task-amended', ...changes }];
      }
      case 'move': {
        const { building, grid } = state.facts;
        if (isOver(status) || (command.place.building === building && command.place.grid === grid)) return [];
        return [{ type: 'task-moved', ...placeOf(command.place) }];
      }
      case 'assign':
        if (status === 'assigned' || status === 'started' || (status === 'incident' && runId !== undefined)) {
          return refuse('task-already-claimed', 'Somebody else has taken this task.', { taskId: needId, runId });
        }
        if (status !== 'open') return refuse('task-not-open', 'This task is not open.', { taskId: needId, status });
        return [{ type: 'task-assigned', ...of, runId: command.runId, runners: command.runners }];
      case 'hand-over':
        return runId === undefined || isOver(status) ? [] : [{ type: 'task-assigned', ...of, runId, runners: command.runners }];
      case 'start':
        return status === 'assigned' ? [{ type: 'task-started' }] : [];
      case 'release':
        if (status === 'open') return [];
        if (isOver(status)) return refuse('task-not-open', 'This task is over.', { taskId: needId, status });
        return [
          {
            type: 'task-released',
            ...of,
            ...(runId !== undefined && { runId }),
            ...(command.reason !== undefined && { reason: command.reason }),
          },
        ];
      case 'report-incident':
        // A stop of a run that the task has left says nothing about the task any more.
        if (command.runId !== undefined && command.runId !== runId) return [];
        if (isOver(status)) return refuse('task-not-open', 'This task is over.', { taskId: needId, status });
        return [{ type: 'task-incident-reported', reason: command.reason, ...note }];
      case 'complete': {
        if (status === 'completed' || status === 'confirmed') return [];
        if (status === 'withdrawn') return refuse('task-not-open', 'This task was withdrawn.', { taskId: needId, status });
        const by = command.runId ?? runId;
        return [{ type: 'task-completed', ...of, ...(by !== undefined && { runId: by }), missing: command.missing, ...note }];
      }
      case 'confirm':
        return status === 'completed' ? [{ type: 'task-confirmed' }] : [];
      case 'fail':
        if (status === 'failed') return [];
        if (isOver(status)) return refuse('task-not-open', 'This task is over.', { taskId: needId, status });
        return [{ type: 'task-failed', ...of, reason: command.reason, ...note }];
      case 'reopen':
        if (status === 'open') return [];
        if (status !== 'incident' && status !== 'failed')
          return refuse('task-not-open', 'Only an incident or a failed task can be taken up again.', { taskId: needId, status });
        return [{ type: 'task-released', ...of, ...(runId !== undefined && { runId }) }];
      case 'withdraw':
        return isOver(status) ? [] : [{ type: 'task-withdrawn' }];
      default:
        return unreachable(command);
    }
  },
};

/** The place alone of what says more. */
export const placeOf = ({ building, grid }: TaskPlace): TaskPlace => ({ building, ...(grid !== undefined && { grid }) });

const OVER: readonly TaskStatus[] = ['completed', 'confirmed', 'failed', 'withdrawn'];
export const isOver = (status: TaskStatus): boolean => OVER.includes(status);
