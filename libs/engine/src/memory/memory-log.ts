import type { Instant } from '@linli/kernel';
import { emptyHead, nextCommit, publicEvents, chain, type CommitDraft, type Head, type ReplayNote, type StoredCommit } from '../commit.js';
import type { Appended, IndexedCommit, KnownCommand, Log } from '../ports/log.port.js';

interface CommunityLog {
  head: Head;
  readonly commits: StoredCommit[];
  readonly sequences: number[];
  readonly streams: Map<string, number[]>;
  readonly commands: Map<string, { position: number; replay?: ReplayNote }>;
}

/** The numbered log in memory: for tests and simulation. */
export const memoryLog = (): Log => {
  const logs = new Map<string, CommunityLog>();
  const listeners = new Set<(commits: readonly StoredCommit[]) => void>();

  const of = (community: string): CommunityLog => {
    let log = logs.get(community);
    if (!log) {
      log = { head: emptyHead(community), commits: [], sequences: [], streams: new Map(), commands: new Map() };
      logs.set(community, log);
    }
    return log;
  };

  const known = (log: CommunityLog, sender: string, id: string): KnownCommand | undefined => {
    const entry = log.commands.get(commandKey(sender, id));
    return entry && { commit: log.commits[entry.position - 1]!, ...(entry.replay && { replay: entry.replay }) };
  };

  const put = (log: CommunityLog, commit: StoredCommit, head: Head, replay?: ReplayNote): void => {
    log.commits.push(commit);
    log.sequences.push(head.sequence);
    log.head = head;
    for (const [stream] of commit.body.writes) {
      const positions = log.streams.get(stream);
      if (positions) positions.push(commit.position);
      else log.streams.set(stream, [commit.position]);
    }
    const { command } = commit.body;
    if (command) log.commands.set(commandKey(command.sender, command.id), { position: commit.position, ...(replay && { replay }) });
  };

  return {
    async append(draft: CommitDraft): Promise<Appended> {
      const log = of(draft.community);
      if (draft.command) {
        const twin = known(log, draft.command.sender, draft.command.id);
        if (twin) return { outcome: 'known', known: twin };
      }
      for (const [stream, version] of draft.writes) {
        if ((log.streams.get(stream)?.length ?? 0) !== version - 1) return { outcome: 'conflict', stream };
      }
      const { commit, head } = nextCommit(log.head, draft);
      put(log, commit, head, draft.replay);
      for (const listener of listeners) listener([commit]);
      return { outcome: 'stored', commit, head };
    },
    head: async (community) => logs.get(community)?.head ?? emptyHead(community),
    heads: async () => [...logs.values()].map(({ head }) => head).filter(({ position }) => position > 0).sort((left, right) => (left.community < right.community ? -1 : 1)),
    stream: async (community, stream, after = 0) => {
      const log = of(community);
      return (log.streams.get(stream) ?? []).slice(after).map((position) => log.commits[position - 1]!);
    },
    streamVersion: async (community, stream) => of(community).streams.get(stream)?.length ?? 0,
    read: async (community, after, limit) => of(community).commits.slice(after, after + limit),
    readPublic: async (community, sequence, limit) => {
      const log = of(community);
      return log.commits.filter((commit, index) => log.sequences[index]! > sequence && publicEvents(commit.body) > 0).slice(0, limit);
    },
    command: async (community, sender, id) => known(of(community), sender, id),
    onAppended(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async dropReplays(before: Instant) {
      let dropped = 0;
      for (const log of logs.values()) {
        for (const entry of log.commands.values()) {
          if (!entry.replay || log.commits[entry.position - 1]!.body.at >= before) continue;
          delete entry.replay;
          dropped += 1;
        }
      }
      return dropped;
    },
    async adopt(commit, replay) {
      const log = of(commit.community);
      if (commit.position !== log.head.position + 1) throw new Error(`Commit ${commit.position} does not follow on ${log.head.position}.`);
      if (chain(log.head.hash, commit.bytes) !== commit.hash) throw new Error(`The bytes of commit ${commit.position} are not those that were hashed.`);
      const sequence = log.head.sequence + publicEvents(commit.body);
      put(log, commit, { community: commit.community, position: commit.position, hash: commit.hash, sequence, at: commit.body.at }, replay);
    },
    async indexed(community, position): Promise<IndexedCommit | undefined> {
      const log = of(community);
      const commit = log.commits[position - 1];
      if (!commit) return undefined;
      const { command } = commit.body;
      return {
        hash: commit.hash,
        sequence: log.sequences[position - 1]!,
        writes: [...log.streams].flatMap(([stream, positions]) => {
          const index = positions.indexOf(position);
          return index < 0 ? [] : [[stream, index + 1] as const];
        }),
        ...(command && log.commands.has(commandKey(command.sender, command.id)) && { command: { sender: command.sender, id: command.id } }),
      };
    },
    close: async () => undefined,
  };
};

const commandKey = (sender: string, id: string): string => `${sender}\n${id}`;
