import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  embeddedBus,
  memoryKeyStore,
  memoryLog,
  memoryProgress,
  memoryViewStore,
  type Bus,
  type KeyStore,
  type Log,
  type Progress,
  type Report,
  type ViewStore,
} from '@linli/engine';
import type { Clock } from '@linli/kernel';
import { openKeyStore, openLog, openViewStore } from '@linli/sqlite';

/** What a service stands on, as far as platforms differ. */
export interface Platform {
  readonly log: Log;
  readonly progress: Progress;
  readonly views: ViewStore;
  readonly keys: KeyStore;
  readonly bus: Bus;
  close(): Promise<void>;
}

export interface GroundFactory {
  readonly name: string;
  /** A new, empty place. `open` may be called again after `close`, as after a restart. */
  make(service: string): { open(clock: Clock, report: (line: Report) => void): Promise<Platform>; remove(): Promise<void> };
}

const memory: GroundFactory = {
  name: 'memory',
  make() {
    const kept = { log: memoryLog(), progress: memoryProgress(), views: memoryViewStore(), keys: memoryKeyStore() };
    return {
      open: async (clock, report) => {
        const bus = embeddedBus({ clock, report });
        return { ...kept, bus, close: () => bus.close() };
      },
      remove: async () => undefined,
    };
  },
};

const sqlite: GroundFactory = {
  name: 'SQLite',
  make(service) {
    const folder = mkdtempSync(join(tmpdir(), 'linli-flow-'));
    return {
      open: async (clock, report) => {
        const { log, progress } = openLog(join(folder, `${service}.log.db`));
        const views = openViewStore(join(folder, `${service}.views.db`));
        const keys = openKeyStore(join(folder, 'vault.db'));
        const bus = embeddedBus({ clock, report });
        return {
          log,
          progress,
          views,
          keys,
          bus,
          async close() {
            await bus.close();
            await views.close();
            await log.close();
            await keys.close();
          },
        };
      },
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};

/** The embedded platform's two grounds; every flow runs on each. */
export const GROUNDS: readonly GroundFactory[] = [memory, sqlite];
