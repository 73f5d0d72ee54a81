import { idOf, view } from '@linli/engine';
import type { ImportCounts, ImportEvent, ImportFinished, ImportRowError } from '../domain/ledger-import.js';

export interface ImportDoc {
  readonly status: 'running' | 'done' | 'failed';
  readonly dryRun: boolean;
  readonly startedAt: string;
  /** Position of its beginning: of two in one community the first goes on. */
  readonly startedPosition: number;
  /** When it was last known to be at work. */
  readonly aliveAt: string;
  readonly endedAt?: string;
  readonly counts: ImportCounts;
  readonly failed: number;
  readonly ignoredColumns: readonly string[];
  readonly matchedColumns?: ImportFinished['matchedColumns'];
  readonly changes?: ImportFinished['changes'];
  readonly failure?: { readonly code: string; readonly message: string };
  /** Pieces of errors, in documents of their own. */
  readonly pieces: number;
}
export interface ImportErrorsDoc {
  readonly errors: readonly ImportRowError[];
}

export const errorsPiece = (importId: string, piece: number): string => `${importId}.errors.${piece}`;

export const imports = view<ImportDoc | ImportErrorsDoc, ImportEvent>({
  name: 'imports',
  version: 4,
  fields: { status: 'text' },
  indexes: [['status']],
  live: { roles: ['clerk'] },
  keys(event) {
    if (!event.subject.startsWith('import/')) return [];
    const id = idOf(event.subject);
    return event.type === 'import-errors-found' ? [id, errorsPiece(id, event.data.piece)] : [id];
  },
  project(doc, event, id) {
    if (event.type === 'import-errors-found' && id !== idOf(event.subject)) return { errors: event.data.errors };
    if (event.type === 'import-started') {
      const counts = { rows: 0, done: 0, created: 0, updated: 0, unchanged: 0 };
      const { at, position } = event;
      const begun = { status: 'running', dryRun: event.data.dryRun, startedAt: at, startedPosition: position, aliveAt: at } as const;
      return { ...begun, counts, failed: 0, ignoredColumns: [], pieces: 0 };
    }
    if (!doc || !('status' in doc)) return doc;
    switch (event.type) {
      case 'import-went-on': {
        const { rows, done, created, updated, unchanged } = event.data;
        return { ...doc, aliveAt: event.at, counts: { rows, done, created, updated, unchanged } };
      }
      case 'import-errors-found':
        return { ...doc, pieces: Math.max(doc.pieces, event.data.piece + 1) };
      case 'import-finished': {
        const { rows, done, created, updated, unchanged, failed, ignoredColumns, matchedColumns, changes } = event.data;
        const counts = { rows, done, created, updated, unchanged };
        const told = { ...(matchedColumns && { matchedColumns }), ...(changes && { changes }) };
        return { ...doc, status: 'done', endedAt: event.at, counts, failed, ignoredColumns, ...told };
      }
      case 'import-failed':
        return { ...doc, status: 'failed', endedAt: event.at, failure: { code: event.data.code, message: event.data.message } };
      default:
        return doc;
    }
  },
});
