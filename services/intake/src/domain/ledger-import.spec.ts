import { given } from '@linli/kernel';
import { ledgerImport, type ImportEvent } from './ledger-import.js';

const started: ImportEvent = { type: 'import-started', dryRun: false, newAddresses: false, bytes: 100 };
const wrong: ImportEvent = {
  type: 'import-errors-found',
  piece: 0,
  errors: [{ row: 3, column: 'phone', code: 'invalid-phone', message: '…' }],
};
const finished: ImportEvent = {
  type: 'import-finished',
  rows: 3,
  done: 3,
  created: 2,
  updated: 0,
  unchanged: 0,
  failed: 1,
  ignoredColumns: [],
};
const failed: ImportEvent = { type: 'import-failed', code: 'broken-file', message: '…' };

it('a ledger is begun once', () => {
  given(ledgerImport).when(started).then(started);
  given(ledgerImport, [started]).when(started).thenRefused('import-known');
});
it('tells what is wrong while it runs, and how it ended', () => {
  given(ledgerImport, [started]).when(wrong).then(wrong);
  given(ledgerImport, [started, wrong]).when(finished).then(finished);
  given(ledgerImport, [started]).when(failed).then(failed);
});
it('ends once', () => {
  given(ledgerImport, [started, finished]).when(failed).thenNothing();
  given(ledgerImport, [started, failed]).when(wrong).thenNothing();
});
