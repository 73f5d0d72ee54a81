import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readLedger, type Ledger } from './ledger.js';
import { LedgerUnreadable } from './sheet.js';

interface Answer {
  readonly ledger?: Ledger;
  readonly unreadable?: { readonly code: LedgerUnreadable['code']; readonly message: string };
}

const answer = (bytes: Uint8Array): Answer => {
  try {
    return { ledger: readLedger(bytes) };
  } catch (error) {
    if (!(error instanceof LedgerUnreadable)) throw error;
    return { unreadable: { code: error.code, message: error.message } };
  }
};

/** Reads a ledger beside everything else: unpacking 20,000 rows takes seconds in which nobody should wait. */
export const readLedgerBeside = async (bytes: Uint8Array): Promise<Ledger> => {
  const file = fileURLToPath(import.meta.url);
  // Where the sources run as they are there is no built file that a thread of its own could load.
  const { ledger, unreadable } = file.endsWith('.ts') ? answer(bytes) : await inThread(file, bytes);
  if (ledger) return ledger;
  throw new LedgerUnreadable(unreadable?.code ?? 'broken-file', unreadable?.message ?? 'The file cannot be read.');
};

const inThread = (file: string, bytes: Uint8Array): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(file, { workerData: { ledger: bytes }, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    thread.once('message', resolve);
    thread.once('error', () =>
      resolve({ unreadable: { code: 'broken-file', message: 'The file cannot be read: it is too large or damaged.' } }),
    );
    thread.once('exit', () => reject(new Error('The thread that reads ledgers ended without an answer.')));
  });

const work = workerData as { ledger?: Uint8Array } | null;
if (!isMainThread && work?.ledger) parentPort?.postMessage(answer(work.ledger));
