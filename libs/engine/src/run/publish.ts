import { recordsOf } from '../cloud-event.js';
import { publicEvents } from '../commit.js';
import type { Ground } from '../engine.js';
import type { Peer, PublicHead, Pulled } from '../ports/peer.port.js';
import { Follower } from './follower.js';
import type { Tail } from './tail.js';

const BATCH = 500;
export const PUBLISHING = 'publish';

/** The log is the outbox: follows it and hands public events to the bus. Publishing twice is harmless. */
export const createPublisher = (service: string, source: string, ground: Ground, tail: Tail): Follower => {
  const published = async (community: string): Promise<number> => (await ground.progress.position(PUBLISHING, community)) ?? 0;
  return new Follower(PUBLISHING, tail, ground, {
    batch: BATCH,
    begin: published,
    take: async (community, commits) => {
      // Another copy may have been quicker.
      const past = await published(community);
      const records = commits.filter(({ position }) => position > past).flatMap((commit) => recordsOf(service, source, commit));
      if (records.length > 0) await ground.bus.publish(records);
      const to = commits[commits.length - 1]!.position;
      await ground.progress.advance(PUBLISHING, community, to);
      return to;
    },
  });
};

/** This service as others pull from it. */
export const createPeer = (service: string, source: string, { log }: Pick<Ground, 'log'>): Peer => {
  const last = new Map<string, PublicHead>();
  const hashAt = async (community: string, sequence: number, surely?: 'surely'): Promise<string | undefined> =>
    (await log.readPublic(community, sequence - 1, 1, surely))[0]?.hash;
  /** A database that has been deposed and does not know it yet lacks the last commits: that is no other history. */
  const isOurs = async (community: string, { sequence, hash }: Pick<PublicHead, 'sequence' | 'hash'>): Promise<boolean> =>
    (await hashAt(community, sequence)) === hash || (await hashAt(community, sequence, 'surely')) === hash;
  return {
    source,
    async heads() {
      const heads: PublicHead[] = [];
      for (const { community, sequence } of await log.heads()) {
        if (sequence === 0) continue;
        // Read where something new was made public since the last time alone.
        let head = last.get(community);
        if (head?.sequence !== sequence) {
          head = { community, sequence, hash: (await hashAt(community, sequence)) ?? '' };
          last.set(community, head);
        }
        heads.push(head);
      }
      return heads;
    },
    async pull(community, held, limit): Promise<Pulled> {
      // Of a number that was never said there is no hash either.
      if (held.sequence > 0 && !(await isOurs(community, held))) return { outcome: 'fork' };
      const commits = await log.readPublic(community, held.sequence, limit);
      return {
        outcome: 'records',
        records: commits
          .filter(({ body }) => publicEvents(body) > 0)
          .flatMap((commit) => recordsOf(service, source, commit, held.sequence)),
      };
    },
  };
};
