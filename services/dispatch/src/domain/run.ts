import { notFound, refuse, unreachable, type Decider } from '@linli/kernel';
import type { PlannedStop, PublicRunner, Sealed } from '@linli/contracts';

export interface RunPlanned {
  readonly type: 'run-planned';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
  readonly stops: readonly PlannedStop[];
  /** Why a dispatcher claimed it for the runner; sealed with the dispatcher's key, as below. */
  readonly reason?: Sealed;
}
export interface RunStarted {
  readonly type: 'run-started';
  readonly runId: string;
  readonly reason?: Sealed;
}
export interface StopWithdrawn {
  readonly type: 'stop-withdrawn';
  readonly runId: string;
  readonly taskId: string;
  readonly needId: string;
}
export interface RunClosed {
  readonly type: 'run-closed';
}
export type RunEvent = RunPlanned | RunStarted | StopWithdrawn | RunClosed;

export interface KnownRun {
  readonly status: 'planned' | 'started' | 'closed';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
  readonly stops: readonly PlannedStop[];
}
export type RunState = { readonly status: 'unknown' } | KnownRun;
export type RunCommand =
  | {
      readonly type: 'plan';
      readonly runId: string;
      readonly runners: readonly PublicRunner[];
      readonly stops: readonly PlannedStop[];
      readonly reason?: Sealed;
    }
  | { readonly type: 'start'; readonly reason?: Sealed }
  | { readonly type: 'withdraw-stop'; readonly taskId: string }
  | { readonly type: 'close' };

/** One trip by one or two runners through one or more tasks. */
export const run: Decider<RunState, RunCommand, RunEvent> = {
  stream: 'run',
  initialState: { status: 'unknown' },

  evolve(state, event) {
    if (event.type === 'run-planned') return { status: 'planned', runId: event.runId, runners: event.runners, stops: event.stops };
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'run-started':
        return { ...state, status: 'started' };
      case 'stop-withdrawn':
        return { ...state, stops: state.stops.filter(({ taskId }) => taskId !== event.taskId) };
      case 'run-closed':
        return { ...state, status: 'closed' };
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    if (command.type === 'plan') {
      const { type: _type, ...plan } = command;
      return state.status === 'unknown' ? [{ type: 'run-planned', ...plan }] : refuse('run-known', 'There is a run under this id already.');
    }
    if (state.status === 'unknown') return notFound('run');
    switch (command.type) {
      case 'start':
        if (state.status === 'closed') return refuse('run-closed', 'This run is closed.');
        if (state.status === 'started') return [];
        return [{ type: 'run-started', runId: state.runId, ...(command.reason !== undefined && { reason: command.reason }) }];
      case 'withdraw-stop': {
        const stop = state.stops.find(({ taskId }) => taskId === command.taskId);
        return stop && state.status !== 'closed'
          ? [{ type: 'stop-withdrawn', runId: state.runId, taskId: stop.taskId, needId: stop.needId }]
          : [];
      }
      case 'close':
        return state.status === 'closed' ? [] : [{ type: 'run-closed' }];
      default:
        return unreachable(command);
    }
  },
};
