import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedBus, memoryKeyStore, memoryLog, memoryProgress, memoryViewStore } from '@linli/engine';
import { openKeyStore, openLog, openViewStore } from '@linli/sqlite';
import { cluster } from './cluster-ground.js';
import type { GroundFactory } from './ground.js';

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

/** The servers that tests of the kind `cluster` run against; both are set or none. */
const { LINLI_TEST_MONGO: MONGO, LINLI_TEST_KAFKA: KAFKA } = process.env;

/** The embedded platform's two grounds, or the cluster's where its servers are there; every flow runs on each. */
export const GROUNDS: readonly GroundFactory[] = MONGO && KAFKA ? [cluster(MONGO, KAFKA.split(','))] : [memory, sqlite];
