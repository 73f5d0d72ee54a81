import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Filler, Progress, Report } from '@linli/engine';
import type { LendingViewStore } from '@linli/sqlite';
import type { Filling, Said } from './thread.js';

/** The same from the sources and from what was built of them. */
const THREAD = fileURLToPath(new URL('../../dist/filling/thread.js', import.meta.url));

/** What a thread cannot have: who writes to the service's files here. */
interface Here {
  readonly views: LendingViewStore;
  readonly progress: Pick<Progress, 'setAside'>;
  readonly report: (line: Report) => void;
}

/** Fills a generation on a thread that reads the log and is lent the file of the views for each of its writes. */
export const threadFiller = (files: Omit<Filling, 'generation'>, { views, progress, report }: Here): Filler => ({
  async fill(generation, stop) {
    stop.throwIfAborted();
    const thread = new Worker(THREAD, { workerData: { ...files, generation } satisfies Filling });
    const halt = (): void => thread.postMessage('stop');
    stop.addEventListener('abort', halt);
    const noted: Promise<void>[] = [];
    let over = false;
    let giveBack = (): void => undefined;
    thread.on('message', (said: Said) => {
      if (said === 'may I write') {
        void views.lend(
          () =>
            new Promise((back) => {
              giveBack = back;
              if (over) back();
              else thread.postMessage('your turn');
            }),
        );
      } else if (said === 'written') giveBack();
      else if ('setAside' in said) noted.push(progress.setAside(said.setAside));
      else report(said.report);
    });
    try {
      await new Promise<void>((filled, failed) => {
        thread.once('error', failed);
        thread.once('exit', (code) => (code === 0 ? filled() : failed(new Error(`The thread ended with ${code}.`))));
      });
    } finally {
      // However it ended, nobody waits for it any more.
      over = true;
      giveBack();
      stop.removeEventListener('abort', halt);
    }
    await Promise.all(noted);
    stop.throwIfAborted();
  },
});
