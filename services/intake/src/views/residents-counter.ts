import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Engine } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { CountResidents } from '../commands/count-residents.command.js';
import type { GridCount } from '../domain/register.js';
import { areas } from './areas.view.js';
import { Directory } from './directory.js';

/** A count says nothing while people are still coming in: it waits until nothing has changed for so long. */
const QUIET_MS = 2_000;

/** Counts people by grid and care category whenever they changed, so that figures can be told without telling who. */
@Injectable()
export class ResidentsCounter implements OnModuleDestroy {
  readonly #waiting = new Map<string, () => void>();
  /** What was counted last, by community and grid: only what has changed is said again. */
  readonly #told = new Map<string, string>();

  constructor(
    @InjectEngine() private readonly engine: Engine,
    private readonly commands: CommandBus,
    private readonly directory: Directory,
  ) {
    directory.onChange((community) => this.#soon(community));
  }

  onModuleDestroy(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #soon(community: string): void {
    this.#waiting.get(community)?.();
    this.#waiting.set(
      community,
      this.engine.ground.clock.after(QUIET_MS, () => {
        this.#waiting.delete(community);
        void this.count(community).catch((error: unknown) =>
          this.engine.ground.report({ level: 'warn', message: 'residents could not be counted', community, error: String(error) }),
        );
      }),
    );
  }

  async count(community: string): Promise<void> {
    const { ids } = this.engine.ground;
    for (const count of gridCounts(this.directory.people(community), await this.#grids(community))) {
      const key = `${community}/${count.grid}`;
      const told = JSON.stringify(count);
      if (this.#told.get(key) === told) continue;
      const commandId = ids.next();
      await this.commands.execute(new CountResidents(count, { community, sender: 'counter/residents', commandId, correlation: commandId }));
      this.#told.set(key, told);
    }
  }

  /** Also those in which nobody lives any more; empty where the community has none. */
  async #grids(community: string): Promise<string[]> {
    const area = (await this.engine.views.get(areas, community, community))?.doc;
    return ['', ...new Set(Object.values(area?.buildings ?? {}).flatMap(({ grid }) => grid ?? []))];
  }
}

const gridCounts = (people: ReturnType<Directory['people']>, known: readonly string[]): GridCount[] => {
  const empty = () => ({ households: new Set<string>(), residents: 0, specialCare: 0, categories: {} as Record<string, number> });
  const grids = new Map(known.map((grid) => [grid, empty()]));
  for (const { grid, householdId, record } of people) {
    const count = grids.get(grid) ?? empty();
    grids.set(grid, count);
    count.households.add(householdId);
    count.residents += 1;
    if (record.careCategories.length > 0) count.specialCare += 1;
    for (const category of record.careCategories) count.categories[category] = (count.categories[category] ?? 0) + 1;
  }
  return [...grids].map(([grid, { households, ...count }]) => ({ grid, households: households.size, ...count }));
};
