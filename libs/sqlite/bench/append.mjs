// node libs/sqlite/bench/append.mjs (after npm run build): what a durable append costs over the bare driver.
// Floor: the same rows, prepared statements, one transaction for so many, nothing checked. Both make the same bytes and
// hashes. Floor and subject take turns in short slices, since a shared machine moves by a third from minute to minute;
// what counts is the ratio, of processor time first. Arguments: pairs of slices, commits in a slice.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { emptyHead, nextCommit, systemIds } from '@linli/engine';
import { openLog } from '@linli/sqlite';

const PAIRS = Number(process.argv[2] ?? 11);
const SLICE = Number(process.argv[3] ?? 3_200);
const COMMUNITY = '990101001001';
const SEALED = `s1.${'abcdefghij'.repeat(24)}`;

const drafts = (count) =>
  Array.from({ length: count }, (_, index) => {
    // Our own ids sort by time; a command's id is whatever the sender made up.
    const stream = `need/${systemIds.next()}`;
    return {
      community: COMMUNITY,
      at: '2022-11-24T06:03:20.000Z',
      command: { sender: `account-${index % 20}`, id: randomUUID(), type: 'create-need', correlation: randomUUID() },
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

const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'));

/** The tables of a log, filled by a loop that knows that nothing is wrong. */
const openFloor = async () => {
  const path = join(folder, 'floor.db');
  const { log } = openLog(path);
  await log.append({ ...drafts(1)[0] });
  await log.close();
  const database = new Database(path);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000; DELETE FROM commits; DELETE FROM streams; DELETE FROM writes; DELETE FROM commands; DELETE FROM replays; DELETE FROM senders',
  );
  for (let key = 1; key <= 20; key += 1) database.prepare('INSERT INTO senders VALUES (?, ?)').run([key, `account-${key - 1}`]);
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
  return (batch) => (rows) => {
    for (let from = 0; from < rows.length; from += batch) {
      database.exec('BEGIN IMMEDIATE');
      for (const draft of rows.slice(from, from + batch)) {
        const next = nextCommit(head, draft);
        head = next.head;
        const id = head.position;
        commits.run([id, 1, id, Buffer.from(head.hash, 'hex'), head.sequence, 1, head.at, next.commit.bytes]);
        streams.run([id, 1, draft.writes[0][0]]);
        writes.run([id, 1, id]);
        commands.run([1, (id % 20) + 1, draft.command.id, id]);
        replays.run([id, draft.replay.digest, draft.replay.answer]);
      }
      database.exec('COMMIT');
    }
  };
};

const { log } = openLog(join(folder, 'subject.db'));
const subject = (hands) => async (rows) => {
  const waiting = rows.values();
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (const draft of waiting) if ((await log.append(draft)).outcome !== 'stored') throw new Error('not stored');
    }),
  );
};

const timed = async (work, rows) => {
  const before = process.cpuUsage();
  const begun = performance.now();
  await work(rows);
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - begun, cpu: (user + system) / 1_000 };
};
const median = (numbers) => [...numbers].sort((left, right) => left - right)[numbers.length >> 1];

const floor = await openFloor();
for (const hands of [1, 64, 256]) {
  const count = hands === 1 ? Math.ceil(SLICE / 8) : SLICE;
  const pairs = [];
  for (let pair = 0; pair <= PAIRS; pair += 1) {
    const below = await timed(floor(hands), drafts(count));
    const ours = await timed(subject(hands), drafts(count));
    if (pair > 0) pairs.push({ below, ours });
  }
  const rate = (of) => Math.round((count * 1_000) / median(pairs.map((pair) => pair[of].wall)));
  const ratio = (what) => median(pairs.map(({ below, ours }) => below[what] / ours[what])).toFixed(2);
  console.log(
    `${hands} at once: ${rate('ours')} commits/s, floor ${rate('below')}; ratio of processor time ${ratio('cpu')}, of wall time ${ratio('wall')}`,
  );
}
await log.close();
rmSync(folder, { recursive: true });
