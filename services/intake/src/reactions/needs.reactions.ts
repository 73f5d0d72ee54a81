import { idOf, reaction, send, dueRule } from '@linli/engine';
import type { BuyingStartedV1, SubstitutesGivenV1, TaskAssignedV1, TaskCompletedV1, TaskFailedV1, TaskReleasedV1 } from '@linli/contracts';
import { NoteNeed } from '../commands/need-ends.commands.js';
import { DestroyKey } from '../commands/resident.commands.js';
import type { ResidentForgotten } from '../domain/resident.events.js';
import { needs, type NeedDoc } from '../views/needs.view.js';

export const whenTaskAssigned = reaction<TaskAssignedV1>({
  name: 'when-task-assigned',
  on: ['linli.dispatch.task-assigned.v1'],
  begins: 'first',
  react: ({ data: { needId, runId, runners } }) => [send(NoteNeed, { needId, what: { type: 'note-claimed', runId, runners } })],
});

export const whenTaskReleased = reaction<TaskReleasedV1>({
  name: 'when-task-released',
  on: ['linli.dispatch.task-released.v1'],
  begins: 'first',
  react: ({ data: { needId } }) => [send(NoteNeed, { needId, what: { type: 'note-released' } })],
});

export const whenBuyingStarted = reaction<BuyingStartedV1>({
  name: 'when-buying-started',
  on: ['linli.pharmacy-run.buying-started.v1'],
  begins: 'first',
  react: ({ data: { needId } }) => [send(NoteNeed, { needId, what: { type: 'note-buying' } })],
});

export const whenSubstitutesGiven = reaction<SubstitutesGivenV1>({
  name: 'when-substitutes-given',
  on: ['linli.pharmacy-run.substitutes-given.v1'],
  begins: 'first',
  react: ({ data: { needId, substitutes } }) => [send(NoteNeed, { needId, what: { type: 'note-substitutes', substitutes } })],
});

export const whenTaskCompleted = reaction<TaskCompletedV1>({
  name: 'when-task-completed',
  on: ['linli.dispatch.task-completed.v1'],
  begins: 'first',
  react: ({ data: { needId, missing } }) => [send(NoteNeed, { needId, what: { type: 'note-met', missing } })],
});

export const whenTaskFailed = reaction<TaskFailedV1>({
  name: 'when-task-failed',
  on: ['linli.dispatch.task-failed.v1'],
  begins: 'first',
  react: ({ data: { needId, reason } }) => [send(NoteNeed, { needId, what: { type: 'note-not-met', reason } })],
});

export const whenResidentForgotten = reaction<ResidentForgotten>({
  name: 'when-resident-forgotten',
  on: ['resident-forgotten'],
  begins: 'first',
  react: ({ subject }) => [send(DestroyKey, { residentId: idOf(subject) })],
});

/** Met a day ago, and nobody could be asked. */
export const needLapses = dueRule<NeedDoc>({
  name: 'need-lapses',
  view: needs,
  field: 'lapsesAt',
  command: (_doc, needId) => send(NoteNeed, { needId, what: { type: 'lapse' } }),
});
