import type { Head, ReadLog, StoredCommit } from '@linli/engine';
import { DatabaseFile } from './database-file.js';
import { hex } from './log-memory.js';
import { LOG_MIGRATIONS, LOG_SQL } from './log-tables.js';
import { commitsOf } from './sqlite-log.js';

/** Reads a log that another thread of this process writes. Nothing is kept at hand: it is always as it is in the file. */
export const openLogReader = (path: string): ReadLog & { close(): void } => {
  const file = new DatabaseFile(path, { synchronous: 'NORMAL', migrations: LOG_MIGRATIONS, beside: 'reads' });
  const keys = new Map<string, number>();
  const keyOf = (community: string): number | undefined => {
    if (!keys.has(community)) for (const [code, key] of file.all<[string, number]>(LOG_SQL.communities)) keys.set(code, key);
    return keys.get(community);
  };
  return {
    shared: true,
    async heads(since = '') {
      return file
        .all<[string, number]>(LOG_SQL.communities)
        .flatMap(([community, key]): Head[] => {
          const row = file.one<[number, Uint8Array, number, string]>(LOG_SQL.last, key);
          return row ? [{ community, position: row[0], hash: hex(row[1]), sequence: row[2], at: row[3] }] : [];
        })
        .filter(({ at }) => at >= since);
    },
    async read(community, after, limit): Promise<StoredCommit[]> {
      const key = keyOf(community);
      return key === undefined ? [] : commitsOf(community, file.all(LOG_SQL.read, key, after, limit));
    },
    // Nobody here writes.
    onAppended: () => () => undefined,
    close: () => file.close(),
  };
};
