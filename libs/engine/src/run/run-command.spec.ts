import { beforeEach, describe, expect, it } from '@jest/globals';
import { refuse, type Refusal } from '@linli/kernel';
import { CommandIdReused, type Envelope } from '../command.js';
import type { StoredCommit } from '../commit.js';
import { LogBusy, type Log } from '../ports/log.port.js';
import { change, type Streams } from '../streams.js';
import { COMMUNITY } from '../suites/builders.js';
import { aCopy, anEnvelope, aStore, asOneOfSeveral, task, told, type TaskEvent, type Copy, type Stores } from '../../test/world.js';

const opened: TaskEvent = { type: 'task-opened', title: 'medicine' };
const claimed: TaskEvent = { type: 'task-claimed', by: 'li' };

describe('running a command', () => {
  let stores: Stores;
  let copy: Copy;
  beforeEach(() => {
    stores = aStore();
    copy = aCopy({ stores });
  });
  const run = (envelope: Partial<Envelope>, decide: Parameters<Copy['engine']['run']>[1], by = copy) =>
    by.engine.run(anEnvelope(envelope), decide);
  const last = async (): Promise<StoredCommit> => (await stores.log.read(COMMUNITY, 0, 1_000)).at(-1)!;
  const refusal = async (work: Promise<unknown>): Promise<Refusal> =>
    work.then(
      () => {
        throw new Error('It was not refused.');
      },
      (error: unknown) => error as Refusal,
    );

  describe('decides and appends', () => {
    it('answers with id, version and position, and the answer’s own members', async () => {
      await copy.do('1', { type: 'open', title: 'rice' });
      const done = await run({}, async (streams) => ({
        changes: [change(await streams.load(task, '2'), [opened])],
        answer: { number: 7 },
      }));
      expect(done).toEqual({ id: '2', version: 1, position: 2, replayed: false, number: 7 });
    });

    it('says who asked, for what, why and when it happened', async () => {
      await copy.do(
        '1',
        { type: 'open', title: 'rice' },
        { sender: 'li', commandId: 'c', commandType: 'open-task', causation: 'e', occurredAt: '2022-11-24T05:00:00.000Z' },
      );
      expect((await last()).body).toMatchObject({
        at: '2022-11-24T06:03:20.000Z',
        command: {
          sender: 'li',
          id: 'c',
          type: 'open-task',
          correlation: 'correlation-1',
          causation: 'e',
          occurredAt: '2022-11-24T05:00:00.000Z',
        },
      });
    });

    it('writes every stream the decision relied on, its target first, and none it only peeked at', async () => {
      await run({}, async (streams) => {
        await streams.load(task, 'relied-on');
        await streams.peek(task, 'peeked-at');
        return { changes: [change(await streams.load(task, 'target'), [opened])] };
      });
      expect((await last()).body.writes).toEqual([
        ['task/target', 1],
        ['task/relied-on', 1],
      ]);
    });

    it('reads nothing of what begins, and is refused by the log when something was there', async () => {
      const unread = aCopy({
        stores: { ...stores, log: { ...asOneOfSeveral(stores.log), stream: () => Promise.reject(new Error('It was read.')) } },
      });
      const begin = async (streams: Streams) => ({ changes: [change(streams.begin(task, '1'), [opened])] as const });
      expect(await run({}, begin, unread)).toMatchObject({ id: '1', version: 1 });
      expect((await copy.do('1', { type: 'claim', by: 'li' })).version).toBe(2);
      await expect(run({ commandId: 'another' }, begin)).rejects.toThrow(LogBusy);
    });

    it('stores what touches many streams as one commit, its events in the order in which they were decided', async () => {
      await copy.do('1', { type: 'open', title: 'rice' });
      await run({}, async (streams) => {
        const [first, second] = [await streams.load(task, '1'), await streams.load(task, '2')];
        return {
          changes: [change(second, [opened]), change(first, [claimed]), change(second, [{ type: 'task-dropped' }])],
        };
      });
      const { body } = await last();
      expect(body.writes).toEqual([
        ['task/2', 1],
        ['task/1', 2],
      ]);
      expect(body.events.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
        'task/2 task-opened',
        'task/1 task-claimed',
        'task/2 task-dropped',
      ]);
    });

    it('refuses to change what was not loaded, as a mistake of ours', async () => {
      const peeked = run({}, async (streams) => ({ changes: [change(await streams.peek(task, '1'), [opened])] }));
      await expect(peeked).rejects.toThrow('A decision changes task/1 without having loaded it.');
      expect(await told(copy.engine)).toEqual([]);
    });

    it('keeps a command without events as a commit that changes nothing a reader sees', async () => {
      await copy.do('1', { type: 'open', title: 'rice' });
      const done = await copy.do('1', { type: 'open', title: 'rice again' }, { commandId: 'twice' });
      expect(done).toMatchObject({ version: 1, position: 2 });
      expect((await last()).body).toMatchObject({ events: [], writes: [['task/1', 2]] });
      expect(await copy.do('1', { type: 'claim', by: 'li' }, { ifMatch: 1 })).toMatchObject({ version: 3 });
    });

    it('leaves nothing of what is refused, so that it is decided afresh', async () => {
      const claim = () => copy.do('1', { type: 'claim', by: 'li' }, { commandId: 'claim' });
      expect((await refusal(claim())).code).toBe('not-found');
      expect(await stores.log.heads()).toEqual([]);
      await copy.do('1', { type: 'open', title: 'rice' });
      expect(await claim()).toMatchObject({ replayed: false });
    });

    it('never dates a commit before the last', async () => {
      copy.clock.advance(60_000);
      await copy.do('1', { type: 'open', title: 'rice' });
      const behind = aCopy({ stores });
      await behind.do('2', { type: 'open', title: 'rice' });
      expect((await last()).body.at).toBe('2022-11-24T06:04:20.000Z');
    });
  });

  describe('marks what leaves the service', () => {
    const publishing = () =>
      aCopy({
        stores,
        model: {
          publishes: {
            'task-opened': { as: 'linli.dispatch.task-opened.v1' },
            'task-claimed': {
              as: 'linli.dispatch.task-claimed.v1',
              data: ({ by }: { by: string }) => (by === 'nobody' ? undefined : { claimed: true }),
            },
          },
        },
      });

    it('under which contract, with what the contract says, and keeps the rest inside', async () => {
      const service = publishing();
      await service.do('1', { type: 'open', title: 'rice' });
      expect((await last()).body).toMatchObject({ sequence: 1, events: [{ public: { type: 'linli.dispatch.task-opened.v1' } }] });
      await service.do('1', { type: 'claim', by: 'li' });
      expect((await last()).body.events[0]).toEqual({
        stream: 'task/1',
        type: 'task-claimed',
        data: { by: 'li' },
        public: { type: 'linli.dispatch.task-claimed.v1', data: { claimed: true } },
      });
      await service.do('1', { type: 'drop' });
      expect((await last()).body.events[0]).not.toHaveProperty('public');
    });

    it('not even that, where the contract has no word for this one event', async () => {
      const service = publishing();
      await service.do('1', { type: 'open', title: 'rice' });
      await service.do('1', { type: 'claim', by: 'nobody' });
      expect((await last()).body).not.toHaveProperty('sequence');
    });
  });

  describe('loses a race', () => {
    /** Another copy writes before each of the first so many appends. */
    const racing = (races: number): { copy: Copy; tries: () => number } => {
      let tries = 0;
      const other = aCopy({ stores: { ...stores, log: asOneOfSeveral(stores.log) } });
      const log: Log = {
        ...asOneOfSeveral(stores.log),
        async append(draft) {
          tries += 1;
          if (tries <= races) await other.do('1', { type: 'open', title: `race ${tries}` });
          return stores.log.append(draft);
        },
      };
      return { copy: aCopy({ stores: { ...stores, log } }), tries: () => tries };
    };

    it('and decides again over what the winner has left', async () => {
      const { copy: loser, tries } = racing(1);
      const seen: string[] = [];
      await run(
        {},
        async (streams) => {
          const loaded = await streams.load(task, '1');
          seen.push(loaded.state.status);
          return { changes: [change(loaded, loaded.exists ? [claimed] : [opened])] };
        },
        loser,
      );
      expect(seen).toEqual(['none', 'open']);
      expect(tries()).toBe(2);
      expect(await told(loser.engine)).toEqual(['task-opened', 'task-claimed']);
    });

    it('also for a stream that it changes nothing of', async () => {
      const { copy: loser } = racing(1);
      const twoOpenNeeds = run(
        {},
        async (streams) => {
          const reliedOn = await streams.load(task, '1');
          if (reliedOn.exists) refuse('open-already', 'There is one.');
          return { changes: [change(await streams.load(task, '2'), [opened])] };
        },
        loser,
      );
      expect((await refusal(twoOpenNeeds)).code).toBe('open-already');
      expect(await told(loser.engine)).toEqual(['task-opened']);
    });

    it('three times over, and is stored', async () => {
      const { copy: loser, tries } = racing(3);
      await run({}, async (streams) => ({ changes: [change(await streams.load(task, '1'), [opened])] }), loser);
      expect(tries()).toBe(4);
    });

    it('a fourth time, and the sender is asked to come back', async () => {
      const { copy: loser, tries } = racing(99);
      const lost = run({}, async (streams) => ({ changes: [change(await streams.load(task, '1'), [opened])] }), loser);
      await expect(lost).rejects.toThrow(LogBusy);
      expect(tries()).toBe(4);
    });
  });

  describe('states a version', () => {
    beforeEach(async () => {
      await copy.do('1', { type: 'open', title: 'rice' });
      await copy.do('1', { type: 'open', title: 'again' });
      await copy.do('1', { type: 'claim', by: 'li' });
    });

    it('and goes through when nothing has changed since', async () => {
      expect(await copy.do('1', { type: 'drop' }, { ifMatch: 3 })).toMatchObject({ version: 4 });
    });

    it('and is told what has changed since, touches without events left out', async () => {
      const refused = await refusal(copy.do('1', { type: 'drop' }, { ifMatch: 1 }));
      expect(refused).toMatchObject({ kind: 'version-conflict', code: 'version-conflict' });
      expect(refused.details).toEqual({
        version: 3,
        changes: [{ type: 'task-claimed', at: '2022-11-24T06:03:20.000Z', version: 3 }],
      });
    });

    it('that this copy has not seen yet, and goes through: what is in memory may be old', async () => {
      const log = asOneOfSeveral(stores.log);
      const other = aCopy({ stores: { ...stores, log } });
      await other.do('1', { type: 'open', title: 'into memory' });
      await copy.do('1', { type: 'drop' });
      expect(await other.do('1', { type: 'open', title: 'x' }, { ifMatch: 5 })).toMatchObject({ version: 5, replayed: false });
    });
  });

  describe('comes twice', () => {
    const open = (by: Copy, over: Partial<Envelope> = {}) =>
      by.do('1', { type: 'open', title: 'rice' }, { commandId: 'same', request: 'POST /tasks rice', ...over });

    it('is answered as the first time, and stored once', async () => {
      const first = await open(copy);
      await copy.do('1', { type: 'claim', by: 'li' });
      expect(await open(copy)).toEqual({ ...first, replayed: true });
      expect(await open(aCopy({ stores }))).toEqual({ ...first, replayed: true });
      expect(await told(copy.engine)).toEqual(['task-opened', 'task-claimed']);
    });

    it('while the first is under way: it waits, and is decided once', async () => {
      let decided = 0;
      let go!: () => void;
      const gate = new Promise<void>((resolve) => (go = resolve));
      const decide = async (streams: Streams) => {
        decided += 1;
        await gate;
        return { changes: [change(await streams.load(task, '1'), [opened])] as const };
      };
      const twins = [run({}, decide), run({}, decide), run({}, decide)];
      go();
      expect((await Promise.all(twins)).map(({ replayed }) => replayed)).toEqual([false, true, true]);
      expect(decided).toBe(1);
    });

    it('after a first that was refused: it is decided for itself', async () => {
      let decided = 0;
      const twins = [1, 2].map(() =>
        run({}, async (streams) => {
          decided += 1;
          if (decided === 1) refuse('no', 'No.');
          return { changes: [change(await streams.load(task, '1'), [opened])] };
        }),
      );
      const [first, second] = await Promise.allSettled(twins);
      expect([first!.status, second!.status]).toEqual(['rejected', 'fulfilled']);
    });

    it('at two copies at once: one is stored and both have its answer', async () => {
      const copies = [1, 2].map(() => aCopy({ stores: { ...stores, log: asOneOfSeveral(stores.log) } }));
      const answers = await Promise.all(copies.map((by) => open(by)));
      expect(answers.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
      expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
    });

    it('and a refusal looks twice: the twin that raced it may have been accepted', async () => {
      const other = aCopy({ stores: { ...stores, log: asOneOfSeveral(stores.log) } });
      await copy.do('1', { type: 'open', title: 'rice' });
      let raced = false;
      // Between its first look and its decision the twin is carried out at another copy and somebody else goes on from there.
      const late = aCopy({
        stores: {
          ...stores,
          log: {
            ...asOneOfSeveral(stores.log),
            async stream(community, stream, after) {
              if (!raced) {
                raced = true;
                await other.do('1', { type: 'claim', by: 'li' }, { commandId: 'claim' });
                await other.do('1', { type: 'drop' });
                await other.do('1', { type: 'open', title: 'x' });
              }
              return stores.log.stream(community, stream, after);
            },
          },
        },
      });
      const answer = late.engine.run(anEnvelope({ commandId: 'claim' }), async (streams) => {
        const { state } = await streams.target(task, '1', 'task');
        return state.status === 'open' ? { changes: [change(await streams.load(task, '1'), [])] } : refuse('task-gone', 'It is gone.');
      });
      expect(await answer).toMatchObject({ position: 2, replayed: true });
    });

    it('with another request is refused', async () => {
      await open(copy);
      await expect(open(copy, { request: 'POST /tasks beans' })).rejects.toThrow(CommandIdReused);
      await expect(open(aCopy({ stores }), { request: 'POST /tasks beans' })).rejects.toThrow(CommandIdReused);
    });

    it('of another sender or in another community is another command', async () => {
      await open(copy);
      expect(await open(copy, { sender: 'somebody' })).toMatchObject({ replayed: false });
      expect(await open(copy, { community: '990101002001' })).toMatchObject({ replayed: false });
    });

    it('keeps its answer sealed beside the commit and no word of it inside', async () => {
      await run({ commandId: 'same' }, async (streams) => ({
        changes: [change(await streams.load(task, '1'), [opened])],
        answer: { code: '482913' },
      }));
      const known = await stores.log.command(COMMUNITY, 'clerk', 'same');
      expect(known!.replay!.answer).toContain('319284');
      expect(Buffer.from(known!.commit.bytes).toString('utf8')).not.toContain('482913');
    });

    it('after its answer was dropped still says on what and when it was carried out', async () => {
      await open(copy);
      await copy.do('1', { type: 'claim', by: 'li' });
      await stores.log.dropReplays('2023-01-01T00:00:00.000Z');
      expect(await open(copy, { request: 'anything' })).toEqual({ id: '1', version: 1, position: 1, replayed: true });
    });
  });

  describe('reads from memory what it has folded', () => {
    it('and takes no refusal from a memory that another copy has made old', async () => {
      const [one, two] = [1, 2].map(() => aCopy({ stores: { ...stores, log: asOneOfSeveral(stores.log) } })) as [Copy, Copy];
      await one.do('1', { type: 'open', title: 'rice' });
      await one.do('1', { type: 'claim', by: 'li' });
      await two.do('1', { type: 'drop' });
      await two.do('2', { type: 'open', title: 'x' });
      // To the first copy the task is still claimed by Li.
      expect(await one.do('1', { type: 'claim', by: 'wang' })).toMatchObject({ version: 4 });
    });

    it('and folds no further than once', async () => {
      let folds = 0;
      const log: Log = { ...stores.log, stream: (...of) => ((folds += 1), stores.log.stream(...of)) };
      const remembering = aCopy({ stores: { ...stores, log } });
      for (let count = 0; count < 5; count += 1) await remembering.do('1', { type: 'open', title: 'rice' });
      expect(folds).toBe(1);
    });

    it('but looks whether what it only peeks at has moved', async () => {
      const [one, two] = [1, 2].map(() => aCopy({ stores: { ...stores, log: asOneOfSeveral(stores.log) } })) as [Copy, Copy];
      const peek = async (): Promise<string> => {
        let seen = '';
        await run(
          { commandId: `peek-${Math.round((await stores.log.head(COMMUNITY)).position)}` },
          async (streams) => {
            seen = (await streams.peek(task, '1')).state.status;
            return { changes: [change(await streams.load(task, '2'), [])] };
          },
          one,
        );
        return seen;
      };
      expect(await peek()).toBe('none');
      await two.do('1', { type: 'open', title: 'rice' });
      expect(await peek()).toBe('open');
    });
  });
});
