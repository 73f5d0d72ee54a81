// What a durable append costs over the bare driver: the same rows, prepared statements and bytes, one transaction for so
// many, nothing checked.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';
import { emptyHead, nextCommit, systemIds } from '@linli/engine';
import { openLog } from '@linli/sqlite';
import { pairsOf, ratios, timed } from './measure.mjs';

export const COMMUNITY = '990101001001';
const SEALED = `s1.${'abcdefghij'.repeat(24)}`;
const SENDERS = 20;

/** Needs as they come: our own ids sort by time, a command's id is whatever the sender made up. */
export const drafts = (count) =>
  Array.from({ length: count }, (_, index) => {
    const stream = `need/${systemIds.next()}`;
    return {
      community: COMMUNITY,
      at: '2022-11-24T06:03:20.000Z',
      command: { sender: `account-${index % SENDERS}`, id: randomUUID(), type: 'create-need', correlation: randomUUID() },
      writes: [[stream, 1]],
      events: [
        {
          stream,
          type: 'need-created',
          data: { residentId: randomUUID(), lines: SEALED, urgency: 'routine' },
          public: { type: 'linli.intake.need-created.v1' },
        },
      ],
      replay: { digest: 'd'.repeat(43), answer: 'a'.repeat(160) },
    };
  });

/** The tables of a log, filled by a loop that knows that nothing is wrong. */
const openFloor = async (path) => {
  const { log } = openLog(path);
  await log.append(drafts(1)[0]);
  // Stays open, so that the floor writes into a write-ahead log of the same size.
  const database = new Database(path);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000; DELETE FROM commits; DELETE FROM streams; DELETE FROM writes; DELETE FROM commands; DELETE FROM replays; DELETE FROM senders',
  );
  for (let key = 1; key <= SENDERS; key += 1) database.prepare('INSERT INTO senders VALUES (?, ?)').run([key, `account-${key - 1}`]);
  const insert = (table, columns) =>
    database.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: columns }, () => '?').join(', ')})`);
  const [commits, streams, writes, commands, replays] = [
    insert('commits', 8),
    insert('streams', 3),
    insert('writes', 3),
    insert('commands', 4),
    insert('replays', 3),
  ];
  let head = emptyHead(COMMUNITY);
  const insertAll = (batch) => (rows) => {
    for (let from = 0; from < rows.length; from += batch) {
      database.exec('BEGIN IMMEDIATE');
      for (const draft of rows.slice(from, from + batch)) {
        const next = nextCommit(head, draft);
        head = next.head;
        const id = head.position;
        commits.run([id, 1, id, Buffer.from(head.hash, 'hex'), head.sequence, 1, head.at, next.commit.bytes]);
        streams.run([1, draft.writes[0][0], id]);
        writes.run([id, 1, id]);
        commands.run([1, (id % SENDERS) + 1, draft.command.id, id]);
        replays.run([id, draft.replay.digest, draft.replay.answer]);
      }
      database.exec('COMMIT');
    }
  };
  const close = async () => {
    database.close();
    await log.close();
  };
  return { insertAll, close };
};

/** Appends with so many under way at any moment. */
export const appendAll = async (log, rows, hands) => {
  const waiting = rows.values();
  await Promise.all(
    Array.from({ length: Math.min(hands, rows.length) }, async () => {
      for (const draft of waiting) if ((await log.append(draft)).outcome !== 'stored') throw new Error('An append was not stored.');
    }),
  );
};

export default async ({ pairs, quick, folder, say, row }) => {
  const floor = await openFloor(join(folder, 'floor.db'));
  const { log } = openLog(join(folder, 'subject.db'));
  for (const hands of [1, 64, 256]) {
    const count = (quick ? 400 : 3_200) / (hands === 1 ? 8 : 1);
    say(`${hands} at once`);
    const slice = (work) => {
      const rows = drafts(count);
      return timed(() => work(rows));
    };
    const taken = await pairsOf(
      pairs,
      () => slice((rows) => floor.insertAll(hands)(rows)),
      () => slice((rows) => appendAll(log, rows, hands)),
    );
    row(
      ratios({
        name: `durable appends, ${hands} at once`,
        floor: 'a loop over libsql',
        pairs: taken,
        count,
        goal: hands === 1 ? { wall: 0.95 } : { wall: 0.85, cpu: 0.75 },
      }),
    );
  }
  await log.close();
  await floor.close();
};
