import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createPeer } from '../run/publish.js';
import type { Log } from '../ports/log.port.js';
import type { Peer } from '../ports/peer.port.js';
import { memoryLog } from '../memory/memory-log.js';
import { aDraft, COMMUNITY, OTHER, stored } from './builders.js';

const NOTHING_HELD = { sequence: 0, hash: '' };

/** What a source must answer to those who hear it. `make` is given the log of the source, as a peer in its own process. */
export const describePeer = (name: string, make: (source: Peer) => Promise<{ readonly port: Peer; close(): Promise<void> }>): void => {
  describe(`${name} as a peer`, () => {
    let log: Log;
    let subject: Awaited<ReturnType<typeof make>>;
    let peer: Peer;
    beforeEach(async () => {
      log = memoryLog();
      subject = await make(createPeer('intake', 'intake', { log }));
      peer = subject.port;
    });
    afterEach(() => subject.close());

    const numbers = async (sequence: number, hash: string, limit = 100): Promise<number[]> => {
      const pulled = await peer.pull(COMMUNITY, { sequence, hash }, limit);
      if (pulled.outcome !== 'records') throw new Error('Expected records, but the histories have parted.');
      return pulled.records.map(({ headers }) => Number(headers.ce_sequence));
    };

    it('has a name', () => expect(peer.source).toBe('intake'));

    it('has no heads before anything public has happened', async () => {
      await stored(log, aDraft());
      expect(await peer.heads()).toEqual([]);
    });

    it('tells the last public number of each community, with the hash of its commit', async () => {
      const here = await stored(log, aDraft({ publics: 2 }));
      const there = await stored(log, aDraft({ community: OTHER, publics: 1 }));
      await stored(log, aDraft({ community: OTHER }));
      const before = { community: COMMUNITY, sequence: 2, hash: here.commit.hash };
      expect(await peer.heads()).toEqual([before, { community: OTHER, sequence: 1, hash: there.commit.hash }]);
      const next = await stored(log, aDraft({ community: OTHER, publics: 2 }));
      expect(await peer.heads()).toEqual([before, { community: OTHER, sequence: 3, hash: next.commit.hash }]);
    });

    it('hands out what follows on what the hearer holds, in order', async () => {
      await stored(log, aDraft({ publics: 2 }));
      const { commit } = await stored(log, aDraft({ publics: 1 }));
      await stored(log, aDraft());
      await stored(log, aDraft({ publics: 2 }));
      expect(await numbers(0, '')).toEqual([1, 2, 3, 4, 5]);
      expect(await numbers(3, commit.hash)).toEqual([4, 5]);
    });

    it('goes on within a commit of which the hearer holds the first', async () => {
      const { commit } = await stored(log, aDraft({ publics: 3 }));
      expect(await numbers(1, commit.hash)).toEqual([2, 3]);
    });

    it('hands out no more commits than asked for', async () => {
      for (let count = 0; count < 5; count += 1) await stored(log, aDraft({ publics: 1 }));
      expect(await numbers(0, '', 2)).toEqual([1, 2]);
    });

    it('hands out nothing where there is nothing new', async () => {
      const { commit } = await stored(log, aDraft({ publics: 1 }));
      expect(await numbers(1, commit.hash)).toEqual([]);
      expect(await peer.pull(OTHER, NOTHING_HELD, 10)).toEqual({ outcome: 'records', records: [] });
    });

    it('carries records byte for byte', async () => {
      const data = { note: '保温瓶 😀', list: [1, 2.5, null], ' ': '\u0001"\\' };
      await stored(
        log,
        aDraft({ events: [{ stream: 'need/1', type: 'need-created', data, public: { type: 'linli.intake.need-created.v1' } }] }),
      );
      const pulled = await peer.pull(COMMUNITY, NOTHING_HELD, 10);
      const own = await createPeer('intake', 'intake', { log }).pull(COMMUNITY, NOTHING_HELD, 10);
      expect(plain(pulled)).toEqual(plain(own));
      expect(plain(pulled)).toContain(Buffer.from(JSON.stringify(data)).toString('hex'));
    });

    it('sees that a hearer holds what it has never said', async () => {
      const { commit } = await stored(log, aDraft({ publics: 1 }));
      expect(await peer.pull(COMMUNITY, { sequence: 2, hash: commit.hash }, 10)).toEqual({ outcome: 'fork' });
    });

    it('sees that the number a hearer holds is another event here', async () => {
      await stored(log, aDraft({ publics: 1 }));
      expect(await peer.pull(COMMUNITY, { sequence: 1, hash: 'f'.repeat(64) }, 10)).toEqual({ outcome: 'fork' });
    });
  });
};

const plain = (pulled: Awaited<ReturnType<Peer['pull']>>): string =>
  pulled.outcome === 'fork'
    ? 'fork'
    : JSON.stringify(pulled.records.map((record) => ({ ...record, value: Buffer.from(record.value).toString('hex') })));
