import { describeContracts, testClock } from '@linli/flow';
import { gateway } from '../src/gateway.service.js';

describeContracts(gateway({ clock: testClock() }), {
  'linli.intake.area-defined.v1': ['areas'],
  'linli.intake.record-looked-at.v1': ['looks'],
  'linli.pharmacy-run.record-looked-at.v1': ['looks'],
});
