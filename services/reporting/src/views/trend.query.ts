import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { dayOf, invalidField, plusDays } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import { InjectEngine, type Caller } from '@linli/nest-kit';
import { areaAsked } from '../domain/area-asked.js';
import { daysFrom, periodOf } from '../domain/days.js';
import { add, countsOf, NO_COUNTS } from '../domain/figures.js';
import { gridCounts, NOTHING_SHOWN } from '../domain/grids.js';
import { FactReader } from './facts.js';
import { DEFAULT_ZONE } from './people.view.js';

export class GetTrend {
  constructor(
    readonly asked: { area?: string; from?: string; to?: string },
    readonly caller: Caller,
  ) {}
}

const USUAL_DAYS = 7;
const MOST_DAYS = 92;

/** What a summary says of each day by itself, in one answer. */
@QueryHandler(GetTrend)
export class GetTrendHandler implements IQueryHandler<GetTrend> {
  readonly #reader: FactReader;
  constructor(@InjectEngine() engine: Engine) {
    this.#reader = new FactReader(engine);
  }

  async execute({ asked, caller }: GetTrend) {
    const { code, grid } = areaAsked(
      asked.area,
      caller.grants.map(({ area }) => area),
    );
    const { now } = this.#reader;
    const facts = await this.#reader.of(await this.#reader.areasUnder(code));
    const today = dayOf(now, facts[0]?.timeZone ?? DEFAULT_ZONE);
    const to = asked.to ?? today;
    if (to > today) invalidField('to', 'That day has not come yet.');
    const from = asked.from ?? plusDays(to, 1 - USUAL_DAYS);
    if (from > to) invalidField('from', 'The first day must not lie behind the last.');
    if (from < plusDays(to, 1 - MOST_DAYS)) invalidField('from', `A trend has ${MOST_DAYS} days at most.`);
    const countsOn = (day: string) => {
      if (grid === undefined)
        return facts.reduce((sum, of) => add(sum, countsOf(of.needs, of.duty, periodOf(day, day, of.timeZone), now)), NO_COUNTS);
      const [of] = facts;
      return (of && gridCounts({ ...of, from: day, to: day, now }).get(grid)) ?? NOTHING_SHOWN;
    };
    const days = daysFrom(from, to).map((day) => ({ day, counts: countsOn(day) }));
    return { area: grid === undefined ? code : `${code}-${grid}`, from, to, asOf: now, days };
  }
}
