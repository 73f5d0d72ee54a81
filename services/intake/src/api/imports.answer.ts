import { Shown } from '@linli/nest-kit';
import { COLUMNS } from '../ledger/columns.js';

export class ImportErrorAnswer {
  @Shown({ type: 'integer' }) row!: number;
  @Shown({ type: String }) column!: string;
  @Shown({ type: String }) code!: string;
  @Shown({ type: String }) message!: string;
}

/** A column of the file, and what it was taken for. */
export class MatchedColumnAnswer {
  @Shown({ type: String }) heading!: string;
  @Shown({ type: String, enum: COLUMNS }) column!: string;
}

export class ImportChangeAnswer {
  @Shown({ type: 'integer' }) row!: number;
  @Shown({ type: String, enum: ['create', 'update'] }) change!: string;
  /** For an update, those that say something else than what is known. */
  @Shown({ type: [String], enum: COLUMNS }) columns!: string[];
}

export class ImportFailureAnswer {
  @Shown({ type: String }) code!: string;
  @Shown({ type: String }) message!: string;
}

export class ImportAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: String, enum: ['running', 'done', 'failed'] }) status!: string;
  @Shown({ type: Boolean, required: false }) dryRun?: boolean;
  @Shown({ type: 'integer' }) rows!: number;
  @Shown({ type: 'integer' }) done!: number;
  /** Persons. */
  @Shown({ type: 'integer' }) created!: number;
  @Shown({ type: 'integer' }) updated!: number;
  @Shown({ type: 'integer' }) unchanged!: number;
  /** Errors altogether; `errors` holds the first of them. */
  @Shown({ type: 'integer' }) failed!: number;
  @Shown({ type: [String], required: false }) ignoredColumns?: string[];
  @Shown({ type: [MatchedColumnAnswer], required: false }) matchedColumns?: MatchedColumnAnswer[];
  /** When it is done: the first 200 of the updates, then the first 200 of those who are new. */
  @Shown({ type: [ImportChangeAnswer], required: false }) changes?: ImportChangeAnswer[];
  @Shown({ type: ImportFailureAnswer, required: false }) failure?: ImportFailureAnswer;
  @Shown({ type: [ImportErrorAnswer] }) errors!: ImportErrorAnswer[];
}
