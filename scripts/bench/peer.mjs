// The same workload through another event store of the language: @event-driven-io/emmett-sqlite, its own SQL and code. Its
// driver, sqlite3, comes by an install script and is replaced with libsql, which both then use with the same settings: what
// differs is what each does with it. Its public store opens the file for every call and fails when called twice at once, so
// its inner functions are called, on one connection, one transaction at a time.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { openLog } from '@linli/sqlite';
import { npm } from '../workshop/run.mjs';
import { root } from '../workshop/root.mjs';
import { appendAll, drafts } from './appends.mjs';
import { pairsOf, ratios, timed } from './measure.mjs';

const HOME = join(root, 'node_modules', '.cache', 'linli', 'peer');

const install = async () => {
  mkdirSync(HOME, { recursive: true });
  cpSync(join(root, 'scripts/bench/peer'), HOME, { recursive: true });
  if (!existsSync(join(HOME, 'node_modules')))
    if ((await npm(['ci', '--prefix', HOME, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'])) !== 0)
      throw new Error('it could not be installed from the registry');
  const path = createRequire(join(HOME, 'package.json')).resolve('@event-driven-io/emmett-sqlite');
  return import(pathToFileURL(path.replace(/\.cjs$/, '.js')).href);
};

/** Its connection, over libsql. */
const connectionTo = (path) => {
  const database = new Database(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000');
  const statements = new Map();
  const prepared = (sql) => {
    if (!statements.has(sql)) statements.set(sql, database.prepare(sql));
    return statements.get(sql);
  };
  // libsql takes neither booleans nor objects; sqlite3 makes text of the latter.
  const plain = (values = []) =>
    values.map((value) =>
      typeof value === 'boolean' ? Number(value) : value !== null && typeof value === 'object' ? String(value) : value,
    );
  return {
    close: () => database.close(),
    command: async (sql, values) => (values ? prepared(sql).run(plain(values)) : database.exec(sql)),
    query: async (sql, values) => prepared(sql).all(plain(values)),
    querySingle: async (sql, values) => prepared(sql).get(plain(values)) ?? null,
    async withTransaction(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const done = await work();
        database.exec('COMMIT');
        return done;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
  };
};

export default async ({ pairs, quick, folder, say, row }) => {
  say('installing @event-driven-io/emmett-sqlite beside the house');
  let peer;
  try {
    peer = await install();
  } catch (error) {
    return row({ name: 'appends ÷ emmett-sqlite', failed: String(error.message), missed: true });
  }
  const connection = connectionTo(join(folder, 'peer.db'));
  await peer.createEventStoreSchema(connection);
  const { log } = openLog(join(folder, 'subject.db'));
  const theirs = async (rows) => {
    for (const { writes, events } of rows) {
      const { type, data } = events[0];
      const done = await peer.appendToStream(connection, writes[0][0], 'need', [{ type, data }], { expectedStreamVersion: 0n });
      if (!done.success) throw new Error('The peer did not store an event.');
    }
  };
  for (const hands of [1, 64]) {
    const count = quick ? 60 : 400;
    say(`${hands} at once`);
    const taken = await pairsOf(
      pairs,
      () => timed(() => theirs(drafts(count))),
      () => timed(() => appendAll(log, drafts(count), hands)),
    );
    row(
      ratios({
        name: `durable appends, ${hands} at once`,
        floor: 'emmett-sqlite',
        pairs: taken,
        count,
        goal: { wall: hands === 1 ? 1 : 5 },
        note: 'its SQL over our driver, one transaction at a time',
      }),
    );
  }
  connection.close();
  await log.close();
};
