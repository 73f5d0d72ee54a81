import type { KeyStore } from '@linli/engine';
import { DatabaseFile } from './database-file.js';
import { Writer } from './writer.js';

/**
 * Keys stand in order of writing and never change their length: a row is never moved to another page, so a destroyed
 * key, overwritten in its place, leaves no copy behind. A destroyed key leaves its person's id, so that no second key is
 * ever made under it.
 */
const MIGRATIONS = [
  `CREATE TABLE keys (number INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE, wrapped BLOB NOT NULL, destroyed INTEGER NOT NULL);
   CREATE INDEX keys_destroyed ON keys (person) WHERE destroyed = 1`,
];

const SQL = {
  get: 'SELECT wrapped FROM keys WHERE person = ? AND destroyed = 0',
  add: 'INSERT INTO keys (person, wrapped, destroyed) VALUES (?, ?, 0) ON CONFLICT (person) DO NOTHING',
  destroy: `INSERT INTO keys (person, wrapped, destroyed) VALUES (?, x'', 1)
    ON CONFLICT (person) DO UPDATE SET wrapped = zeroblob(length(wrapped)), destroyed = 1`,
  destroyed: 'SELECT person FROM keys WHERE destroyed = 1 ORDER BY person',
  all: 'SELECT person, wrapped FROM keys WHERE person > ? AND destroyed = 0 ORDER BY person LIMIT ?',
};

/** The vault's file. */
export const openKeyStore = (path: string): KeyStore => {
  const file = new DatabaseFile(path, { synchronous: 'FULL', migrations: MIGRATIONS, secureDelete: true });
  const writer = new Writer(file);
  const keyOf = (person: string): Uint8Array | undefined => file.one<[Uint8Array]>(SQL.get, person)?.[0];
  return {
    async get(persons) {
      const found = new Map<string, Uint8Array>();
      for (const person of persons) {
        const wrapped = keyOf(person);
        if (wrapped) found.set(person, wrapped);
      }
      return found;
    },
    add: (person, wrapped) =>
      writer.write(() => {
        file.run(SQL.add, person, wrapped);
        return keyOf(person);
      }),
    async destroy(persons) {
      if (persons.length === 0) return;
      await writer.write(() => persons.forEach((person) => file.run(SQL.destroy, person)));
      // The key was in the write-ahead log too, from when it was made.
      file.checkpoint();
    },
    destroyed: async () => file.all<[string]>(SQL.destroyed).map(([person]) => person),
    all: async (after, limit) => file.all<[string, Uint8Array]>(SQL.all, after, limit).map(([person, wrapped]) => ({ person, wrapped })),
    async close() {
      await writer.drain();
      file.close();
    },
  };
};
