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
/** Something is bought for the stop: from then on it stays in its run. */
export interface StopBegun {
  readonly type: 'stop-begun';
  readonly taskId: string;
}
export interface RunHandedOver {
  readonly type: 'run-handed-over';
  readonly runId: string;
  readonly from: readonly string[];
  readonly runners: readonly PublicRunner[];
  readonly reason?: Sealed;
}
export interface RunAmended {
  readonly type: 'run-amended';
  readonly runId: string;
  readonly added: readonly PlannedStop[];
  readonly removed: readonly { readonly taskId: string; readonly needId: string }[];
  readonly reason?: Sealed;
}
export interface RunClosed {
  readonly type: 'run-closed';
}
export type RunEvent = RunPlanned | RunStarted | StopWithdrawn | StopBegun | RunHandedOver | RunAmended | RunClosed;

export interface KnownRun {
  readonly status: 'planned' | 'started' | 'closed';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
  readonly stops: readonly PlannedStop[];
  /** Tasks for which something is bought. */
  readonly begun: readonly string[];
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
  | { readonly type: 'note-buying'; readonly taskId: string }
  | { readonly type: 'hand-over'; readonly runners: readonly PublicRunner[]; readonly reason?: Sealed }
  | {
      readonly type: 'amend';
      readonly add: readonly Omit<PlannedStop, 'order'>[];
      readonly remove: readonly string[];
      readonly reason?: Sealed;
    }
  | { readonly type: 'close' };

/** One trip by one or two runners through one or more tasks. */
export const run: Decider<RunState, RunCommand, RunEvent> = {
  stream: 'run',
  initialState: { status: 'unknown' },

  evolve(state, event) {
    if (event.type === 'run-planned')
      return { status: 'planned', runId: event.runId, runners: event.runners, stops: event.stops, begun: [] };
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'run-started':
        return { ...state, status: 'started' };
      case 'stop-withdrawn':
        return { ...state, stops: state.stops.filter(({ taskId }) => taskId !== event.taskId) };
      case 'stop-begun':
        return { ...state, begun: [...new Set([...state.begun, event.taskId])] };
      case 'run-handed-over':
        return { ...state, runners: event.runners };
      case 'run-amended': {
        const stays = ({ taskId }: PlannedStop): boolean => ![...event.removed, ...event.added].some((one) => one.taskId === taskId);
        return { ...state, stops: [...state.stops.filter(stays), ...event.added] };
      }
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
        mustBeOpen(state);
        if (state.status === 'started') return [];
        return [{ type: 'run-started', runId: state.runId, ...reasonOf(command) }];
      case 'withdraw-stop': {
        const stop = stopOf(state, command.taskId);
        return stop && state.status !== 'closed'
          ? [{ type: 'stop-withdrawn', runId: state.runId, taskId: stop.taskId, needId: stop.needId }]
          : [];
      }
      case 'note-buying':
        return state.begun.includes(command.taskId) || !stopOf(state, command.taskId)
          ? []
          : [{ type: 'stop-begun', taskId: command.taskId }];
      case 'hand-over': {
        mustBeOpen(state);
        const from = state.runners.map(({ volunteerId }) => volunteerId);
        if (
          sameSet(
            from,
            command.runners.map(({ volunteerId }) => volunteerId),
          )
        )
          return [];
        return [{ type: 'run-handed-over', runId: state.runId, from, runners: command.runners, ...reasonOf(command) }];
      }
      case 'amend': {
        mustBeOpen(state);
        const removed = command.remove.map((taskId) => {
          const stop = stopOf(state, taskId) ?? notFound('stop');
          if (state.begun.includes(taskId)) refuse('already-bought', 'The runner has bought for this stop already.', { taskId });
          return { taskId, needId: stop.needId };
        });
        const last = Math.max(0, ...state.stops.map(({ order }) => order));
        const added = command.add.filter(({ taskId }) => !stopOf(state, taskId)).map((stop, at) => ({ ...stop, order: last + at + 1 }));
        if (added.length + removed.length === 0) return [];
        return [{ type: 'run-amended', runId: state.runId, added, removed, ...reasonOf(command) }];
      }
      case 'close':
        return state.status === 'closed' ? [] : [{ type: 'run-closed' }];
      default:
        return unreachable(command);
    }
  },
};

const stopOf = (state: KnownRun, taskId: string): PlannedStop | undefined => state.stops.find((stop) => stop.taskId === taskId);
const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((one) => right.includes(one));
const reasonOf = ({ reason }: { readonly reason?: Sealed }): { reason?: Sealed } => (reason === undefined ? {} : { reason });

const mustBeOpen = ({ status }: KnownRun): void => {
  if (status === 'closed') refuse('run-closed', 'This run is closed.');
};
