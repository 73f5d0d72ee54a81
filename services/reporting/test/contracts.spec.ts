import { describeContracts } from '@linli/flow';
import { reporting } from '../src/reporting.service.js';

describeContracts(reporting(), {
  'linli.intake.area-defined.v1': ['areas'],
  'linli.intake.resident-counted.v1': ['register'],
  'linli.intake.need-created.v1': ['needs'],
  'linli.intake.need-amended.v1': ['needs'],
  'linli.intake.need-moved.v1': ['needs'],
  'linli.intake.need-cancelled.v1': ['needs'],
  'linli.intake.need-reopened.v1': ['needs'],
  'linli.intake.need-confirmed.v1': ['needs'],
  'linli.dispatch.task-released.v1': ['needs'],
  'linli.dispatch.task-completed.v1': ['needs'],
  'linli.dispatch.task-failed.v1': ['needs'],
  'linli.dispatch.volunteer-went-on.v1': ['duty'],
  'linli.dispatch.volunteer-went-off.v1': ['duty'],
});
