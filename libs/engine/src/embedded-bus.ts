import type { Clock } from '@linli/kernel';
import type { Report } from './engine.js';
import { handOn } from './hand-on.js';
import type { Bus, BusRecord } from './ports/bus.port.js';

/** Records of one key that may wait for one group; what comes on top is dropped, since every hearer counts and pulls. */
const WAITING_RECORDS = 10_000;
/** Handed on at once. */
const BATCH = 500;

/** What goes wrong on purpose in tests: a random number below a share lets it happen. */
export interface BusFaults {
  readonly random: () => number;
  readonly drop?: number;
  readonly repeat?: number;
  readonly reorder?: number;
}

export interface EmbeddedBusOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** Told when records are given up. */
  readonly report?: (line: Report) => void;
  readonly faults?: BusFaults;
}

interface Member {
  readonly topics: ReadonlySet<string>;
  readonly listener: (records: readonly BusRecord[]) => Promise<void>;
  readonly underWay: Set<Promise<unknown>>;
  /** Aborted when it leaves. */
  readonly leaving: AbortController;
}

/** What waits for one group on one topic under one key. */
type Lane = BusRecord[];

interface Group {
  readonly name: string;
  readonly members: Member[];
  readonly lanes: Map<string, Lane>;
}

/**
 * The bus inside one process. It delivers after publishing, never within it, and per group, topic and key in order, one
 * batch at a time; different keys go side by side. It is a hint: what a listener keeps refusing is dropped.
 */
export const embeddedBus = ({ clock, report, faults }: EmbeddedBusOptions): Bus => {
  const groups = new Map<string, Group>();
  const happens = (share: number | undefined): boolean => share !== undefined && faults !== undefined && faults.random() < share;

  const deliver = async (group: Group, name: string, lane: Lane): Promise<void> => {
    while (lane.length > 0) {
      const member = memberFor(group, lane[0]!);
      if (!member) break;
      const handing = handOn(member.listener, lane.splice(0, BATCH), { group: group.name, clock, report, leaving: member.leaving.signal });
      member.underWay.add(handing);
      await handing;
      member.underWay.delete(handing);
    }
    group.lanes.delete(name);
  };

  const laneFor = (group: Group, { topic, key }: BusRecord): Lane => {
    const name = `${topic}\n${key}`;
    let lane = group.lanes.get(name);
    if (!lane) {
      const fresh: Lane = [];
      lane = fresh;
      group.lanes.set(name, fresh);
      queueMicrotask(() => void deliver(group, name, fresh));
    }
    return lane;
  };

  const put = (lane: Lane, record: BusRecord): void => {
    if (lane.length >= WAITING_RECORDS || happens(faults?.drop)) return;
    if (happens(faults?.reorder)) lane.splice(Math.floor((faults?.random() ?? 1) * lane.length), 0, record);
    else lane.push(record);
    if (happens(faults?.repeat)) lane.push(record);
  };

  const leave = async (member: Member): Promise<void> => {
    member.leaving.abort();
    await Promise.all(member.underWay);
  };

  return {
    async publish(records) {
      for (const group of groups.values()) {
        for (const record of records) if (group.members.some(({ topics }) => topics.has(record.topic))) put(laneFor(group, record), record);
      }
    },
    async subscribe(name, topics, listener) {
      const group: Group = groups.get(name) ?? { name, members: [], lanes: new Map() };
      groups.set(name, group);
      const member: Member = { topics: new Set(topics), listener, underWay: new Set(), leaving: new AbortController() };
      group.members.push(member);
      return async () => {
        if (member.leaving.signal.aborted) return;
        group.members.splice(group.members.indexOf(member), 1);
        if (group.members.length === 0) groups.delete(name);
        await leave(member);
      };
    },
    async close() {
      const members = [...groups.values()].flatMap((group) => group.members.splice(0));
      groups.clear();
      await Promise.all(members.map(leave));
    },
  };
};

/** The same member for the same key, as long as nobody joins or leaves. */
const memberFor = (group: Group, { topic, key }: BusRecord): Member | undefined => {
  const members = group.members.filter(({ topics }) => topics.has(topic));
  let sum = 0;
  for (let at = 0; at < key.length; at += 1) sum += key.charCodeAt(at);
  return members[sum % members.length];
};
