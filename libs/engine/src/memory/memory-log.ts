import type { Instant } from '@linli/kernel';
import {
  DoesNotFollow,
  emptyHead,
  headAfter,
  nextCommit,
  publicEvents,
  type CommitDraft,
  type Head,
  type ReplayNote,
  type StoredCommit,
} from '../commit.js';
import type { Appended, IndexedCommit, KnownCommand, Log } from '../ports/log.port.js';

interface Entry {
  readonly commit: StoredCommit;
  readonly indexed: IndexedCommit;
  replay: ReplayNote | undefined;
}

interface CommunityLog {
  head: Head;
  readonly entries: Entry[];
  readonly publics: Entry[];
  readonly streams: Map<string, StoredCommit[]>;
  readonly commands: Map<string, Entry>;
}

/** The numbered log in memory: for tests and simulation. */
export const memoryLog = (): Log => {
  const logs = new Map<string, CommunityLog>();
  const listeners = new Set<(commits: readonly StoredCommit[]) => void>();

  const of = (community: string): CommunityLog =>
    logs.get(community) ?? { head: emptyHead(community), entries: [], publics: [], streams: new Map(), commands: new Map() };

  const versionOf = (log: CommunityLog, stream: string): number => log.streams.get(stream)?.length ?? 0;

  const known = (log: CommunityLog, sender: string, id: string): KnownCommand | undefined => {
    const entry = log.commands.get(commandKey(sender, id));
    return entry && { commit: entry.commit, ...(entry.replay && { replay: entry.replay }) };
  };

  const put = (log: CommunityLog, commit: StoredCommit, head: Head, replay?: ReplayNote): void => {
    logs.set(commit.community, log);
    const { writes, command, events } = commit.body;
    const indexed = {
      hash: commit.hash,
      sequence: head.sequence,
      writes,
      ...(command && { command: { sender: command.sender, id: command.id } }),
    };
    const entry: Entry = { commit, indexed, replay };
    log.head = head;
    log.entries.push(entry);
    if (publicEvents({ events }) > 0) log.publics.push(entry);
    for (const [stream] of writes) {
      const commits = log.streams.get(stream);
      if (commits) commits.push(commit);
      else log.streams.set(stream, [commit]);
    }
    if (command) log.commands.set(commandKey(command.sender, command.id), entry);
    for (const listener of listeners) listener([commit]);
  };

  return {
    shared: false,
    async append(draft: CommitDraft): Promise<Appended> {
      // As with a disk, others may come between the asking and the storing.
      await Promise.resolve();
      const log = of(draft.community);
      const twin = draft.command && known(log, draft.command.sender, draft.command.id);
      if (twin) return { outcome: 'known', known: twin };
      const moved = draft.writes.find(([stream, version]) => versionOf(log, stream) !== version - 1);
      if (moved) return { outcome: 'conflict', stream: moved[0] };
      const { commit, head } = nextCommit(log.head, draft);
      put(log, commit, head, draft.replay);
      return { outcome: 'stored', commit, head };
    },
    head: async (community) => of(community).head,
    heads: async (since = '') =>
      [...logs.values()]
        .map(({ head }) => head)
        .filter(({ at }) => at >= since)
        .sort((left, right) => (left.community < right.community ? -1 : 1)),
    stream: async (community, stream, after = 0) => of(community).streams.get(stream)?.slice(after) ?? [],
    streamVersion: async (community, stream) => versionOf(of(community), stream),
    read: async (community, after, limit) =>
      of(community)
        .entries.slice(after, after + limit)
        .map(({ commit }) => commit),
    readPublic: async (community, sequence, limit) =>
      of(community)
        .publics.filter(({ indexed }) => indexed.sequence > sequence)
        .slice(0, limit)
        .map(({ commit }) => commit),
    command: async (community, sender, id) => known(of(community), sender, id),
    onAppended(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async dropReplays(before: Instant) {
      let dropped = 0;
      for (const { entries } of logs.values()) {
        for (const entry of entries) {
          if (!entry.replay || entry.commit.body.at >= before) continue;
          entry.replay = undefined;
          dropped += 1;
        }
      }
      return dropped;
    },
    async adopt(commit, replay) {
      const log = of(commit.community);
      const head = headAfter(log.head, commit);
      const { writes, command } = commit.body;
      for (const [stream, version] of writes) {
        if (versionOf(log, stream) !== version - 1)
          throw new DoesNotFollow(
            `Commit ${commit.position} makes version ${version} of ${stream}, which is at ${versionOf(log, stream)}.`,
          );
      }
      if (command && known(log, command.sender, command.id))
        throw new DoesNotFollow(`The command of commit ${commit.position} is in the log already.`);
      put(log, commit, head, replay);
    },
    indexed: async (community, position) => of(community).entries[position - 1]?.indexed,
    close: async () => undefined,
  };
};

const commandKey = (sender: string, id: string): string => `${sender}\n${id}`;
