import type { Publishes } from '@linli/engine';
import type {
  DispatchPublic,
  RunAmendedV1,
  RunHandedOverV1,
  RunPlannedV1,
  RunStartedV1,
  ShopAddedV1,
  ShopCorrectedV1,
  TaskAssignedV1,
  TaskCompletedV1,
  TaskFailedV1,
  TaskReleasedV1,
  StopWithdrawnV1,
  VolunteerWentOffV1,
  VolunteerWentOnV1,
} from '@linli/contracts';
import type { RunAmended, RunHandedOver, RunPlanned, RunStarted, StopWithdrawn } from './domain/run.js';
import type { ShopAdded, ShopCorrected } from './domain/shop.js';
import type { TaskAssigned, TaskCompleted, TaskFailed, TaskReleased } from './domain/task.events.js';
import type { VolunteerWentOff, VolunteerWentOn } from './domain/volunteer.js';

type Said<Public extends DispatchPublic> = Omit<Public, 'type'>;

/** What leaves dispatch, and as what: no reasons and no notes. */
export const publishes: Publishes = {
  'task-assigned': {
    as: 'linli.dispatch.task-assigned.v1',
    data: ({ taskId, needId, runId, runners }: TaskAssigned): Said<TaskAssignedV1> => ({ taskId, needId, runId, runners }),
  },
  'task-released': {
    as: 'linli.dispatch.task-released.v1',
    data: ({ taskId, needId, runId }: TaskReleased): Said<TaskReleasedV1> => ({ taskId, needId, ...(runId !== undefined && { runId }) }),
  },
  'task-completed': {
    as: 'linli.dispatch.task-completed.v1',
    data: ({ taskId, needId, runId, missing }: TaskCompleted): Said<TaskCompletedV1> => ({
      taskId,
      needId,
      ...(runId !== undefined && { runId }),
      missing,
    }),
  },
  'task-failed': {
    as: 'linli.dispatch.task-failed.v1',
    data: ({ taskId, needId, reason }: TaskFailed): Said<TaskFailedV1> => ({ taskId, needId, reason }),
  },
  'run-planned': {
    as: 'linli.dispatch.run-planned.v1',
    data: ({ runId, runners, stops }: RunPlanned): Said<RunPlannedV1> => ({ runId, runners, stops }),
  },
  'run-started': { as: 'linli.dispatch.run-started.v1', data: ({ runId }: RunStarted): Said<RunStartedV1> => ({ runId }) },
  'run-handed-over': {
    as: 'linli.dispatch.run-handed-over.v1',
    data: ({ runId, runners }: RunHandedOver): Said<RunHandedOverV1> => ({ runId, runners }),
  },
  'run-amended': {
    as: 'linli.dispatch.run-amended.v1',
    data: ({ runId, added, removed }: RunAmended): Said<RunAmendedV1> => ({ runId, added, removed }),
  },
  'stop-withdrawn': {
    as: 'linli.dispatch.stop-withdrawn.v1',
    data: ({ runId, taskId, needId }: StopWithdrawn): Said<StopWithdrawnV1> => ({ runId, taskId, needId }),
  },
  'shop-added': {
    as: 'linli.dispatch.shop-added.v1',
    data: ({ shopId, name, kind, place }: ShopAdded): Said<ShopAddedV1> => ({ shopId, name, kind, place }),
  },
  'shop-corrected': {
    as: 'linli.dispatch.shop-corrected.v1',
    data: ({ shopId, name, place }: ShopCorrected): Said<ShopCorrectedV1> => ({ shopId, name, place }),
  },
  'volunteer-went-on': {
    as: 'linli.dispatch.volunteer-went-on.v1',
    data: ({ volunteerId }: VolunteerWentOn): Said<VolunteerWentOnV1> => ({ volunteerId }),
  },
  'volunteer-went-off': {
    as: 'linli.dispatch.volunteer-went-off.v1',
    data: ({ volunteerId }: VolunteerWentOff): Said<VolunteerWentOffV1> => ({ volunteerId }),
  },
};
