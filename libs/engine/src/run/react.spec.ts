import { beforeEach, describe, expect, it } from '@jest/globals';
import { Refusal } from '@linli/kernel';
import { send, type Envelope } from '../command.js';
import { LogBusy } from '../ports/log.port.js';
import { reaction, type Reaction } from '../reaction.js';
import { COMMUNITY, OTHER, until } from '../suites/builders.js';
import {
  aCopy,
  aStore,
  asOneOfSeveral,
  DoTask,
  headOf,
  started,
  told,
  type Copy,
  type Sketch,
  type Stores,
  type TaskCommand,
  type TaskEvent,
} from '../../test/world.js';

/** Whatever is opened is claimed by the robot: one command on the task itself. */
const claims = (over: Partial<Reaction<TaskEvent>> = {}): Reaction<TaskEvent> =>
  reaction<TaskEvent>({
    name: 'when-task-opened',
    on: ['task-opened'],
    begins: 'first',
    react: ({ subject }) => [send(DoTask, { id: subject.slice(5), command: { type: 'claim', by: 'robot' } })],
    ...over,
  });

/** Copies what happens to a task onto a task beside it, so that order shows. */
const mirrors = reaction<TaskEvent>({
  name: 'when-task-changed',
  on: ['task-opened', 'task-claimed', 'task-dropped'],
  begins: 'first',
  react({ subject, data }) {
    if (subject.endsWith('-mirror')) return [];
    const id = `${subject.slice(5)}-mirror`;
    if (data.type === 'task-opened') return [send(DoTask, { id, command: { type: 'open', title: data.title } })];
    if (data.type === 'task-claimed') return [send(DoTask, { id, command: { type: 'claim', by: data.by } })];
    return [send(DoTask, { id, command: { type: 'drop' } })];
  },
});

