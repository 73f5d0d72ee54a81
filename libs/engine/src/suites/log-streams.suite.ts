import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Log } from '../ports/log.port.js';
import { aDraft, COMMUNITY, OTHER, stored, type Subject } from './builders.js';

/** What every log must do with streams and with public events. */
export const describeStreams = (current: () => { log: Log; subject: Subject<Log> }): void => {
  describe('streams and public events', () => {
    let log: Log;
    let subject: Subject<Log>;
    beforeEach(() => {
      ({ log, subject } = current());
    });

    describe('streams', () => {
      it('refuses a second decision over the same version', async () => {
        await stored(log, aDraft({ writes: [['task/1', 1]] }));
        expect(await log.append(aDraft({ writes: [['task/1', 1]] }))).toEqual({ outcome: 'conflict', stream: 'task/1' });
        expect((await log.head(COMMUNITY)).position).toBe(1);
      });

      it('lets one of two win that decide over the same version at once', async () => {
        await stored(log, aDraft({ writes: [['task/1', 1]] }));
        const outcomes = await Promise.all([
          log.append(aDraft({ writes: [['task/1', 2]] })),
          log.append(aDraft({ writes: [['task/1', 2]] })),
        ]);
        expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'stored']);
        expect(await log.streamVersion(COMMUNITY, 'task/1')).toBe(2);
      });

      it('refuses a version that leaves one out', async () => {
        expect((await log.append(aDraft({ writes: [['task/1', 2]] }))).outcome).toBe('conflict');
        expect(await log.heads()).toEqual([]);
      });

      it('stores all that a commit touches or nothing', async () => {
        await stored(log, aDraft({ writes: [['task/2', 1]] }));
        const run: [string, number][] = [
          ['run/1', 1],
          ['task/1', 1],
          ['task/2', 1],
        ];
        expect(await log.append(aDraft({ writes: run }))).toEqual({ outcome: 'conflict', stream: 'task/2' });
        expect(await log.streamVersion(COMMUNITY, 'run/1')).toBe(0);
        run[2] = ['task/2', 2];
        await stored(log, aDraft({ writes: run }));
        expect(await Promise.all(run.map(([stream]) => log.streamVersion(COMMUNITY, stream)))).toEqual([1, 1, 2]);
      });

      it('reads the commits that touched a stream, with or without an event of it, after a version', async () => {
        await stored(log, aDraft({ writes: [['task/1', 1]] }));
        await stored(log, aDraft({ writes: [['task/2', 1]] }));
        await stored(log, aDraft({ writes: [['run/1', 1], ['task/1', 2]] })); // prettier-ignore
        await stored(log, aDraft({ writes: [['task/1', 3]], events: [] }));
        expect((await log.stream(COMMUNITY, 'task/1')).map(({ position }) => position)).toEqual([1, 3, 4]);
        expect((await log.stream(COMMUNITY, 'task/1', 2)).map(({ position }) => position)).toEqual([4]);
        expect(await log.stream(COMMUNITY, 'task/1', 3)).toEqual([]);
        expect(await log.stream(COMMUNITY, 'task/none')).toEqual([]);
        const again = await subject.reopen();
        expect((await again.stream(COMMUNITY, 'task/1')).map(({ position }) => position)).toEqual([1, 3, 4]);
        expect(await again.streamVersion(COMMUNITY, 'task/1')).toBe(3);
        expect(await again.append(aDraft({ writes: [['task/1', 3]] }))).toEqual({ outcome: 'conflict', stream: 'task/1' });
      });

      it('tells streams of one name in two communities apart', async () => {
        await stored(log, aDraft({ writes: [['task/1', 1]] }));
        await stored(log, aDraft({ community: OTHER, writes: [['task/1', 1]] }));
        expect(await log.stream(OTHER, 'task/1')).toHaveLength(1);
      });

      it('takes names in any script', async () => {
        await stored(log, aDraft({ writes: [['area/十二号楼 😀', 1]] }));
        expect(await (await subject.reopen()).streamVersion(COMMUNITY, 'area/十二号楼 😀')).toBe(1);
      });
    });

    describe('public events', () => {
      it('are numbered through, over commits that have none or several', async () => {
        const commits = [];
        for (const publics of [1, 0, 3, 1]) commits.push((await stored(log, aDraft({ publics }))).commit);
        expect(commits.map(({ body }) => body.sequence)).toEqual([1, undefined, 2, 5]);
        expect((await log.head(COMMUNITY)).sequence).toBe(5);
        const again = await subject.reopen();
        expect((await stored(again, aDraft({ publics: 1 }))).commit.body.sequence).toBe(6);
      });

      it('are read on from a number, also from the middle of a commit', async () => {
        for (const publics of [1, 0, 3, 1, 0]) await stored(log, aDraft({ publics }));
        const positions = async (after: number, limit = 10) =>
          (await log.readPublic(COMMUNITY, after, limit)).map(({ position }) => position);
        expect(await positions(0)).toEqual([1, 3, 4]);
        expect(await positions(1)).toEqual([3, 4]);
        expect(await positions(2)).toEqual([3, 4]);
        expect(await positions(4)).toEqual([4]);
        expect(await positions(5)).toEqual([]);
        expect(await positions(0, 2)).toEqual([1, 3]);
      });
    });
  });
};
