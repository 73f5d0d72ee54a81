import type { Publishes } from '@linli/engine';

/** What leaves dispatch, and as what. */
export const publishes: Publishes = {
  'task-assigned': { as: 'linli.dispatch.task-assigned.v1' },
  'task-released': { as: 'linli.dispatch.task-released.v1' },
  'task-completed': { as: 'linli.dispatch.task-completed.v1' },
  'task-failed': { as: 'linli.dispatch.task-failed.v1' },
  'run-planned': { as: 'linli.dispatch.run-planned.v1' },
  'run-started': { as: 'linli.dispatch.run-started.v1' },
  'stop-withdrawn': { as: 'linli.dispatch.stop-withdrawn.v1' },
  'volunteer-went-on': { as: 'linli.dispatch.volunteer-went-on.v1' },
  'volunteer-went-off': { as: 'linli.dispatch.volunteer-went-off.v1' },
};
