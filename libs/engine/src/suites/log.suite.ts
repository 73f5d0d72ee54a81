import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readRecord, recordsOf } from '../cloud-event.js';
import { chain, CommitTooLarge, emptyHead, MAX_COMMIT_BYTES, MAX_PUBLIC_BYTES, type StoredCommit } from '../commit.js';
import type { Log } from '../ports/log.port.js';
import { aDraft, at, COMMUNITY, OTHER, stored, type Subject } from './builders.js';
import { describeAdopting } from './log-adopting.suite.js';
import { describeCommands } from './log-commands.suite.js';
import { describeStreams } from './log-streams.suite.js';

const textOf = (commit: StoredCommit): string => Buffer.from(commit.bytes).toString('utf8');

/** What every numbered log must do. */
export const describeLog = (name: string, make: () => Promise<Subject<Log>>): void => {
  describe(`${name} as a log`, () => {
    let subject: Subject<Log>;
    let log: Log;
    beforeEach(async () => {
      subject = await make();
      log = subject.port;
    });
    afterEach(() => subject.close());

    describe('positions', () => {
      it('begins with an empty head', async () => {
        expect(await log.head(COMMUNITY)).toEqual(emptyHead(COMMUNITY));
        expect(await log.heads()).toEqual([]);
        expect(await log.read(COMMUNITY, 0, 10)).toEqual([]);
      });

      it('numbers from one on, and the head says so', async () => {
        const first = await stored(log, aDraft());
        const second = await stored(log, aDraft());
        expect([first.commit.position, second.commit.position]).toEqual([1, 2]);
        expect(await log.head(COMMUNITY)).toEqual(second.head);
      });

      it('gives two who write at once the next two places', async () => {
        await stored(log, aDraft());
        const both = await Promise.all([stored(log, aDraft()), stored(log, aDraft())]);
        expect(both.map(({ commit }) => commit.position).sort()).toEqual([2, 3]);
      });

      it('leaves no gap and no double under 200 appends at once', async () => {
        const appended = await Promise.all(
          Array.from({ length: 200 }, (_, index) => log.append(aDraft({ community: index % 3 === 0 ? OTHER : COMMUNITY }))),
        );
        expect(appended.every(({ outcome }) => outcome === 'stored')).toBe(true);
        for (const [community, count] of [
          [COMMUNITY, 133],
          [OTHER, 67],
        ] as const) {
          const commits = await log.read(community, 0, 1_000);
          expect(commits.map(({ position }) => position)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
          expect((await log.head(community)).position).toBe(count);
        }
      });

      it('keeps each community apart', async () => {
        await stored(log, aDraft());
        await stored(log, aDraft());
        const other = await stored(log, aDraft({ community: OTHER }));
        expect(other.commit.position).toBe(1);
        expect((await log.heads()).map(({ community, position }) => [community, position])).toEqual([
          [COMMUNITY, 2],
          [OTHER, 1],
        ]);
      });

      it('says which communities have moved since a time', async () => {
        await stored(log, aDraft({ at: at(5) }));
        await stored(log, aDraft({ at: at(9) }));
        await stored(log, aDraft({ community: OTHER, at: at(7) }));
        const moved = async (since: string) => (await log.heads(since)).map(({ community, position }) => [community, position]);
        expect(await moved(at(7))).toEqual([
          [COMMUNITY, 2],
          [OTHER, 1],
        ]);
        expect(await moved(at(8))).toEqual([[COMMUNITY, 2]]);
        expect(await moved(at(10))).toEqual([]);
        expect(await log.heads(at(8))).toEqual([await log.head(COMMUNITY)]);
        expect((await (await subject.reopen()).heads(at(8))).map(({ community }) => community)).toEqual([COMMUNITY]);
      });

      it('reads on from a position, at most so many', async () => {
        for (let count = 0; count < 5; count += 1) await stored(log, aDraft());
        expect((await log.read(COMMUNITY, 1, 3)).map(({ position }) => position)).toEqual([2, 3, 4]);
        expect(await log.read(COMMUNITY, 5, 3)).toEqual([]);
        expect(await log.read('000000000000', 0, 3)).toEqual([]);
      });

      it('is where it was after a restart', async () => {
        await stored(log, aDraft({ publics: 2 }));
        await stored(log, aDraft({ community: OTHER, at: at(5) }));
        const heads = await log.heads();
        const again = await subject.reopen();
        expect(await again.heads()).toEqual(heads);
        expect((await stored(again, aDraft())).commit.position).toBe(2);
      });
    });

    describe('bytes', () => {
      it('gives back what it hashed, byte for byte', async () => {
        const events = [
          {
            stream: 'need/1',
            type: 'need-created',
            data: { text: '姓名 "é" \u0000 \u2028 \ud800 𠮷 😀', nested: [1, -0.5, null, true, {}] },
          },
        ];
        const { commit } = await stored(log, aDraft({ writes: [['need/1', 1]], events }));
        const [read] = await log.read(COMMUNITY, 0, 1);
        expect(textOf(read!)).toBe(textOf(commit));
        expect(read!.body).toEqual(JSON.parse(textOf(commit)));
        expect(read!.body.events).toEqual(events);
        const [again] = await (await subject.reopen()).read(COMMUNITY, 0, 1);
        expect(Buffer.compare(again!.bytes, commit.bytes)).toBe(0);
      });

      it('chains each commit to the one before', async () => {
        for (let count = 0; count < 3; count += 1) await stored(log, aDraft());
        let previous = emptyHead(COMMUNITY).hash;
        for (const commit of await log.read(COMMUNITY, 0, 10)) {
          expect(commit.hash).toBe(chain(previous, commit.bytes));
          previous = commit.hash;
        }
        expect((await log.head(COMMUNITY)).hash).toBe(previous);
      });

      it('takes a commit of nearly the largest size and refuses a larger one, leaving its neighbours alone', async () => {
        const data = (characters: number) => ({
          events: [{ stream: 'need/1', type: 'need-created', data: { text: 'x'.repeat(characters) } }],
        });
        const [before, large, tooLarge, after] = await Promise.allSettled([
          log.append(aDraft()),
          log.append(aDraft(data(MAX_COMMIT_BYTES - 1_000))),
          log.append(aDraft(data(MAX_COMMIT_BYTES))),
          log.append(aDraft()),
        ]);
        expect([before.status, large.status, after.status]).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
        expect(tooLarge.status === 'rejected' && tooLarge.reason).toBeInstanceOf(CommitTooLarge);
        expect((await log.head(COMMUNITY)).position).toBe(3);
      });

      it('refuses a public event that nobody could hear', async () => {
        const data = (bytes: number) => ({
          events: [
            {
              stream: 'need/1',
              type: 'need-created',
              data: { text: '"'.repeat(bytes / 2 - 20) },
              public: { type: 'linli.intake.need-created.v1' },
            },
          ],
        });
        await expect(log.append(aDraft(data(MAX_PUBLIC_BYTES + 100)))).rejects.toBeInstanceOf(CommitTooLarge);
        const { commit } = await stored(log, aDraft(data(MAX_PUBLIC_BYTES)));
        const [record] = recordsOf('intake', 'intake', commit);
        // The worst case of quoting: a hearer's commit of it still holds.
        const { heard } = readRecord(record!);
        await stored(log, aDraft({ writes: [['heard/intake', 1]], heard: { source: 'intake', records: [heard] } }));
      });
    });

    describe('time', () => {
      it('never goes back', async () => {
        await stored(log, aDraft({ at: at(10) }));
        const { commit, head } = await stored(log, aDraft({ at: at(3) }));
        expect(commit.body.at).toBe(at(10));
        expect(head.at).toBe(at(10));
        const again = await subject.reopen();
        expect((await stored(again, aDraft({ at: at(4) }))).commit.body.at).toBe(at(10));
        expect((await stored(again, aDraft({ at: at(11) }))).commit.body.at).toBe(at(11));
      });
    });

    describe('telling', () => {
      it('tells of each commit once, in order within a community, when it can be read', async () => {
        const told: [string, number][] = [];
        const stop = log.onAppended((commits) =>
          told.push(...commits.map(({ community, position }): [string, number] => [community, position])),
        );
        await Promise.all(Array.from({ length: 50 }, (_, index) => log.append(aDraft({ community: index % 2 ? OTHER : COMMUNITY }))));
        await log.append(aDraft({ writes: [['task/1', 7]] }));
        for (const community of [COMMUNITY, OTHER]) {
          const ofIt = told.filter(([of]) => of === community).map(([, position]) => position);
          expect(ofIt).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
        }
        stop();
        await stored(log, aDraft());
        expect(told).toHaveLength(50);
      });
    });

    describe('the index', () => {
      it('says of each commit what its bytes say', async () => {
        await stored(log, aDraft({ id: 'c1', publics: 2, writes: [['run/1', 1], ['task/1', 1]] })); // prettier-ignore
        const { commit } = await stored(log, aDraft({ sender: 'reaction/when-need-created', id: 'c2', writes: [['task/1', 2]] }));
        const again = await subject.reopen();
        const indexed = await again.indexed(COMMUNITY, 2);
        expect(indexed).toEqual({
          hash: commit.hash,
          sequence: 2,
          writes: [['task/1', 2]],
          command: { sender: 'reaction/when-need-created', id: 'c2' },
        });
        expect(await again.indexed(COMMUNITY, 3)).toBeUndefined();
        expect(await again.indexed('000000000000', 1)).toBeUndefined();
      });

      it('knows a commit that heard: without a command', async () => {
        const records = [
          {
            sequence: 1,
            hash: 'ab',
            id: 'intake/1',
            type: 'linli.intake.x.v1',
            subject: 'need/1',
            time: at(0),
            correlation: 'c',
            value: '{"b":1, "a":2}',
          },
        ];
        const { commit } = await stored(log, aDraft({ heard: { source: 'intake', records }, writes: [['heard/intake', 1]] }));
        expect(await log.indexed(COMMUNITY, 1)).toEqual({ hash: commit.hash, sequence: 0, writes: [['heard/intake', 1]] });
        expect((await log.stream(COMMUNITY, 'heard/intake'))[0]!.body.heard).toEqual({ source: 'intake', records });
      });
    });

    describeStreams(() => ({ log, subject }));
    describeCommands(() => ({ log, subject }));
    describeAdopting(() => ({ log, subject, make }));
  });
};
