import { reaction, send } from '@linli/engine';
import type {
  NeedAmendedV1,
  NeedCreatedV1,
  NeedMovedV1,
  NeedReopenedV1,
  RunAmendedV1,
  RunHandedOverV1,
  RunPlannedV1,
  RunStartedV1,
  StopWithdrawnV1,
} from '@linli/contracts';
import { NoteOrder, NotePurchase } from '../commands/hear.commands.js';

export const whenNeedCreated = reaction<NeedCreatedV1 | NeedReopenedV1>({
  name: 'when-need-created',
  on: ['linli.intake.need-created.v1', 'linli.intake.need-reopened.v1'],
  begins: 'first',
  react: ({ data: { needId, residentId, kind, lines, delivery, handoverCode } }) => [
    send(NoteOrder, { needId, what: { type: 'register', facts: { needId, residentId, kind, lines, delivery, handoverCode } } }),
  ],
});

export const whenNeedAmended = reaction<NeedAmendedV1>({
  name: 'when-need-amended',
  on: ['linli.intake.need-amended.v1'],
  begins: 'first',
  react: ({ data: { needId, lines, delivery, handoverCode } }) => [
    send(NoteOrder, {
      needId,
      what: { type: 'amend', ...(lines && { lines }), ...(delivery && { delivery }), ...(handoverCode && { handoverCode }) },
    }),
  ],
});

/** Whoever is on the way finds the new door at the stop. */
export const whenNeedMoved = reaction<NeedMovedV1>({
  name: 'when-need-moved',
  on: ['linli.intake.need-moved.v1'],
  begins: 'first',
  react: ({ data: { needId, delivery } }) => [send(NoteOrder, { needId, what: { type: 'amend', delivery } })],
});

export const whenRunPlanned = reaction<RunPlannedV1>({
  name: 'when-run-planned',
  on: ['linli.dispatch.run-planned.v1'],
  begins: 'first',
  react: ({ data: { runId, runners, stops } }) => [send(NotePurchase, { runId, what: { type: 'list', runId, runners, stops } })],
});

export const whenStopWithdrawn = reaction<StopWithdrawnV1>({
  name: 'when-stop-withdrawn',
  on: ['linli.dispatch.stop-withdrawn.v1'],
  begins: 'first',
  react: ({ data: { runId, taskId } }) => [send(NotePurchase, { runId, what: { type: 'withdraw-stop', taskId } })],
});

export const whenRunStarted = reaction<RunStartedV1>({
  name: 'when-run-started',
  on: ['linli.dispatch.run-started.v1'],
  begins: 'first',
  react: ({ data: { runId } }) => [send(NotePurchase, { runId, what: { type: 'start' } })],
});

export const whenRunHandedOver = reaction<RunHandedOverV1>({
  name: 'when-run-handed-over',
  on: ['linli.dispatch.run-handed-over.v1'],
  begins: 'first',
  react: ({ data: { runId, runners } }) => [send(NotePurchase, { runId, what: { type: 'hand-over', runners } })],
});

export const whenRunAmended = reaction<RunAmendedV1>({
  name: 'when-run-amended',
  on: ['linli.dispatch.run-amended.v1'],
  begins: 'first',
  react: ({ data: { runId, added, removed } }) => [
    send(NotePurchase, { runId, what: { type: 'amend', added, removed: removed.map(({ taskId }) => taskId) } }),
  ],
});
