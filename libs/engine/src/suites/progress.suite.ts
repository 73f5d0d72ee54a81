import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Progress, SetAside } from '../ports/progress.port.js';
import { at, COMMUNITY, OTHER, type Subject } from './builders.js';

const entry = (id: string, over: Partial<SetAside> = {}): SetAside => ({
  id,
  kind: 'reaction',
  consumer: 'when-need-created',
  community: COMMUNITY,
  subject: 'need/1',
  position: 7,
  at: at(1),
  error: 'Error: 试',
  ...over,
});

/** What the keeping of progress must do. */
export const describeProgress = (name: string, make: () => Promise<Subject<Progress>>): void => {
  describe(`${name} as progress`, () => {
    let subject: Subject<Progress>;
    let progress: Progress;
    beforeEach(async () => {
      subject = await make();
      progress = subject.port;
    });
    afterEach(() => subject.close());

    it('knows no position of one who has never been here', async () => {
      expect(await progress.position('publish', COMMUNITY)).toBeUndefined();
    });

    it('tells a first position 0 from none', async () => {
      await progress.advance('publish', COMMUNITY, 0);
      expect(await progress.position('publish', COMMUNITY)).toBe(0);
    });

    it('moves each consumer in each community by itself', async () => {
      await progress.advance('publish', COMMUNITY, 3);
      await progress.advance('publish', OTHER, 5);
      await progress.advance('reaction/x', COMMUNITY, 1);
      expect(await progress.position('publish', COMMUNITY)).toBe(3);
      expect(await progress.position('publish', OTHER)).toBe(5);
      expect(await progress.position('reaction/x', COMMUNITY)).toBe(1);
      expect(await progress.position('reaction/x', OTHER)).toBeUndefined();
    });

    it('moves forwards only, also against what was stored before a restart', async () => {
      await progress.advance('publish', COMMUNITY, 9);
      await progress.advance('publish', COMMUNITY, 4);
      expect(await progress.position('publish', COMMUNITY)).toBe(9);
      await progress.settle();
      const again = await subject.reopen();
      await again.advance('publish', COMMUNITY, 5);
      expect(await again.position('publish', COMMUNITY)).toBe(9);
      await again.settle();
      expect(await (await subject.reopen()).position('publish', COMMUNITY)).toBe(9);
    });

    it('begins once: the first of two says where', async () => {
      const begun = await Promise.all([progress.begin('reaction/x', COMMUNITY, 7), progress.begin('reaction/x', COMMUNITY, 9)]);
      expect(new Set(begun).size).toBe(1);
      const again = await subject.reopen();
      expect(await again.begin('reaction/x', COMMUNITY, 3)).toBe(begun[0]);
      expect(await again.position('reaction/x', COMMUNITY)).toBe(begun[0]);
      await again.advance('reaction/x', COMMUNITY, 20);
      expect(await again.begin('reaction/x', COMMUNITY, 3)).toBe(20);
      expect(await again.begin('reaction/x', OTHER, 0)).toBe(0);
    });

    it('keeps through a restart what was settled', async () => {
      for (let position = 1; position <= 40; position += 1) await progress.advance('publish', COMMUNITY, position);
      await progress.settle();
      expect(await (await subject.reopen()).position('publish', COMMUNITY)).toBe(40);
    });

    it('keeps what was set aside, oldest first, and the first entry of an id', async () => {
      await progress.setAside(entry('b'));
      await progress.setAside(entry('a', { kind: 'view', position: 9 }));
      await progress.setAside(entry('b', { error: 'another' }));
      const again = await subject.reopen();
      expect(await again.listSetAside()).toEqual([entry('b'), entry('a', { kind: 'view', position: 9 })]);
    });

    it('takes off the list what was mended', async () => {
      await progress.setAside(entry('a'));
      await progress.setAside(entry('b'));
      await progress.mend('a');
      await progress.mend('never-there');
      expect(await (await subject.reopen()).listSetAside()).toEqual([entry('b')]);
    });

    it('says which subjects stand still, until nothing of them is set aside any more', async () => {
      await progress.setAside(entry('a'));
      await progress.setAside(entry('b', { position: 8 }));
      await progress.setAside(entry('c', { subject: 'need/2' }));
      await progress.setAside(entry('d', { subject: 'need/3', kind: 'refusal' }));
      await progress.setAside(entry('e', { subject: 'need/4', kind: 'view' }));
      await progress.setAside(entry('f', { subject: 'need/5', consumer: 'when-need-withdrawn' }));
      await progress.setAside(entry('g', { subject: 'need/6', community: OTHER }));
      const still = async (of: Progress) => [...(await of.still('reaction', 'when-need-created', COMMUNITY))].sort();
      expect(await still(progress)).toEqual(['need/1', 'need/2']);
      await progress.mend('a');
      expect(await still(progress)).toEqual(['need/1', 'need/2']);
      await progress.mend('b');
      expect(await still(progress)).toEqual(['need/2']);
      const again = await subject.reopen();
      expect(await still(again)).toEqual(['need/2']);
      expect([...(await again.still('view', 'when-need-created', COMMUNITY))]).toEqual(['need/4']);
    });
  });
};