describe('a reaction', () => {
  let stores: Stores;
  let sent: { id: string; command: TaskCommand; envelope: Envelope }[];
  /** Throws for the first so many commands upon this id. */
  let broken: { id: string; times: number; error: () => Error };
  beforeEach(() => {
    stores = aStore();
    sent = [];
    broken = { id: '', times: 0, error: () => new Error('It does not work.') };
  });
  const sketch = (reactions: readonly Reaction<TaskEvent>[], over: Sketch = {}): Sketch => ({
    stores,
    model: { reactions },
    onSent(id, command, envelope) {
      sent.push({ id, command, envelope });
      if (id === broken.id && broken.times > 0) {
        broken.times -= 1;
        throw broken.error();
      }
    },
    ...over,
  });
  const settle = async (copy: Copy): Promise<void> => {
    let settled = false;
    void copy.engine.settled().then(() => (settled = true));
    await until(() => {
      copy.clock.advance(5_000);
      return settled;
    });
  };
  const ids = async (kind: string): Promise<string[]> =>
    (await stores.progress.listSetAside()).filter((entry) => entry.kind === kind).map(({ id }) => id);

  it('asks of ourselves what follows, under an id that derives from event and reaction', async () => {
    const copy = await started(sketch([claims()]));
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.engine.settled();
    expect(await copy.card('1')).toMatchObject({ status: 'claimed' });
    expect(sent.map(({ envelope }) => envelope)).toEqual([
      {
        community: COMMUNITY,
        sender: 'reaction/when-task-opened',
        commandId: `dispatch/${COMMUNITY}/1.0#0`,
        correlation: 'correlation-1',
        causation: `dispatch/${COMMUNITY}/1.0`,
      },
    ]);
  });

  it('that hears an event twice sends once: its progress was lost, its commands were not', async () => {
    const copy = await started(sketch([claims()]));
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.engine.settled();
    await copy.engine.stop();
    const again = await started(sketch([claims()], { stores: { ...stores, progress: aStore().progress } }));
    await again.engine.settled();
    expect(sent).toHaveLength(2);
    expect(await told(again.engine)).toEqual(['task-opened', 'task-claimed']);
  });

  it('goes on after a restart where it was', async () => {
    const copy = await started(sketch([claims()]));
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.engine.settled();
    await copy.engine.stop();
    const again = await started(sketch([claims()]));
    await again.do('2', { type: 'open', title: 'rice' });
    await again.engine.settled();
    expect(sent.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('sends several commands in order, each under its own number', async () => {
    const both = claims({
      react: ({ subject }) =>
        ['claim', 'drop'].map((type) => send(DoTask, { id: subject.slice(5), command: { type, by: 'robot' } as TaskCommand })),
    });
    const copy = await started(sketch([both]));
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.engine.settled();
    expect(await told(copy.engine)).toEqual(['task-opened', 'task-claimed', 'task-dropped']);
    expect(sent.map(({ envelope }) => envelope.commandId.slice(-3))).toEqual(['0#0', '0#1']);
  });

  it('takes what happened to one subject in its order', async () => {
    const quiet = aCopy({ stores });
    for (const id of ['1', '2', '3']) {
      await quiet.do(id, { type: 'open', title: 'rice' });
      await quiet.do(id, { type: 'claim', by: 'li' });
      await quiet.do(id, { type: 'drop' });
    }
    const copy = await started(sketch([mirrors]));
    await copy.engine.settled();
    for (const id of ['1', '2', '3'])
      expect(sent.filter((command) => command.id === `${id}-mirror`).map(({ command }) => command.type)).toEqual(['open', 'claim', 'drop']);
    expect(await ids('refusal')).toEqual([]);
  });

  describe('that is refused', () => {
    it('has ended, is listed with the rule that said no, and is not asked again', async () => {
      const copy = await started(sketch([claims()]));
      await copy.do('1', { type: 'open', title: 'rice' }, { commandId: 'open' });
      await copy.engine.settled();
      await copy.do('1', { type: 'drop' });
      broken = { id: '2', times: 99, error: () => new Refusal('rule', 'task-already-claimed', 'Li has it.') };
      await copy.do('2', { type: 'open', title: 'rice' });
      await copy.engine.settled();
      expect(await stores.progress.listSetAside()).toEqual([
        {
          id: `refusal/when-task-opened/dispatch/${COMMUNITY}/4.0`,
          kind: 'refusal',
          consumer: 'when-task-opened',
          community: COMMUNITY,
          subject: 'task/2',
          position: 4,
          at: '2022-11-24T06:03:20.000Z',
          error: 'DoTask: task-already-claimed',
        },
      ]);
      expect(sent.filter(({ id }) => id === '2')).toHaveLength(1);
      await copy.engine.replay(`refusal/when-task-opened/dispatch/${COMMUNITY}/4.0`);
      expect(await stores.progress.listSetAside()).toEqual([]);
    });

    it('does not hold up the later ones of its subject', async () => {
      broken = { id: '1-mirror', times: 1, error: () => new Refusal('rule', 'no', 'No.') };
      const copy = await started(sketch([mirrors]));
      await copy.do('1', { type: 'open', title: 'rice' });
      await copy.do('1', { type: 'drop' });
      await copy.engine.settled();
      expect(sent.map(({ command }) => command.type)).toEqual(['open', 'drop']);
    });
  });

  describe('that fails', () => {
    it('is tried five times', async () => {
      broken = { ...broken, id: '1', times: 4 };
      const copy = await started(sketch([claims()]));
      await copy.do('1', { type: 'open', title: 'rice' });
      await settle(copy);
      expect(sent).toHaveLength(5);
      expect(await copy.card('1')).toMatchObject({ status: 'claimed' });
      expect(await stores.progress.listSetAside()).toEqual([]);
    });

    it('after that is set aside, with the later ones of its subject and of no other', async () => {
      broken = { ...broken, id: '1-mirror', times: 99 };
      const copy = await started(sketch([mirrors]));
      for (const id of ['1', '2']) {
        await copy.do(id, { type: 'open', title: 'rice' });
        await copy.do(id, { type: 'claim', by: 'li' });
      }
      await settle(copy);
      expect(sent.filter(({ id }) => id === '1-mirror')).toHaveLength(5);
      expect(await copy.card('2-mirror')).toMatchObject({ status: 'claimed' });
      expect((await stores.progress.listSetAside()).map(({ subject, error }) => [subject, error])).toEqual([
        ['task/1', 'Error: It does not work.'],
        ['task/1', 'waits behind an earlier event of its subject'],
      ]);
    });

    it('is set aside with the later ones of its subject also when they come in one go', async () => {
      broken = { ...broken, id: '1-mirror', times: 5 };
      const quiet = aCopy({ stores });
      await quiet.do('1', { type: 'open', title: 'rice' });
      await quiet.do('1', { type: 'claim', by: 'li' });
      const copy = await started(sketch([mirrors]));
      await settle(copy);
      expect(sent.map(({ command }) => command.type)).toEqual(Array.from({ length: 5 }, () => 'open'));
      expect(await ids('reaction')).toHaveLength(2);
    });

    it('stays set aside through a restart: what comes later waits behind', async () => {
      broken = { ...broken, id: '1-mirror', times: 5 };
      const copy = await started(sketch([mirrors]));
      await copy.do('1', { type: 'open', title: 'rice' });
      await settle(copy);
      await copy.engine.stop();
      const again = await started(sketch([mirrors]));
      await again.do('1', { type: 'claim', by: 'li' });
      await settle(again);
      expect(await again.card('1-mirror')).toBeUndefined();
      expect(await ids('reaction')).toHaveLength(2);
    });

    it('is done again by an operator, in order, and then goes on by itself', async () => {
      broken = { ...broken, id: '1-mirror', times: 5 };
      const copy = await started(sketch([mirrors]));
      await copy.do('1', { type: 'open', title: 'rice' });
      await copy.do('1', { type: 'claim', by: 'li' });
      await settle(copy);
      const waiting = await ids('reaction');
      expect(waiting).toHaveLength(2);
      // Whichever of them he names, the earlier ones come first.
      await copy.engine.replay(waiting[1]!);
      expect(await ids('reaction')).toEqual([]);
      await copy.do('1', { type: 'drop' });
      await settle(copy);
      expect(sent.slice(-3).map(({ command }) => command.type)).toEqual(['open', 'claim', 'drop']);
      expect(await ids('refusal')).toEqual([]);
    });

    it('stops at the first that fails again, and says so', async () => {
      broken = { ...broken, id: '1-mirror', times: 6 };
      const copy = await started(sketch([mirrors]));
      await copy.do('1', { type: 'open', title: 'rice' });
      await copy.do('1', { type: 'claim', by: 'li' });
      await settle(copy);
      await expect(copy.engine.replay((await ids('reaction'))[0]!)).rejects.toThrow('It does not work.');
      expect(await ids('reaction')).toHaveLength(2);
      expect(sent.filter(({ command }) => command.type === 'claim')).toEqual([]);
    });

    it('waits for a log that is full or gone, however long: that is not the event’s fault', async () => {
      broken = { id: '1', times: 30, error: () => new LogBusy('Later.') };
      const copy = await started(sketch([claims()]));
      await copy.do('1', { type: 'open', title: 'rice' });
      await settle(copy);
      expect(sent).toHaveLength(31);
      expect(await stores.progress.listSetAside()).toEqual([]);
    });

    it('is not waited for any longer by one that stops', async () => {
      broken = { id: '1', times: 1_000, error: () => new LogBusy('Later.') };
      const copy = await started(sketch([claims()]));
      await copy.do('1', { type: 'open', title: 'rice' });
      await until(() => sent.length > 1 || (copy.clock.advance(1_000), false));
      let stopped = false;
      void copy.engine.stop().then(() => (stopped = true));
      await until(() => (copy.clock.advance(1_000), stopped));
      expect(await stores.progress.listSetAside()).toEqual([]);
    });

    it('cannot be done again when nothing is set aside under that name, or its reaction is gone', async () => {
      broken = { ...broken, id: '1', times: 5 };
      const copy = await started(sketch([claims()]));
      await expect(copy.engine.replay('nothing')).rejects.toThrow('Nothing is set aside under nothing.');
      await copy.do('1', { type: 'open', title: 'rice' });
      await settle(copy);
      const without = await started({ stores });
      await expect(without.engine.replay((await ids('reaction'))[0]!)).rejects.toThrow('There is no reaction when-task-opened any more.');
    });
  });

  describe('begins', () => {
    beforeEach(async () => {
      const before = aCopy({ stores });
      await before.do('old', { type: 'open', title: 'rice' });
    });

    it('at the first event', async () => {
      const copy = await started(sketch([claims()]));
      await copy.engine.settled();
      expect(sent.map(({ id }) => id)).toEqual(['old']);
    });

    it('or at the head when first deployed, and at the first event of communities that come later', async () => {
      const late = claims({ begins: 'head' });
      const copy = await started(sketch([late]));
      await copy.do('new', { type: 'open', title: 'rice' });
      await copy.engine.settled();
      await copy.engine.stop();
      const elsewhere = aCopy({ stores });
      await elsewhere.do('there', { type: 'open', title: 'rice' }, { community: OTHER });
      const again = await started(sketch([late]));
      await again.engine.settled();
      expect(sent.map(({ id }) => id)).toEqual(['new', 'there']);
    });

    it('at its own place beside one that was there before', async () => {
      await (await started(sketch([claims()]))).engine.settled();
      sent = [];
      const copy = await started(sketch([claims(), claims({ name: 'when-task-opened-too' })]));
      await copy.engine.settled();
      expect(sent.map(({ envelope }) => envelope.sender)).toEqual(['reaction/when-task-opened-too']);
    });
  });

  it('is not run by a rebuilding', async () => {
    const copy = await started(sketch([claims()]));
    await copy.do('1', { type: 'open', title: 'rice' });
    await copy.engine.settled();
    await copy.engine.rebuild('cards');
    await copy.engine.settled();
    expect(sent).toHaveLength(1);
  });

  describe('of several copies', () => {
    const two = (reactions: readonly Reaction<TaskEvent>[]) =>
      Promise.all([1, 2].map(() => started(sketch(reactions, { stores: { ...stores, log: asOneOfSeveral(stores.log) } })))) as Promise<
        [Copy, Copy]
      >;

    it('is carried out once', async () => {
      const [one, other] = await two([claims()]);
      for (let count = 0; count < 20; count += 1) await (count % 2 ? one : other).do(`${count}`, { type: 'open', title: 'rice' });
      await Promise.all([one.engine.settled(), other.engine.settled()]);
      expect((await told(one.engine)).filter((type) => type === 'task-claimed')).toHaveLength(20);
    });

    it('is not sent again by a copy that comes later', async () => {
      const [one, other] = await two([claims()]);
      await one.do('1', { type: 'open', title: 'rice' });
      await one.engine.settled();
      await other.engine.settled();
      expect(sent).toHaveLength(1);
    });

    it('waits at each of them behind what one has set aside, and goes on at each when it was replayed', async () => {
      broken = { ...broken, id: '1-mirror', times: 5 };
      const [one, other] = await two([mirrors]);
      await one.do('1', { type: 'open', title: 'rice' });
      await settle(one);
      await other.do('1', { type: 'claim', by: 'li' });
      await settle(other);
      expect(await ids('reaction')).toHaveLength(2);
      await other.engine.replay((await ids('reaction'))[0]!);
      await one.do('1', { type: 'drop' });
      await settle(one);
      expect(sent.slice(-3).map(({ command }) => command.type)).toEqual(['open', 'claim', 'drop']);
      expect((await headOf(one.engine)).position).toBe(6);
    });
  });
});
