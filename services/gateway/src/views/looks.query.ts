import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Condition, Engine } from '@linli/engine';
import { plusDays, startOfDay } from '@linli/kernel';
import { ENGINE, pageOf, PRIVACY, reached, type Page } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import type { LooksQuery } from '../api/looks.request.js';
import { AccountDirectory } from './account-directory.js';
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

/** A look, with the name of whose account it was, where there still is one. */
export interface ListedLook extends LookDoc {
  readonly accountName?: string;
}

/** Latest first. */
@QueryHandler(ListLooks)
export class ListLooksHandler implements IQueryHandler<ListLooks> {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(PRIVACY) private readonly privacy: Privacy,
    private readonly directory: AccountDirectory,
  ) {}

  async execute({ community, asked: { resident, account, from, to, limit, cursor, atLeast } }: ListLooks): Promise<Page<ListedLook>> {
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
    const names = await this.#namesOf(found.items.map(({ doc }) => doc.account));
    return pageOf(
      found,
      (doc): ListedLook => {
        const accountName = names.get(doc.account);
        return { ...doc, ...(accountName !== undefined && { accountName }) };
      },
      this.engine.ground.clock,
    );
  }

  async #namesOf(accounts: readonly string[]): Promise<Map<string, string>> {
    const known = [...new Set(accounts)].flatMap((person) => {
      const sealed = this.directory.get(person)?.name;
      return sealed === undefined ? [] : [{ person, sealed }];
    });
    const opened = await this.privacy.openMany(known);
    return new Map(known.flatMap(({ person }, at) => (typeof opened[at] === 'string' ? [[person, opened[at]] as const] : [])));
  }
}
