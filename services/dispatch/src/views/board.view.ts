import { idOf, view } from '@linli/engine';
import type { IncidentReason, PublicRunner } from '@linli/contracts';
import { isOver, type TaskStatus } from '../domain/task.js';
import type { TaskEvent, TaskFacts } from '../domain/task.events.js';

/** A task on the board. */
export interface BoardCard extends Omit<TaskFacts, 'residentId'> {
  readonly status: TaskStatus;
  /** `yes` while somebody must still do something about it. */
  readonly active?: 'yes';
  readonly runId?: string;
  readonly runners: readonly PublicRunner[];
  readonly incident?: IncidentReason;
  readonly version: number;
  readonly changedAt: string;
}

export const board = view<BoardCard, TaskEvent>({
  name: 'board',
  version: 3,
  fields: { active: 'text', status: 'text', kind: 'text', building: 'text', deadline: 'text' },
  indexes: [
    ['active', 'deadline', '+kind', '+building', '+status'],
    ['status', 'deadline', '+kind', '+building'],
  ],
  live: {
    roles: ['dispatcher', 'runner'],
    mention: ({ needId }) => ({ needId }),
    onlyOwn: { roles: ['runner'], people: ({ runners }) => runners.map(({ volunteerId }) => volunteerId) },
  },
  keys: (event) => (event.subject.startsWith('task/') ? [idOf(event.subject)] : []),

  project(card, event) {
    if (event.type === 'task-opened') {
      const { type: _type, residentId: _resident, ...facts } = event.data;
      return { ...facts, status: 'open', active: 'yes', runners: [], version: event.version, changedAt: event.at };
    }
    if (!card) return card;
    const next = (changes: Partial<BoardCard>): BoardCard => {
      const status = changes.status ?? card.status;
      return { ...card, ...changes, active: isOver(status) ? undefined : 'yes', version: event.version, changedAt: event.at };
    };
    switch (event.type) {
      case 'task-amended': {
        const { type: _type, ...changes } = event.data;
        return next(changes);
      }
      case 'task-moved':
        return next({ building: event.data.building, grid: event.data.grid });
      case 'task-assigned':
        return next({
          status: card.runId === event.data.runId ? card.status : 'assigned',
          runId: event.data.runId,
          runners: event.data.runners,
        });
      case 'task-released':
        return next({ status: 'open', runId: undefined, runners: [], incident: undefined });
      case 'task-started':
        return next({ status: 'started' });
      case 'task-incident-reported':
        return next({ status: 'incident', incident: event.data.reason });
      case 'task-completed':
        return next({ status: 'completed' });
      case 'task-confirmed':
        return next({ status: 'confirmed' });
      case 'task-failed':
        return next({ status: 'failed', incident: event.data.reason });
      case 'task-withdrawn':
        return next({ status: 'withdrawn' });
      default:
        return card;
    }
  },
});
