import { describe, expect, it } from '@jest/globals';
import type { Log } from '../ports/log.port.js';
import { aDraft, at, COMMUNITY, OTHER, stored, type Subject } from './builders.js';

const replay = { digest: 'digest-1', answer: 'sealed-answer-1' };

/** What every log must do with command ids. */
export const describeCommands = (current: () => { log: Log; subject: Subject<Log> }): void => {
  describe('commands', () => {
    it('are stored once: the second gets the first one and its answer', async () => {
      const { log } = current();
      const first = await stored(log, aDraft({ id: 'c1', writes: [['need/1', 1]], replay }));
      const second = await log.append(aDraft({ id: 'c1', writes: [['need/2', 1]], replay: { digest: 'other', answer: 'other' } }));
      expect(second).toMatchObject({ outcome: 'known', known: { replay } });
      expect(second.outcome === 'known' && second.known.commit.hash).toBe(first.commit.hash);
      expect((await log.head(COMMUNITY)).position).toBe(1);
    });

    it('are known before they are found to be late: a retry states old versions', async () => {
      const { log } = current();
      const draft = aDraft({ id: 'c1', writes: [['need/1', 1]] });
      await stored(log, draft);
      await stored(log, aDraft({ writes: [['need/1', 2]] }));
      expect((await log.append(draft)).outcome).toBe('known');
    });

    it('are stored once when twins come at the same moment', async () => {
      const { log } = current();
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) => log.append(aDraft({ id: 'c1', writes: [[`need/${index}`, 1]], replay }))),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'known')).toHaveLength(9);
      expect((await log.head(COMMUNITY)).position).toBe(1);
    });

    it('are found by community, sender and id, also after a restart', async () => {
      const { log, subject } = current();
      const { commit } = await stored(log, aDraft({ sender: 'clerk', id: 'c1', replay }));
      const find = async (from: Log) => {
        const known = await from.command(COMMUNITY, 'clerk', 'c1');
        return { hash: known?.commit.hash, position: known?.commit.position, replay: known?.replay };
      };
      expect(await find(log)).toEqual({ hash: commit.hash, position: 1, replay });
      const again = await subject.reopen();
      expect(await find(again)).toEqual({ hash: commit.hash, position: 1, replay });
      expect((await again.append(aDraft({ sender: 'clerk', id: 'c1' }))).outcome).toBe('known');
    });

    it('of another sender or another community are others', async () => {
      const { log } = current();
      await stored(log, aDraft({ sender: 'clerk', id: 'c1' }));
      expect(await log.command(COMMUNITY, 'clerk2', 'c1')).toBeUndefined();
      expect(await log.command(OTHER, 'clerk', 'c1')).toBeUndefined();
      expect(await log.command(COMMUNITY, 'clerk', 'c2')).toBeUndefined();
      await stored(log, aDraft({ sender: 'clerk2', id: 'c1' }));
      await stored(log, aDraft({ community: OTHER, sender: 'clerk', id: 'c1' }));
    });

    it('that change nothing are commits without events', async () => {
      const { log } = current();
      const { commit } = await stored(log, aDraft({ id: 'c1', events: [], replay }));
      expect(commit.body.events).toEqual([]);
      expect((await log.command(COMMUNITY, 'clerk', 'c1'))?.replay).toEqual(replay);
    });

    it('that are refused for their version are not known afterwards', async () => {
      const { log } = current();
      expect((await log.append(aDraft({ id: 'c1', writes: [['need/1', 5]] }))).outcome).toBe('conflict');
      expect(await log.command(COMMUNITY, 'clerk', 'c1')).toBeUndefined();
      await stored(log, aDraft({ id: 'c1', writes: [['need/1', 1]] }));
    });

    it('stay known when their answers are dropped', async () => {
      const { log, subject } = current();
      await stored(log, aDraft({ id: 'old', at: at(1), replay }));
      await stored(log, aDraft({ id: 'young', at: at(20), replay }));
      await stored(log, aDraft({ community: OTHER, id: 'old', at: at(2), replay }));
      expect(await log.dropReplays(at(20))).toBe(2);
      expect(await log.dropReplays(at(20))).toBe(0);
      const again = await subject.reopen();
      const old = await again.command(COMMUNITY, 'clerk', 'old');
      expect(old?.commit.position).toBe(1);
      expect(old?.replay).toBeUndefined();
      expect((await again.command(COMMUNITY, 'clerk', 'young'))?.replay).toEqual(replay);
      expect((await again.append(aDraft({ id: 'old' }))).outcome).toBe('known');
    });
  });
};
