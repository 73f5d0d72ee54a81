import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Engine } from '@linli/engine';
import { InjectEngine, page, type Caller } from '@linli/nest-kit';
import { areas, type AreaDoc } from './areas.view.js';

export class ListAreas {
  constructor(readonly caller: Caller) {}
}

/** Every area that one of the caller's grants covers, with its tree. */
@QueryHandler(ListAreas)
export class ListAreasHandler implements IQueryHandler<ListAreas> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  async execute({ caller }: ListAreas) {
    const found = await Promise.all(
      [...new Set(caller.grants.map(({ area }) => area))].map((area) =>
        this.engine.views.find(areas, { community: area, prefix: true, limit: 1000 }),
      ),
    );
    const byCode = new Map(found.flatMap(({ items }) => items.map((item) => [item.id, item.doc] as const)));
    return page(
      [...byCode].sort(([left], [right]) => (left < right ? -1 : 1)).map(([code, doc]) => show(code, doc)),
      undefined,
      this.engine.ground.clock,
    );
  }
}

const natural = new Intl.Collator('zh', { numeric: true });
const sorted = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([left], [right]) => natural.compare(left, right));

const show = (code: string, { name, timeZone, homes, buildings }: AreaDoc) => ({
  code,
  name,
  timeZone,
  homes,
  buildings: sorted(buildings).map(([building, { grid, units }]) => ({
    building,
    ...(grid !== undefined && { grid }),
    units: sorted(units).map(([unit, rooms]) => ({ unit, rooms: [...rooms].sort(natural.compare) })),
  })),
});
