import {
  nextCommit,
  type CommitDraft,
  type KeyStore,
  type Log,
  type Peer,
  type Progress,
  type StoredCommit,
  type ViewStore,
} from '@linli/engine';
import type { Breakage } from './breakages.js';
import type { Chance } from './chance.js';
import type { Life } from './life.js';

/** Every method of a port as a step of this process. */
const stepping = <Port extends object>(port: Port, life: Life, own: Partial<Port> = {}): Port =>
  new Proxy(port, {
    get(target, name) {
      if (name in own) return own[name as keyof Port];
      const member = target[name as keyof Port];
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => life.step(async () => (member as (...of: unknown[]) => unknown).apply(target, given));
    },
  });

/** The log as one of several copies sees it: told of its own commits alone. */
export const logOf = (log: Log, life: Life, broken: ReadonlySet<Breakage>): Log => {
  const listeners = new Set<(commits: readonly StoredCommit[]) => void>();
  let number = 0;
  const spoiled = (draft: CommitDraft): CommitDraft => {
    const { command, heard, writes } = draft;
    // Whoever breaks a rule says no less: the log itself would see a stream twice or a version missing.
    if (broken.has('heard-not-written') && heard) return { ...draft, writes: [] };
    if (broken.has('command-without-id') && command) return { ...draft, command: { ...command, id: `${command.id}/${(number += 1)}` } };
    if (broken.has('relied-on-not-written') && command) return { ...draft, writes: writes.slice(0, 1) };
    return draft;
  };
  return stepping(log, life, {
    shared: !broken.has('deaf-copies'),
    append: (draft) =>
      life.step(async () => {
        if (broken.has('answered-before-stored')) {
          const next = nextCommit(await log.head(draft.community), draft);
          life.timeline.after(200, () => void (life.alive && log.append(draft)));
          return { outcome: 'stored', ...next };
        }
        const appended = await log.append(spoiled(draft));
        if (appended.outcome === 'stored' && life.alive) for (const listener of listeners) listener([appended.commit]);
        return appended;
      }),
    onAppended(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  });
};

/** Positions that were not settled are lost with the process. */
export const progressOf = (progress: Progress, life: Life, chance: Chance): Progress => {
  const held = new Map<string, readonly [consumer: string, community: string, position: number]>();
  const put = async (): Promise<void> => {
    for (const [key, position] of held) {
      held.delete(key);
      await progress.advance(...position);
    }
  };
  return stepping(progress, life, {
    position: (consumer, community) =>
      life.step(async () => {
        const stored = await progress.position(consumer, community);
        const mine = held.get(`${consumer}\n${community}`)?.[2];
        return mine === undefined ? stored : Math.max(mine, stored ?? 0);
      }),
    advance: (consumer, community, position) =>
      life.step(async () => {
        held.set(`${consumer}\n${community}`, [consumer, community, position]);
        if (chance.happens(0.3)) await put();
      }),
    settle: () => life.step(put),
  });
};

/** Documents are written one by one, each only if it is as it was read, and then the checkpoint: the process may die in between. */
export const viewsOf = (views: ViewStore, life: Life, broken: ReadonlySet<Breakage>): ViewStore =>
  stepping(views, life, {
    async save(generation, { community, from, to, documents }) {
      const moveOn = (): Promise<boolean> => life.step(() => views.save(generation, { community, from, to, documents: [] }));
      if (broken.has('checkpoint-before-documents') && !(await moveOn())) return false;
      for (const document of documents) {
        const written = await life.step(async () => {
          const at = await views.checkpoint(generation, community);
          return views.save(generation, { community, from: at, to: at, documents: [document] });
        });
        if (!written) return false;
      }
      return broken.has('checkpoint-before-documents') || moveOn();
    },
  });

export const keysOf = (keys: KeyStore, life: Life): KeyStore => stepping(keys, life);

/** Another service over the wire: an answer that does not come is waited for two seconds. */
export const peerOf = (source: string, life: Life, reach: () => Peer | undefined, broken: ReadonlySet<Breakage>): Peer => {
  const ask = <Answer>(question: (peer: Peer) => Promise<Answer>): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      const peer = reach();
      const answer = peer ? life.step(() => question(peer)) : Promise.reject(new Error(`${source} cannot be reached.`));
      life.timeline.after(2_000, () => {
        if (life.alive) reject(new Error(`${source} does not answer.`));
      });
      answer.then(resolve, reject);
    });
  return {
    source,
    heads: () => ask((peer) => (broken.has('heads-never-compared') ? Promise.resolve([]) : peer.heads())),
    pull: (community, held, limit) => ask((peer) => peer.pull(community, held, limit)),
  };
};
