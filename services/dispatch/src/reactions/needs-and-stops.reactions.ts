import { reaction, send } from '@linli/engine';
import type {
  BuyingStartedV1,
  NeedAmendedV1,
  NeedCancelledV1,
  NeedConfirmedV1,
  NeedCreatedV1,
  NeedMovedV1,
  NeedReopenedV1,
  RunClosedV1,
  StopDeliveredV1,
  StopFailedV1,
} from '@linli/contracts';
import { NoteBuying } from '../commands/change-run.commands.js';
import { CloseRun } from '../commands/run.commands.js';
import { AmendTask, CompleteTask, ConfirmTask, MoveTask, OpenTask, ReportIncident, WithdrawTask } from '../commands/task.commands.js';
import { placeOf } from '../domain/task.js';
import type { TaskFacts } from '../domain/task.events.js';

const factsOf = ({ needId, residentId, kind, urgency, deadline, ...place }: NeedCreatedV1 | NeedReopenedV1): TaskFacts => ({
  needId,
  residentId,
  kind,
  urgency,
  deadline,
  ...placeOf(place),
});

export const whenNeedCreated = reaction<NeedCreatedV1 | NeedReopenedV1>({
  name: 'when-need-created',
  on: ['linli.intake.need-created.v1', 'linli.intake.need-reopened.v1'],
  begins: 'first',
  react: ({ data }) => [send(OpenTask, { facts: factsOf(data) })],
});

export const whenNeedAmended = reaction<NeedAmendedV1>({
  name: 'when-need-amended',
  on: ['linli.intake.need-amended.v1'],
  begins: 'first',
  react: ({ data: { needId, urgency, deadline } }) =>
    urgency === undefined && deadline === undefined
      ? []
      : [send(AmendTask, { taskId: needId, ...(urgency && { urgency }), ...(deadline && { deadline }) })],
});

export const whenNeedMoved = reaction<NeedMovedV1>({
  name: 'when-need-moved',
  on: ['linli.intake.need-moved.v1'],
  begins: 'first',
  react: ({ data: { needId, ...place } }) => [send(MoveTask, { taskId: needId, place: placeOf(place) })],
});

export const whenNeedCancelled = reaction<NeedCancelledV1>({
  name: 'when-need-cancelled',
  on: ['linli.intake.need-cancelled.v1'],
  begins: 'first',
  react: ({ data: { needId } }) => [send(WithdrawTask, { taskId: needId })],
});

export const whenNeedConfirmed = reaction<NeedConfirmedV1>({
  name: 'when-need-confirmed',
  on: ['linli.intake.need-confirmed.v1'],
  begins: 'first',
  react: ({ data: { needId } }) => [send(ConfirmTask, { taskId: needId })],
});

export const whenBuyingStarted = reaction<BuyingStartedV1>({
  name: 'when-buying-started',
  on: ['linli.pharmacy-run.buying-started.v1'],
  begins: 'first',
  react: ({ data: { runId, taskId } }) => [send(NoteBuying, { runId, taskId })],
});

export const whenStopDelivered = reaction<StopDeliveredV1>({
  name: 'when-stop-delivered',
  on: ['linli.pharmacy-run.stop-delivered.v1'],
  begins: 'first',
  react: ({ data: { taskId, runId, missing } }) => [send(CompleteTask, { taskId, runId, missing })],
});

export const whenStopFailed = reaction<StopFailedV1>({
  name: 'when-stop-failed',
  on: ['linli.pharmacy-run.stop-failed.v1'],
  begins: 'first',
  react: ({ data: { taskId, runId, reason } }) => [send(ReportIncident, { taskId, runId, reason })],
});

export const whenRunClosed = reaction<RunClosedV1>({
  name: 'when-run-closed',
  on: ['linli.pharmacy-run.run-closed.v1'],
  begins: 'first',
  react: ({ data: { runId } }) => [send(CloseRun, { runId })],
});
