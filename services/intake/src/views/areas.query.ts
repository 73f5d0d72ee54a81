import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Engine } from '@linli/engine';
import { InjectEngine, page, type Caller } from '@linli/nest-kit';
import { areas, type AreaDoc } from './areas.view.js';

const DEFAULT_AREAS = 200;

export class ListAreas {
  constructor(
    readonly asked: { limit?: number; cursor?: string; atLeast?: number },
    readonly caller: Caller,
  ) {}
}

/** Every area that one of the caller's grants covers, with its tree, in the order of their codes. */
@QueryHandler(ListAreas)
export class ListAreasHandler implements IQueryHandler<ListAreas> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  async execute({ asked: { limit = DEFAULT_AREAS, cursor = '', atLeast }, caller }: ListAreas) {
    const granted = [...new Set(caller.grants.map(({ area }) => area))];
    if (atLeast !== undefined) await this.#level(granted);
    const found = await Promise.all(
      granted.map((area) => this.engine.views.find(areas, { community: area, prefix: true, limit: MOST_AREAS })),
    );
    const byCode = new Map(found.flatMap(({ items }) => items.map((item) => [item.id, item.doc] as const)));
    const rest = [...byCode].filter(([code]) => code > cursor).sort(([left], [right]) => (left < right ? -1 : 1));
    const shown = rest.slice(0, limit);
    return page(
      shown.map(([code, doc]) => show(code, doc)),
      rest.length > limit ? shown.at(-1)![0] : undefined,
      this.engine.ground.clock,
    );
  }

  /** Each area has a log of its own, and a position says not of which: all of them are waited for. */
  async #level(granted: readonly string[]): Promise<void> {
    for (const { community, position } of await this.engine.ground.log.heads())
      if (granted.some((area) => community.startsWith(area))) await this.engine.views.reach(areas, community, position);
  }
}

const MOST_AREAS = 1_000;
const natural = new Intl.Collator('zh', { numeric: true });
const sorted = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([left], [right]) => natural.compare(left, right));

const show = (code: string, { name, timeZone, deadlines, homes, buildings }: AreaDoc) => ({
  code,
  name,
  timeZone,
  deadlines,
  homes,
  buildings: sorted(buildings).map(([building, { grid, units }]) => ({
    building,
    ...(grid !== undefined && { grid }),
    units: sorted(units).map(([unit, rooms]) => ({ unit, rooms: [...rooms].sort(natural.compare) })),
  })),
});
