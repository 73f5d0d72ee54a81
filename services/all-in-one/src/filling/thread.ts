import { parentPort, workerData } from 'node:worker_threads';
import { fillGeneration, memoryProgress, systemClock, type Folds, type Generation, type Report, type SetAside } from '@linli/engine';
import { openLogReader, openViewStoreBeside } from '@linli/sqlite';
import type { ServiceName } from '../system.js';

// The thread of a filler, for one generation. It has no key and needs none: folds never open seals.

/** What it is to fill. */
export interface Filling {
  readonly service: ServiceName;
  readonly log: string;
  readonly views: string;
  readonly generation: Generation;
}
/** What it says; `your turn` and `stop` is what it hears. */
export type Said = 'may I write' | 'written' | { readonly setAside: SetAside } | { readonly report: Report };
export type Heard = 'your turn' | 'stop';

/** What each service folds, without what serves: that would take a second to load. */
const FOLDS: Record<ServiceName, () => Promise<{ folds: Folds }>> = {
  gateway: () => import('@linli/gateway/folds'),
  intake: () => import('@linli/intake/folds'),
  dispatch: () => import('@linli/dispatch/folds'),
  'pharmacy-run': () => import('@linli/pharmacy-run/folds'),
  reporting: () => import('@linli/reporting/folds'),
};

const port = parentPort!;
const say = (said: Said): void => port.postMessage(said);
const stopping = new AbortController();
let turnCame = (): void => undefined;
port.on('message', (heard: Heard) => (heard === 'stop' ? stopping.abort() : turnCame()));

const { service, log: logFile, views: viewsFile, generation } = workerData as Filling;
const { folds } = await FOLDS[service]();
const log = openLogReader(logFile);
const views = openViewStoreBeside(viewsFile, async () => {
  const came = new Promise<void>((resolve) => (turnCame = resolve));
  say('may I write');
  await came;
  return () => say('written');
});
// The generation is new: only what is set aside here stands still in it.
const progress = memoryProgress();
const setAside = async (entry: SetAside): Promise<void> => {
  await progress.setAside(entry);
  say({ setAside: entry });
};
try {
  await fillGeneration(
    folds,
    { log, views, progress: { ...progress, setAside }, clock: systemClock, report: (report) => say({ report }) },
    generation,
    stopping.signal,
  );
  await views.index(generation);
} catch (error) {
  if (!stopping.signal.aborted) throw error;
} finally {
  await views.close();
  log.close();
  port.close();
}
