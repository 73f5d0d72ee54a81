import type { Publishes } from '@linli/engine';
import type { BuyingStartedV1, PharmacyRunPublic, RunClosedV1, StopDeliveredV1, StopFailedV1, SubstitutesGivenV1 } from '@linli/contracts';
import type { BuyingStarted, RunSettled, StopDelivered, StopFailed, SubstitutesGiven } from './domain/purchase.events.js';

type Said<Public extends PharmacyRunPublic> = Omit<Public, 'type'>;

/** What leaves pharmacy-run, and as what: no money, no notes. */
export const publishes: Publishes = {
  'buying-started': {
    as: 'linli.pharmacy-run.buying-started.v1',
    data: ({ runId, taskId, needId }: BuyingStarted): Said<BuyingStartedV1> => ({ runId, taskId, needId }),
  },
  'substitutes-given': {
    as: 'linli.pharmacy-run.substitutes-given.v1',
    data: ({ runId, taskId, needId, substitutes }: SubstitutesGiven): Said<SubstitutesGivenV1> => ({ runId, taskId, needId, substitutes }),
  },
  'stop-delivered': {
    as: 'linli.pharmacy-run.stop-delivered.v1',
    data: ({ runId, taskId, needId, missing }: StopDelivered): Said<StopDeliveredV1> => ({ runId, taskId, needId, missing }),
  },
  'stop-failed': {
    as: 'linli.pharmacy-run.stop-failed.v1',
    data: ({ runId, taskId, needId, reason }: StopFailed): Said<StopFailedV1> => ({ runId, taskId, needId, reason }),
  },
  'run-settled': { as: 'linli.pharmacy-run.run-closed.v1', data: ({ runId }: RunSettled): Said<RunClosedV1> => ({ runId }) },
  'record-looked-at': { as: 'linli.pharmacy-run.record-looked-at.v1' },
};
