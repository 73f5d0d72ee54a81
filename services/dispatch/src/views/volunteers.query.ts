import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Engine } from '@linli/engine';
import { InjectEngine, InjectPrivacy, page, reached, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { squads, volunteers } from './volunteers.view.js';

export class ListVolunteers {
  constructor(
    readonly asked: { status?: 'on' | 'off'; limit?: number; cursor?: string; atLeast?: number },
    readonly caller: Caller,
  ) {}
}

@QueryHandler(ListVolunteers)
export class ListVolunteersHandler implements IQueryHandler<ListVolunteers> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ asked, caller }: ListVolunteers) {
    const { community } = caller;
    const { status, limit, cursor } = asked;
    await reached(this.engine, volunteers, community, asked.atLeast);
    const groups = (await this.engine.views.find(squads, { community, limit: 1000 })).items;
    const found = await this.engine.views.find(volunteers, {
      community,
      ...(status && { where: { status } }),
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    });
    // A captain who does not dispatch sees his own squad.
    const own = caller.roles.includes('dispatcher')
      ? undefined
      : new Set(groups.filter(({ doc }) => doc.captain === caller.volunteerId).flatMap(({ doc }) => doc.members));
    const seen = found.items.filter(({ id }) => own === undefined || own.has(id));
    const open = (await this.privacy.openMany(
      seen.flatMap(({ id, doc }) => [
        { person: id, sealed: doc.name },
        { person: id, sealed: doc.phone },
      ]),
    )) as (string | undefined)[];
    const items = seen.map(({ id, doc: { name: _name, phone: _phone, ...doc } }, at) => ({
      id,
      name: open[2 * at] ?? '—',
      phone: open[2 * at + 1],
      ...doc,
      squads: groups
        .filter(({ doc: { members } }) => members.includes(id))
        .map(({ id: squadId, doc: squad }) => ({ id: squadId, name: squad.name })),
    }));
    return page(items, found.nextCursor, this.engine.ground.clock);
  }
}
