import { refuse, unreachable, type Decider } from '@linli/kernel';

export interface ImportCounts {
  /** Rows of the file that hold something. */
  readonly rows: number;
  /** Rows dealt with so far. */
  readonly done: number;
  /** Persons. */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}
export interface ImportRowError {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}
/** Somebody who comes in or is known otherwise than before, without a word of what stands in the row. */
export interface ImportRowChange {
  readonly row: number;
  readonly change: 'create' | 'update';
  /** For an update, those that say something else. */
  readonly columns: readonly string[];
}

export interface ImportStarted {
  readonly type: 'import-started';
  readonly dryRun: boolean;
  readonly newAddresses: boolean;
  readonly bytes: number;
}
/** It is still at work: told now and then, so that whoever did not start it knows. */
export interface ImportWentOn extends ImportCounts {
  readonly type: 'import-went-on';
}
export interface ImportErrorsFound {
  readonly type: 'import-errors-found';
  /** From 0: a file may have more errors than one commit holds. */
  readonly piece: number;
  readonly errors: readonly ImportRowError[];
}
export interface ImportFinished extends ImportCounts {
  readonly type: 'import-finished';
  readonly failed: number;
  readonly ignoredColumns: readonly string[];
  /** Which heading was taken for what; imports of old do not say. */
  readonly matchedColumns?: readonly { readonly heading: string; readonly column: string }[];
  /** The first of the updates, then the first of those who are new; imports of old do not say. */
  readonly changes?: readonly ImportRowChange[];
}
export interface ImportFailed {
  readonly type: 'import-failed';
  readonly code: string;
  readonly message: string;
}
export type ImportEvent = ImportStarted | ImportWentOn | ImportErrorsFound | ImportFinished | ImportFailed;

export type ImportCommand = ImportEvent;

/** One reading of a ledger. */
export const ledgerImport: Decider<'unknown' | 'running' | 'over', ImportCommand, ImportEvent> = {
  stream: 'import',
  initialState: 'unknown',
  evolve(state, event) {
    switch (event.type) {
      case 'import-started':
        return 'running';
      case 'import-went-on':
      case 'import-errors-found':
        return state;
      case 'import-finished':
      case 'import-failed':
        return 'over';
      default:
        return unreachable(event);
    }
  },
  decide(command, state) {
    if (command.type === 'import-started')
      return state === 'unknown' ? [command] : refuse('import-known', 'This import has begun already.');
    return state === 'running' ? [command] : [];
  },
};
