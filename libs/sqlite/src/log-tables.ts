/**
 * Integer keys stand for communities, senders and streams: half the bytes of names in the unique indexes, and quicker.
 * The version of a stream is the highest in `writes`: kept nowhere else, so it can contradict nothing.
 */
export const LOG_MIGRATIONS = [
  `CREATE TABLE communities (key INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
   CREATE TABLE senders (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
   CREATE TABLE streams (key INTEGER PRIMARY KEY, community INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (community, name));
   CREATE TABLE commits (id INTEGER PRIMARY KEY, community INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL,
     sequence INTEGER NOT NULL, public INTEGER NOT NULL, at TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE (community, position));
   CREATE INDEX commits_public ON commits (community, sequence) WHERE public = 1;
   CREATE TABLE writes (stream INTEGER NOT NULL, version INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (stream, version)) WITHOUT ROWID;
   CREATE INDEX writes_commit ON writes (id);
   CREATE TABLE commands (community INTEGER NOT NULL, sender INTEGER NOT NULL, command TEXT NOT NULL, id INTEGER NOT NULL,
     PRIMARY KEY (community, sender, command)) WITHOUT ROWID;
   CREATE TABLE replays (id INTEGER PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL);
   CREATE TABLE progress (consumer TEXT NOT NULL, community TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (consumer, community)) WITHOUT ROWID;
   CREATE TABLE set_aside (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entry TEXT NOT NULL)`,
  // A commit alone writes a page into each table and index it touches: two less, and each name of a stream is kept once.
  `ALTER TABLE streams RENAME TO streams_before;
   CREATE TABLE streams (community INTEGER NOT NULL, name TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (community, name)) WITHOUT ROWID;
   INSERT INTO streams SELECT community, name, key FROM streams_before WHERE EXISTS (SELECT 1 FROM writes WHERE stream = key);
   DROP TABLE streams_before;
   DROP INDEX writes_commit`,
];

const COMMIT = 'position, hash, bytes';

export const LOG_SQL = {
  communities: 'SELECT code, key FROM communities',
  senders: 'SELECT name, key FROM senders',
  addCommunity: 'INSERT INTO communities (key, code) VALUES (?, ?)',
  addSender: 'INSERT INTO senders (key, name) VALUES (?, ?)',
  addStream: 'INSERT INTO streams (community, name, key) VALUES (?, ?, ?) ON CONFLICT (community, name) DO NOTHING',
  dropStream: 'DELETE FROM streams WHERE community = ? AND name = ?',
  stream: 'SELECT key, (SELECT coalesce(max(version), 0) FROM writes WHERE stream = key) FROM streams WHERE community = ? AND name = ?',
  last: 'SELECT position, hash, sequence, at FROM commits WHERE community = ? ORDER BY position DESC LIMIT 1',
  lastId: 'SELECT coalesce(max(id), 0) FROM commits',
  lastStream: 'SELECT coalesce(max(stream), 0) FROM writes',
  addCommit: 'INSERT INTO commits (id, community, position, hash, sequence, public, at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  addWrite: 'INSERT INTO writes (stream, version, id) VALUES (?, ?, ?)',
  addCommand:
    'INSERT INTO commands (community, sender, command, id) VALUES (?, ?, ?, ?) ON CONFLICT (community, sender, command) DO NOTHING',
  addReplay: 'INSERT INTO replays (id, digest, answer) VALUES (?, ?, ?)',
  command: 'SELECT id FROM commands WHERE community = ? AND sender = ? AND command = ?',
  withReplay: `SELECT ${COMMIT}, digest, answer FROM commits LEFT JOIN replays USING (id) WHERE id = ?`,
  ofStream: `SELECT ${COMMIT} FROM writes JOIN commits USING (id) WHERE stream = ? AND version > ? ORDER BY version`,
  read: `SELECT ${COMMIT} FROM commits WHERE community = ? AND position > ? ORDER BY position LIMIT ?`,
  readPublic: `SELECT ${COMMIT} FROM commits WHERE community = ? AND public = 1 AND sequence > ? ORDER BY sequence LIMIT ?`,
  indexed: 'SELECT id, hash, sequence, bytes FROM commits WHERE community = ? AND position = ?',
  indexedWrite: 'SELECT id FROM streams JOIN writes ON stream = key WHERE community = ? AND name = ? AND version = ?',
  firstReplay: 'SELECT coalesce(min(id), 0) FROM replays',
  lastReplay: 'SELECT coalesce(max(id), -1) FROM replays',
  dropReplays: 'DELETE FROM replays WHERE id BETWEEN ? AND ? AND (SELECT at FROM commits WHERE commits.id = replays.id) < ?',
} as const;

export type CommitRow = [position: number, hash: Uint8Array, bytes: Uint8Array];
