import { beforeEach, describe, expect, it } from '@jest/globals';
import { chain, StoredCommit, type CommitBody } from '../commit.js';
import type { Log } from '../ports/log.port.js';
import { COMMUNITY, OTHER } from '../suites/builders.js';
import { aCopy, aStore, started, type Copy, type Stores } from '../../test/world.js';

describe('verifying', () => {
  let stores: Stores;
  let copy: Copy;
  beforeEach(async () => {
    stores = aStore();
    copy = await started({ stores, model: { publishes: { 'task-opened': { as: 'linli.dispatch.task-opened.v1' } } } });
    for (const id of ['1', '2', '3']) await copy.do(id, { type: 'open', title: 'rice' });
    await copy.do('1', { type: 'claim', by: 'li' });
    await copy.do('9', { type: 'open', title: 'rice' }, { community: OTHER });
    await copy.engine.settled();
  });
  /** Over a log that somebody has laid hands on since the service started. */
  const over = async (log: Partial<Log>) => {
    const handled: Log = { ...stores.log };
    const service = await started({ stores: { ...stores, log: handled } });
    Object.assign(handled, log);
    return service.engine.verify();
  };
  /** A commit read as `change` leaves it. */
  const changed = (at: number, change: (commit: StoredCommit) => StoredCommit): Partial<Log> => ({
    read: async (community, after, limit) =>
      (await stores.log.read(community, after, limit)).map((commit) =>
        community === COMMUNITY && commit.position === at ? change(commit) : commit,
      ),
  });
  const rewritten = (at: number, body: (was: CommitBody) => CommitBody): Partial<Log> =>
    changed(at, ({ community, position, hash, ...commit }) => {
      const bytes = Buffer.from(JSON.stringify(body(JSON.parse(Buffer.from(commit.bytes).toString('utf8')) as CommitBody)));
      return new StoredCommit(community, position, bytes, hash);
    });
  const live = async () => (await stores.views.declare(copy.engine.model.views[0]!))[0]!;

  it('finds nothing where nothing is wrong, and says how much it has read', async () => {
    const progress: number[] = [];
    expect(await copy.engine.verify((commits) => progress.push(commits))).toEqual({ commits: 5, events: 5, documents: 4, faults: [] });
    expect(progress).toEqual([4, 5]);
  });

  it('names the commit of which any one byte has changed', async () => {
    const [, second] = await stores.log.read(COMMUNITY, 0, 2);
    for (let byte = 0; byte < second!.bytes.byteLength; byte += 1) {
      const bytes = Buffer.from(second!.bytes);
      bytes[byte]! ^= 1;
      const { faults } = await over(changed(2, ({ community, position, hash }) => new StoredCommit(community, position, bytes, hash)));
      expect(faults[0]).toEqual({
        service: 'dispatch',
        community: COMMUNITY,
        position: 2,
        message: 'The bytes of commit 2 are not those that were hashed.',
      });
    }
  });

  it('names the commit whose hash was changed with its bytes: the next one does not follow', async () => {
    const [first] = await stores.log.read(COMMUNITY, 0, 1);
    const bytes = Buffer.from(Buffer.from(first!.bytes).toString('utf8').replace('rice', 'beer'));
    const forged = new StoredCommit(COMMUNITY, 1, bytes, chain('0'.repeat(64), bytes));
    const { faults } = await over(changed(1, () => forged));
    expect(faults.map(({ position }) => position)).toContain(2);
  });

  it('names a commit that is missing, one that is another’s and one too few at the end', async () => {
    const without = await over({
      read: async (...of) => (await stores.log.read(...of)).filter(({ community, position }) => community !== COMMUNITY || position !== 2),
    });
    expect(without.faults).toContainEqual(expect.objectContaining({ position: 3, message: 'Commit 3 follows on 1.' }));
    const others = await over(rewritten(2, (body) => ({ ...body, community: OTHER })));
    expect(others.faults).toContainEqual(expect.objectContaining({ position: 2, message: `Commit 2 says it is ${OTHER} 2.` }));
    const heads = (await stores.log.heads()).map((head) => (head.community === COMMUNITY ? { ...head, hash: 'f'.repeat(64) } : head));
    const cut = await over({ heads: async () => heads });
    expect(cut.faults).toContainEqual({ service: 'dispatch', community: COMMUNITY, message: 'The log ends at 4, its head says 4.' });
  });

  it('names the commit whose public numbers or stream versions do not follow', async () => {
    const numbered = await over(rewritten(3, (body) => ({ ...body, sequence: 7 })));
    expect(numbered.faults.map(({ message }) => message)).toContain('The public events of commit 3 are numbered from 7, not 3.');
    const versioned = await over(rewritten(4, (body) => ({ ...body, writes: [['task/1', 5]] })));
    expect(versioned.faults.map(({ message }) => message)).toContain('Commit 4 makes version 5 of task/1 after 1.');
  });

  it.each([
    ['hash', { hash: 'f'.repeat(64) }],
    ['public number', { sequence: 9 }],
    ['streams', { writes: [['task/2', 1]] as [string, number][] }],
    ['command', { command: { sender: 'clerk', id: 'another' } }],
  ])('names the commit of which the index says another %s than the bytes', async (_what, wrong) => {
    const { faults } = await over({
      indexed: async (community, position) => {
        const indexed = await stores.log.indexed(community, position);
        return indexed && (community === COMMUNITY && position === 3 ? { ...indexed, ...wrong } : indexed);
      },
    });
    expect(faults).toEqual([
      { service: 'dispatch', community: COMMUNITY, position: 3, message: 'The index of commit 3 does not say what its bytes say.' },
    ]);
  });

  it('names the document that is not what a fresh fold gives, that is too many, that is missing', async () => {
    const generation = await live();
    await stores.views.mend(generation, COMMUNITY, '1', { title: 'rice', status: 'open', folded: 2 }, 4);
    await stores.views.mend(generation, COMMUNITY, 'ghost', { title: 'nobody', status: 'open', folded: 1 }, 1);
    await stores.views.mend(generation, COMMUNITY, '2', undefined, 2);
    const { faults } = await copy.engine.verify();
    expect(faults.map(({ view, document, message }) => [view, document, message])).toEqual([
      ['cards', '1', 'The live document is not what a fresh fold gives.'],
      ['cards', 'ghost', 'The live view has a document that a fresh fold has not.'],
      ['cards', '2', 'A fresh fold has a document that the live view has not.'],
    ]);
  });

  it('holds against a document neither the order of its members nor that it is set aside', async () => {
    await stores.views.mend(await live(), COMMUNITY, '1', { folded: 2, status: 'claimed', title: 'rice' }, 4);
    await stores.views.mend(await live(), COMMUNITY, '2', { status: 'spoiled' }, 2);
    const entry = { kind: 'view', consumer: 'cards#1', community: COMMUNITY, subject: '2', position: 2, at: '', error: '' } as const;
    await stores.progress.setAside({ id: 'aside', ...entry });
    expect((await copy.engine.verify()).faults).toEqual([]);
  });

  it('may be done while the service goes on', async () => {
    const busy: Log = {
      ...stores.log,
      async indexed(community, position) {
        // Between its reading the head and its comparing documents all of these change.
        if (community === COMMUNITY && position === 1) {
          await copy.do('1', { type: 'drop' });
          await copy.do('2', { type: 'claim', by: 'wang' });
          await copy.do('new', { type: 'open', title: 'rice' });
          await copy.engine.settled();
        }
        return stores.log.indexed(community, position);
      },
    };
    const verifying = aCopy({ stores: { ...stores, log: busy } });
    await verifying.engine.start();
    const { faults, commits } = await verifying.engine.verify();
    expect(faults).toEqual([]);
    expect(commits).toBe(5);
  });

  it('finds also then what is wrong with a document that has moved on', async () => {
    let spoiled = false;
    const busy: Log = {
      ...stores.log,
      async indexed(community, position) {
        if (!spoiled) {
          spoiled = true;
          await copy.do('2', { type: 'claim', by: 'wang' });
          await copy.engine.settled();
          await stores.views.mend(await live(), COMMUNITY, '2', { title: 'rice', status: 'open', folded: 1 }, 5);
        }
        return stores.log.indexed(community, position);
      },
    };
    const verifying = aCopy({ stores: { ...stores, log: busy } });
    await verifying.engine.start();
    expect((await verifying.engine.verify()).faults).toEqual([
      {
        service: 'dispatch',
        community: COMMUNITY,
        view: 'cards',
        document: '2',
        message: 'The live document is not what a fresh fold gives.',
      },
    ]);
  });
});
