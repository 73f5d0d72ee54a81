import type { KeyStore } from '@linli/engine';
import { openFile } from './connection.js';
import { Writer } from './writer.js';

/** A destroyed key leaves its person's name here, so that no second key is ever made under it. */
const MIGRATIONS = ['CREATE TABLE keys (person TEXT PRIMARY KEY, wrapped BLOB) WITHOUT ROWID; CREATE INDEX keys_destroyed ON keys (person) WHERE wrapped IS NULL'];

/** The vault's file. What is deleted is overwritten, in the file and in its write-ahead log. */
export const openKeyStore = (file: string): KeyStore => {
  const connection = openFile(file, { synchronous: 'FULL', migrations: MIGRATIONS, secureDelete: true });
  const writer = new Writer(connection);
  const read = connection.prepare('SELECT wrapped FROM keys WHERE person = ?').raw();
  const add = connection.prepare('INSERT INTO keys (person, wrapped) VALUES (?, ?) ON CONFLICT (person) DO NOTHING');
  const destroy = connection.prepare('INSERT INTO keys (person, wrapped) VALUES (?, NULL) ON CONFLICT (person) DO UPDATE SET wrapped = NULL');
  const destroyed = connection.prepare('SELECT person FROM keys WHERE wrapped IS NULL ORDER BY person').raw();
  const all = connection.prepare('SELECT person, wrapped FROM keys WHERE person > ? AND wrapped IS NOT NULL ORDER BY person LIMIT ?').raw();
  const one = (person: string): Uint8Array | undefined => (read.get(person) as unknown as [Uint8Array | null] | undefined)?.[0] ?? undefined;
  return {
    get: async (persons) =>
      new Map(
        persons.flatMap((person) => {
          const wrapped = one(person);
          return wrapped ? [[person, wrapped] as const] : [];
        }),
      ),
    add: (person, wrapped) =>
      writer.write(() => {
        add.run(person, wrapped);
        return one(person);
      }),
    async destroy(persons) {
      await writer.write(() => persons.forEach((person) => destroy.run(person)));
      connection.pragma('wal_checkpoint(TRUNCATE)');
    },
    destroyed: async () => (destroyed.all() as unknown as [string][]).map(([person]) => person),
    all: async (after, limit) => (all.all(after, limit) as unknown as [string, Uint8Array][]).map(([person, wrapped]) => ({ person, wrapped })),
    async close() {
      await writer.write(() => undefined);
      connection.pragma('wal_checkpoint(TRUNCATE)');
      connection.close();
    },
  };
};
