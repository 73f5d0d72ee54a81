import { memoryKeyStore, memoryLog, memoryProgress, memoryViewStore, type ReplayNote, type StoredCommit } from '@linli/engine';
import { commitsOf, SERVICES, type House, type ServiceName } from './house.js';

/** One cut through all services, and the vault apart. */
export interface Backup {
  readonly commits: ReadonlyMap<ServiceName, readonly { readonly commit: StoredCommit; readonly replay?: ReplayNote }[]>;
  readonly keys: readonly { readonly person: string; readonly wrapped: Uint8Array }[];
}

/** Nothing happens in a world while it is taken: that is the cut. */
export const backUp = async (house: House): Promise<Backup> => {
  const commits = new Map<ServiceName, { commit: StoredCommit; replay?: ReplayNote }[]>();
  for (const service of SERVICES) {
    const { log } = house.shelves.get(service)!;
    const kept = [];
    for (const [community, all] of await commitsOf(log))
      for (const commit of all) {
        const { command } = commit.body;
        const known = command && (await log.command(community, command.sender, command.id));
        kept.push({ commit, ...(known?.replay && { replay: known.replay }) });
      }
    commits.set(service, kept);
  }
  return { commits, keys: await house.keys.all('', 1_000_000) };
};

/**
 * Puts everything back to the cut while no process lives; who was forgotten since stays forgotten. Views are folded anew,
 * and what was published is published again, to new topics: the old ones hold what has now never happened.
 */
export const restore = async (house: House, { commits, keys }: Backup, only?: ServiceName): Promise<void> => {
  for (const service of SERVICES) {
    if (only !== undefined && service !== only) continue;
    const log = memoryLog();
    for (const { commit, replay } of commits.get(service)!) await log.adopt(commit, replay);
    Object.assign(house.shelves.get(service)!, { log, progress: memoryProgress(), views: memoryViewStore() });
  }
  const forgotten = await house.keys.destroyed();
  const vault = memoryKeyStore();
  for (const { person, wrapped } of keys) await vault.add(person, wrapped);
  // One service alone is put back without the vault.
  if (only !== undefined) return;
  await vault.destroy(forgotten);
  house.keys = vault;
  house.sea.empty();
};
