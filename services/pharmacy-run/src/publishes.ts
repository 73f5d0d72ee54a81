import type { Publishes } from '@linli/engine';
import type { RunSettled, StopDelivered, StopFailed } from './domain/purchase.events.js';

/** What leaves pharmacy-run, and as what: no money, no notes. */
export const publishes: Publishes = {
  'buying-started': { as: 'linli.pharmacy-run.buying-started.v1' },
  'stop-delivered': {
    as: 'linli.pharmacy-run.stop-delivered.v1',
    data: ({ runId, taskId, needId, missing }: StopDelivered) => ({ runId, taskId, needId, missing }),
  },
  'stop-failed': {
    as: 'linli.pharmacy-run.stop-failed.v1',
    data: ({ runId, taskId, needId, reason }: StopFailed) => ({ runId, taskId, needId, reason }),
  },
  'run-settled': { as: 'linli.pharmacy-run.run-closed.v1', data: ({ runId }: RunSettled) => ({ runId }) },
  'record-looked-at': { as: 'linli.pharmacy-run.record-looked-at.v1' },
};
