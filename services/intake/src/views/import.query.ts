import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { notFound } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import { InjectEngine, reached, type Caller } from '@linli/nest-kit';
import type { ImportRowError } from '../domain/ledger-import.js';
import { isAtWork } from '../ledger/at-work.js';
import { Importer, INTERRUPTED } from '../ledger/importer.js';
import { errorsPiece, imports, type ImportDoc, type ImportErrorsDoc } from './imports.view.js';

const ERRORS_SHOWN = 200;

export class GetImport {
  constructor(
    readonly importId: string,
    readonly atLeast: number | undefined,
    readonly caller: Caller,
    /** All errors, for the table of them. */
    readonly all = false,
  ) {}
}

@QueryHandler(GetImport)
export class GetImportHandler implements IQueryHandler<GetImport> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    private readonly importer: Importer,
  ) {}

  async execute({ importId, atLeast, caller, all }: GetImport) {
    const { community } = caller;
    await reached(this.engine, imports, community, atLeast);
    const job = this.importer.job(importId);
    if (job?.community === community)
      return {
        id: importId,
        status: 'running',
        dryRun: job.dryRun,
        ...job.counts,
        failed: job.errors.length,
        errors: all ? job.errors : job.errors.slice(0, ERRORS_SHOWN),
      };
    const doc = (await this.engine.views.get(imports, community, importId))?.doc as ImportDoc | undefined;
    if (!doc || !('status' in doc)) return notFound('import');
    const pieces = Array.from({ length: all ? doc.pieces : Math.min(doc.pieces, 1) }, (_, piece) => errorsPiece(importId, piece));
    const found = await this.engine.views.getMany(imports, community, pieces);
    const errors = found.flatMap((piece): readonly ImportRowError[] => (piece.doc as ImportErrorsDoc).errors);
    // It was running when the system went down: what was in is in, and the same file brings in the rest.
    const interrupted = doc.status === 'running' && !isAtWork(doc, this.engine) && { status: 'failed', failure: INTERRUPTED };
    return {
      id: importId,
      status: doc.status,
      dryRun: doc.dryRun,
      ...doc.counts,
      failed: doc.failed,
      ignoredColumns: doc.ignoredColumns,
      ...(doc.matchedColumns && { matchedColumns: doc.matchedColumns }),
      ...(doc.changes && { changes: doc.changes }),
      ...(doc.failure && { failure: doc.failure }),
      ...interrupted,
      errors: all ? errors : errors.slice(0, ERRORS_SHOWN),
    };
  }
}
