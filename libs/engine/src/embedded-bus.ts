import type { Bus, BusRecord } from './ports/bus.port.js';

/** Records that may wait for one group; what comes on top is dropped, since every hearer compares heads anyway. */
const WAITING_RECORDS = 50_000;
/** Handed on at once. */
const BATCH = 500;

interface Group {
  readonly topics: ReadonlySet<string>;
  readonly listener: (records: readonly BusRecord[]) => Promise<void>;
  readonly waiting: BusRecord[];
  delivering: Promise<void> | undefined;
}

/** What goes wrong on purpose in tests: a random number below each share lets it happen. */
export interface BusFaults {
  readonly random: () => number;
  readonly drop?: number;
  readonly repeat?: number;
  readonly reorder?: number;
}

/** The bus inside one process. It delivers after publishing, never within it, in order, one batch at a time per group. */
export const embeddedBus = (faults?: BusFaults): Bus => {
  const groups = new Set<Group>();

  const deliver = async (group: Group): Promise<void> => {
    while (group.waiting.length > 0 && groups.has(group)) {
      const records = group.waiting.splice(0, BATCH);
      // A listener that fails loses these records; it will see the gap and pull them.
      await group.listener(records).catch(() => undefined);
    }
  };

  const begin = (group: Group): void => {
    if (group.delivering || group.waiting.length === 0 || !groups.has(group)) return;
    group.delivering = Promise.resolve()
      .then(() => deliver(group))
      .finally(() => {
        group.delivering = undefined;
        begin(group);
      });
  };

  const happens = (share: number | undefined): boolean => share !== undefined && faults !== undefined && faults.random() < share;

  return {
    async publish(records) {
      for (const group of groups) {
        for (const record of records) {
          if (!group.topics.has(record.topic) || group.waiting.length >= WAITING_RECORDS || happens(faults?.drop)) continue;
          if (happens(faults?.reorder)) group.waiting.unshift(record);
          else group.waiting.push(record);
          if (happens(faults?.repeat)) group.waiting.push(record);
        }
        begin(group);
      }
    },
    async subscribe(_group, topics, listener) {
      const group: Group = { topics: new Set(topics), listener, waiting: [], delivering: undefined };
      groups.add(group);
      return async () => {
        groups.delete(group);
        await group.delivering;
      };
    },
    async close() {
      for (const group of groups) await group.delivering;
      groups.clear();
    },
  };
};
