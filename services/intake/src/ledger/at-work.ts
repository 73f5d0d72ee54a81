import type { Engine, Stored } from '@linli/engine';
import { imports, type ImportDoc } from '../views/imports.view.js';

/** How often a running import says so in the log. */
export const ALIVE_EVERY_MS = 3_000;
/** One that has said nothing for so long has gone with the copy that ran it. */
const SILENT_MS = 20_000;

/**
 * Whether an import that the log calls running is at work at another copy of the service. Where this is the only one,
 * it would know: then it was running when the system went down.
 */
export const isAtWork = (doc: ImportDoc, { ground: { log, clock } }: Engine): boolean =>
  log.shared && doc.status === 'running' && clock.now() - Date.parse(doc.aliveAt) < SILENT_MS;

/** Imports at work in a community at other copies of the service. */
export const importsAtWork = async (engine: Engine, community: string): Promise<readonly Stored<ImportDoc>[]> => {
  if (!engine.ground.log.shared) return [];
  const { items } = await engine.views.find(imports, { community, where: { status: 'running' } });
  return (items as readonly Stored<ImportDoc>[]).filter(({ doc }) => isAtWork(doc, engine));
};
