import { describe, expect, it } from '@jest/globals';
import { chain, DoesNotFollow, StoredCommit } from '../commit.js';
import type { Log } from '../ports/log.port.js';
import { aDraft, COMMUNITY, stored, type Subject } from './builders.js';

const replay = { digest: 'd', answer: 'a' };

/** What every log must do with commits made elsewhere. */
export const describeAdopting = (current: () => { log: Log; subject: Subject<Log>; make: () => Promise<Subject<Log>> }): void => {
  describe('adopting', () => {
    /** Three commits of another log. */
    const elsewhere = async (): Promise<StoredCommit[]> => {
      const from = await current().make();
      await stored(from.port, aDraft({ id: 'c1', writes: [['need/1', 1]], publics: 2 }));
      await stored(from.port, aDraft({ id: 'c2', writes: [['need/1', 2]] }));
      await stored(from.port, aDraft({ id: 'c3', writes: [['need/2', 1]], publics: 1 }));
      const commits = await from.port.read(COMMUNITY, 0, 10);
      await from.close();
      return commits;
    };

    it('takes commits verbatim, so that the log goes on where the other ended', async () => {
      const commits = await elsewhere();
      const { log, subject } = current();
      for (const commit of commits)
        await log.adopt(
          new StoredCommit(commit.community, commit.position, commit.bytes, commit.hash),
          commit.position === 1 ? replay : undefined,
        );
      const again = await subject.reopen();
      const read = await again.read(COMMUNITY, 0, 10);
      expect(read.map(({ hash }) => hash)).toEqual(commits.map(({ hash }) => hash));
      expect(read.map(({ bytes }) => Buffer.from(bytes).toString('utf8'))).toEqual(
        commits.map(({ bytes }) => Buffer.from(bytes).toString('utf8')),
      );
      expect(await again.head(COMMUNITY)).toMatchObject({ position: 3, sequence: 3, hash: commits[2]!.hash });
      expect((await again.command(COMMUNITY, 'clerk', 'c1'))?.replay).toEqual(replay);
      expect(await again.streamVersion(COMMUNITY, 'need/1')).toBe(2);
      expect((await again.readPublic(COMMUNITY, 2, 10)).map(({ position }) => position)).toEqual([3]);
      expect((await stored(again, aDraft({ writes: [['need/1', 3]], publics: 1 }))).commit.body.sequence).toBe(4);
    });

    it('refuses a commit that is not the next', async () => {
      const [first, second, third] = await elsewhere();
      const { log } = current();
      await expect(log.adopt(second!)).rejects.toThrow(DoesNotFollow);
      await log.adopt(first!);
      await expect(log.adopt(first!)).rejects.toThrow(DoesNotFollow);
      await expect(log.adopt(third!)).rejects.toThrow(DoesNotFollow);
      expect((await log.head(COMMUNITY)).position).toBe(1);
    });

    it('refuses bytes that are not those that were hashed', async () => {
      const [first] = await elsewhere();
      const { log } = current();
      const bytes = Buffer.from(first!.bytes);
      bytes[bytes.byteLength - 3]! ^= 1;
      await expect(log.adopt(new StoredCommit(COMMUNITY, 1, bytes, first!.hash))).rejects.toThrow(DoesNotFollow);
      expect(await log.heads()).toEqual([]);
    });

    it('refuses a commit whose hash follows but whose streams or command do not, and goes on', async () => {
      const { log } = current();
      const { head } = await stored(log, aDraft({ id: 'c1', writes: [['need/1', 1]] }));
      const forged = (draft: ReturnType<typeof aDraft>): StoredCommit => {
        const bytes = Buffer.from(JSON.stringify({ ...draft, position: 2 }), 'utf8');
        return new StoredCommit(COMMUNITY, 2, bytes, chain(head.hash, bytes));
      };
      await expect(log.adopt(forged(aDraft({ writes: [['need/1', 1]] })))).rejects.toThrow(DoesNotFollow);
      await expect(log.adopt(forged(aDraft({ writes: [['need/1', 3]] })))).rejects.toThrow(DoesNotFollow);
      await expect(log.adopt(forged(aDraft({ id: 'c1' })))).rejects.toThrow(DoesNotFollow);
      expect((await stored(log, aDraft())).commit.position).toBe(2);
    });

    it('tells of what it took', async () => {
      const commits = await elsewhere();
      const { log } = current();
      const told: number[] = [];
      log.onAppended((appended) => told.push(...appended.map(({ position }) => position)));
      for (const commit of commits) await log.adopt(commit);
      expect(told).toEqual([1, 2, 3]);
    });
  });
};
