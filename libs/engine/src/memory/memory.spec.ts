import { describeKeyStore, describeLog, describeProgress, describeViewStore } from '@linli/engine/suites';
import { memoryKeyStore } from './memory-key-store.js';
import { memoryLog } from './memory-log.js';
import { memoryProgress } from './memory-progress.js';
import { memoryViewStore } from './memory-view-store.js';

/** What is in memory outlives no process: opened again, it is the same. */
const kept = <Port>(port: Port) => ({ port, reopen: async () => port, close: async () => undefined });

describeLog('memory', async () => kept(memoryLog()));
describeProgress('memory', async () => kept(memoryProgress()));
describeViewStore('memory', async () => kept(memoryViewStore()));
describeKeyStore('memory', async () => kept(memoryKeyStore()));
