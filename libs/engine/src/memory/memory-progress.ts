import type { Progress, SetAside } from '../ports/progress.port.js';

/** Progress in memory: for tests and simulation. */
export const memoryProgress = (): Progress => {
  const positions = new Map<string, number>();
  const aside = new Map<string, SetAside>();
  return {
    position: async (consumer, community) => positions.get(`${consumer}\n${community}`),
    async begin(consumer, community, position) {
      const key = `${consumer}\n${community}`;
      if (!positions.has(key)) positions.set(key, position);
      return positions.get(key)!;
    },
    async advance(consumer, community, position) {
      const key = `${consumer}\n${community}`;
      positions.set(key, Math.max(positions.get(key) ?? 0, position));
    },
    settle: async () => undefined,
    async setAside(entry) {
      if (!aside.has(entry.id)) aside.set(entry.id, entry);
    },
    listSetAside: async () => [...aside.values()],
    async mend(id) {
      aside.delete(id);
    },
    still: async (kind, consumer, community) =>
      new Set(
        [...aside.values()].flatMap((entry) =>
          entry.kind === kind && entry.consumer === consumer && entry.community === community ? [entry.subject] : [],
        ),
      ),
  };
};
