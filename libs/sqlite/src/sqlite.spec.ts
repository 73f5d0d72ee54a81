import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeKeyStore, describeLog, describeProgress, describeViewStore, type Subject } from '@linli/engine/suites';
import { openKeyStore, openLog, openViewStore } from './index.js';

/** A port on a real file, in a folder of its own. `close` of the port is given, since progress is closed with its log. */
const onDisk = async <Port>(open: (path: string) => Promise<{ port: Port; close: () => Promise<void> }>): Promise<Subject<Port>> => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-'));
  const path = join(folder, 'data', 'file.db');
  let opened = await open(path);
  return {
    port: opened.port,
    async reopen() {
      await opened.close();
      opened = await open(path);
      return opened.port;
    },
    async close() {
      await opened.close();
      rmSync(folder, { recursive: true });
    },
  };
};
const closing = <Port extends { close(): Promise<void> }>(port: Port) => ({ port, close: () => port.close() });

describeLog('SQLite', () => onDisk(async (path) => closing(openLog(path).log)));
describeProgress('SQLite', () =>
  onDisk(async (path) => {
    const { log, progress } = openLog(path);
    return { port: progress, close: () => log.close() };
  }),
);
describeViewStore('SQLite', () => onDisk(async (path) => closing(openViewStore(path))));
describeKeyStore('SQLite', () => onDisk(async (path) => closing(openKeyStore(path))));
