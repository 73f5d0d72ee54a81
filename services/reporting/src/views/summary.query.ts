import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { dayOf, invalidField } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import { InjectEngine, type Caller } from '@linli/nest-kit';
import { areaAsked, childLevel } from '../domain/area-asked.js';
import { periodOf } from '../domain/days.js';
import { add, byKind, countsOf, NO_COUNTS, timeToMeet, type Counts } from '../domain/figures.js';
import { gridCounts, NOTHING_SHOWN, type ShownCounts } from '../domain/grids.js';
import { FactReader, type Facts } from './facts.js';
import { DEFAULT_ZONE, type AreaDoc } from './people.view.js';

export class GetSummary {
  constructor(
    readonly asked: { area?: string; from?: string; to?: string },
    readonly caller: Caller,
  ) {}
}

/** Counts of an area below the one asked for; below a community each may be hidden. */
interface AreaRow {
  readonly area: string;
  readonly name?: AreaDoc['name'];
  readonly counts: Counts | ShownCounts;
}

@QueryHandler(GetSummary)
export class GetSummaryHandler implements IQueryHandler<GetSummary> {
  readonly #reader: FactReader;
  constructor(@InjectEngine() engine: Engine) {
    this.#reader = new FactReader(engine);
  }

  async execute({ asked, caller }: GetSummary) {
    const { code, grid } = areaAsked(
      asked.area,
      caller.grants.map(({ area }) => area),
    );
    const { now } = this.#reader;
    const under = await this.#reader.areasUnder(code);
    const facts = await this.#reader.of(under);
    const zone = facts[0]?.timeZone ?? DEFAULT_ZONE;
    const { from, to } = daysAsked(asked, facts, zone, now);
    const name = grid === undefined ? under.get(code)?.name : undefined;
    const head = {
      area: grid === undefined ? code : `${code}-${grid}`,
      ...(name && { name }),
      ...{ from, to, asOf: now, lagMs: await this.#reader.lagMs(under) },
    };
    const grids = (of: Facts | undefined): Map<string, ShownCounts> => (of ? gridCounts({ ...of, from, to, now }) : new Map());
    if (grid !== undefined) return { ...head, counts: grids(facts[0]).get(grid) ?? NOTHING_SHOWN, ...HIDDEN_BELOW_COMMUNITY, areas: [] };
    const rows = facts.map((of) => ({ of, counts: countsOf(of.needs, of.duty, periodOf(from, to, of.timeZone), now) }));
    const everything = facts.flatMap((of) => of.needs);
    const level = childLevel(code);
    return {
      ...head,
      counts: rows.reduce((sum, { counts }) => add(sum, counts), NO_COUNTS),
      needsByKind: byKind(everything, periodOf(from, to, zone)),
      timeToMeetMinutes: timeToMeet(everything, periodOf(from, to, zone)),
      // Who was reached is told by phone visits, which are none yet.
      coverage: { specialCare: facts.reduce((sum, { specialCare }) => sum + specialCare, 0), reached: 0 },
      areas:
        level === undefined
          ? [...grids(facts[0])].map(([below, counts]): AreaRow => ({ area: `${code}-${below}`, counts }))
          : children(level, rows, under),
    };
  }
}

/** Below a community these would tell more than the counts do. */
const HIDDEN_BELOW_COMMUNITY = {
  needsByKind: {},
  timeToMeetMinutes: { median: null, p90: null },
  coverage: { specialCare: null, reached: null },
};

/** From the first day on which anything was needed to today, unless other days are asked for. */
const daysAsked = (asked: { from?: string; to?: string }, facts: readonly Facts[], zone: string, now: string) => {
  const today = dayOf(now, zone);
  const to = asked.to ?? today;
  if (to > today) invalidField('to', 'That day has not come yet.');
  const first = facts.flatMap((of) => of.needs.map(({ createdAt }) => createdAt)).sort()[0];
  const begin = first === undefined ? today : dayOf(first, zone);
  const from = asked.from ?? (begin < to ? begin : to);
  if (from > to) invalidField('from', 'The first day must not lie behind the last.');
  return { from, to };
};

/** Rows of the next level below. */
const children = (
  level: number,
  rows: readonly { readonly of: Facts; readonly counts: Counts }[],
  under: ReadonlyMap<string, AreaDoc>,
): AreaRow[] => {
  const sums = new Map<string, Counts>();
  for (const { of, counts } of rows) {
    const area = of.community.slice(0, level);
    sums.set(area, add(sums.get(area) ?? NO_COUNTS, counts));
  }
  return [...sums].map(([area, counts]) => ({ area, ...(under.get(area) && { name: under.get(area)!.name }), counts }));
};
