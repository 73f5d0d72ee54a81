import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Condition, Engine } from '@linli/engine';
import { plusDays, startOfDay } from '@linli/kernel';
import { ENGINE, pageOf, reached, type Page } from '@linli/nest-kit';
import type { LooksQuery } from '../api/looks.request.js';
import { areas } from './areas.view.js';
import { looks, type LookDoc } from './looks.view.js';

/** Where a community has not told its own. */
const USUAL_TIME_ZONE = 'Asia/Shanghai';

export class ListLooks {
  constructor(
    readonly community: string,
    readonly asked: LooksQuery,
  ) {}
}

/** Latest first. */
@QueryHandler(ListLooks)
export class ListLooksHandler implements IQueryHandler<ListLooks> {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  async execute({ community, asked: { resident, account, from, to, limit, cursor, atLeast } }: ListLooks): Promise<Page<LookDoc>> {
    await reached(this.engine, looks, community, atLeast);
    const zone = (await this.engine.views.get(areas, community, community))?.doc.timeZone ?? USUAL_TIME_ZONE;
    const at: Condition = {
      ...(from !== undefined && { from: startOfDay(from, zone) }),
      ...(to !== undefined && { below: startOfDay(plusDays(to, 1), zone) }),
    };
    const found = await this.engine.views.find<LookDoc>(looks, {
      community,
      where: {
        ...(resident !== undefined && { resident }),
        ...(account !== undefined && { account }),
        ...((from !== undefined || to !== undefined) && { at }),
      },
      orderBy: ['at'],
      descending: true,
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    });
    return pageOf(found, (doc) => doc, this.engine.ground.clock);
  }
}
