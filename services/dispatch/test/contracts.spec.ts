import { describeContracts } from '@linli/flow';
import { dispatch } from '../src/dispatch.service.js';

describeContracts(dispatch(), {
  'linli.intake.need-created.v1': ['doors', 'when-need-created: OpenTask'],
  'linli.intake.need-reopened.v1': ['doors', 'when-need-created: OpenTask'],
  'linli.intake.need-amended.v1': ['doors', 'when-need-amended: AmendTask'],
  'linli.intake.need-moved.v1': ['doors', 'when-need-moved: MoveTask'],
  'linli.intake.need-cancelled.v1': ['doors', 'when-need-cancelled: WithdrawTask'],
  'linli.intake.need-confirmed.v1': ['when-need-confirmed: ConfirmTask'],
  'linli.pharmacy-run.buying-started.v1': ['when-buying-started: NoteBuying'],
  'linli.pharmacy-run.stop-delivered.v1': ['when-stop-delivered: CompleteTask'],
  'linli.pharmacy-run.stop-failed.v1': ['when-stop-failed: ReportIncident'],
  'linli.pharmacy-run.run-closed.v1': ['when-run-closed: CloseRun'],
});
