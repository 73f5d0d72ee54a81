import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { dayOf, invalidField, type Day } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import { InjectEngine, type Caller } from '@linli/nest-kit';
import { areaAsked } from '../domain/area-asked.js';
import { bulletinOf } from '../domain/bulletin.js';
import { periodOf } from '../domain/days.js';
import { add, countsOf, NO_COUNTS, type Counts } from '../domain/figures.js';
import { FactReader } from './facts.js';
import { DEFAULT_ZONE } from './people.view.js';

export class GetBulletin {
  constructor(
    readonly asked: { area?: string; day?: string },
    readonly caller: Caller,
  ) {}
}

const EVER: Day = '1970-01-01';

@QueryHandler(GetBulletin)
export class GetBulletinHandler implements IQueryHandler<GetBulletin> {
  readonly #reader: FactReader;
  constructor(@InjectEngine() engine: Engine) {
    this.#reader = new FactReader(engine);
  }

  async execute({ asked, caller }: GetBulletin) {
    const { code, grid } = areaAsked(
      asked.area,
      caller.grants.map(({ area }) => area),
    );
    if (grid !== undefined) invalidField('area', 'A bulletin is written for a community or an area above it.');
    const { now } = this.#reader;
    const under = await this.#reader.areasUnder(code);
    const facts = await this.#reader.of(under);
    const today = dayOf(now, facts[0]?.timeZone ?? DEFAULT_ZONE);
    const day = asked.day ?? today;
    if (day > today) invalidField('day', 'That day has not come yet.');
    const since = (from: Day): Counts =>
      facts.reduce((sum, of) => add(sum, countsOf(of.needs, of.duty, periodOf(from, day, of.timeZone), now)), NO_COUNTS);
    const name = under.get(code)?.name ?? { zh: '本辖区', en: 'the area' };
    const counts = { today: since(day), soFar: since(EVER) };
    return { area: code, name, day, ...counts, ...bulletinOf({ name, day, ...counts }) };
  }
}
