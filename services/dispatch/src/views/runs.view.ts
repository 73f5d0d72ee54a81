import { idOf, view } from '@linli/engine';
import type { Instant } from '@linli/kernel';
import { run, type KnownRun, type RunEvent } from '../domain/run.js';
import type { TaskCompleted } from '../domain/task.events.js';

/** A run as who dispatches sees it: who goes, to which doors, and how it stands. */
export interface RunDoc extends KnownRun {
  readonly plannedAt: Instant;
  /** When it came to stand as it does: was planned, started, closed. */
  readonly since: Instant;
  /** Tasks that were done on it, whatever became of them later. */
  readonly done: readonly string[];
  readonly version: number;
}

export const runs = view<RunDoc, RunEvent | TaskCompleted>({
  name: 'runs',
  version: 1,
  fields: { plannedAt: 'text', status: 'text' },
  indexes: [['plannedAt'], ['status', 'plannedAt']],
  live: { roles: ['dispatcher'] },
  keys: ({ subject, data }) => {
    if (data.type === 'task-completed') return data.runId === undefined ? [] : [data.runId];
    return subject.startsWith('run/') ? [idOf(subject)] : [];
  },
  project(doc, event) {
    const { data } = event;
    if (data.type === 'task-completed') return doc && { ...doc, done: [...new Set([...doc.done, data.taskId])] };
    // The decider's own fold, as the decision will see it.
    const state = run.evolve(doc ?? run.initialState, data);
    if (state.status === 'unknown') return undefined;
    const since = doc && doc.status === state.status ? doc.since : event.at;
    return { ...state, plannedAt: doc?.plannedAt ?? event.at, since, done: doc?.done ?? [], version: event.version };
  },
});
