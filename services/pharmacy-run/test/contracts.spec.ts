import { describeContracts } from '@linli/flow';
import { pharmacyRun } from '../src/pharmacy-run.service.js';

describeContracts(pharmacyRun(), {
  'linli.intake.need-created.v1': ['when-need-created: NoteOrder'],
  'linli.intake.need-reopened.v1': ['when-need-created: NoteOrder'],
  'linli.intake.need-amended.v1': ['when-need-amended: NoteOrder'],
  'linli.intake.need-moved.v1': ['when-need-moved: NoteOrder'],
  'linli.dispatch.run-planned.v1': ['when-run-planned: NotePurchase'],
  'linli.dispatch.run-handed-over.v1': ['when-run-handed-over: NotePurchase'],
  'linli.dispatch.run-amended.v1': ['when-run-amended: NotePurchase'],
  'linli.dispatch.run-started.v1': ['when-run-started: NotePurchase'],
  'linli.dispatch.shop-added.v1': ['shops'],
  'linli.dispatch.shop-corrected.v1': ['shops'],
  'linli.dispatch.stop-withdrawn.v1': ['when-stop-withdrawn: NotePurchase'],
});
