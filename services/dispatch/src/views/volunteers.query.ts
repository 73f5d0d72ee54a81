import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Engine, Stored } from '@linli/engine';
import { InjectEngine, InjectPrivacy, page, reached, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import type { VolunteerStatus } from '../domain/volunteer.js';
import { squads, volunteers, type SquadDoc, type VolunteerDoc } from './volunteers.view.js';

export interface VolunteersAsked {
  readonly status?: VolunteerStatus;
  readonly limit?: number;
  readonly cursor?: string;
  readonly atLeast?: number;
}
export class ListVolunteers {
  constructor(
    readonly asked: VolunteersAsked,
    readonly caller: Caller,
  ) {}
}

const MOST_SQUADS = 1000;
const PAGE = 200;

@QueryHandler(ListVolunteers)
export class ListVolunteersHandler implements IQueryHandler<ListVolunteers> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ asked, caller }: ListVolunteers) {
    const { community } = caller;
    const { status } = asked;
    await reached(this.engine, volunteers, community, asked.atLeast);
    const groups = (await this.engine.views.find(squads, { community, limit: MOST_SQUADS })).items;
    const plans = caller.roles.includes('dispatcher');
    const binds = caller.roles.includes('administrator');
    const found =
      plans || binds
        ? await this.engine.views.find(volunteers, {
            community,
            // Who has stood down is shown to who asks for them.
            where: { status: status ?? { in: ['on', 'off'] } },
            ...(asked.limit !== undefined && { limit: asked.limit }),
            ...(asked.cursor !== undefined && { cursor: asked.cursor }),
          })
        : await this.#ownSquads(groups, asked, caller);
    const items = await this.#show(found.items, groups, !binds || plans);
    return page(items, found.nextCursor, this.engine.ground.clock);
  }

  /** A captain sees his own squad, and a captain who is no volunteer none. */
  async #ownSquads(groups: readonly Stored<SquadDoc>[], { status, limit = PAGE, cursor = '' }: VolunteersAsked, caller: Caller) {
    const { community, volunteerId } = caller;
    const mine = groups.filter(({ doc: { captain } }) => captain !== undefined && captain === volunteerId);
    const ids = [...new Set(mine.flatMap(({ doc: { members } }) => members))].sort().filter((id) => id > cursor);
    const all = await this.engine.views.getMany(volunteers, community, ids);
    const wanted = all.filter(({ doc }) => (status === undefined ? doc.status !== 'stood-down' : doc.status === status));
    const inOrder = [...wanted].sort((left, right) => (left.id < right.id ? -1 : 1));
    const items = inOrder.slice(0, limit);
    return { items, nextCursor: inOrder.length > limit ? items.at(-1)!.id : undefined };
  }

  async #show(found: readonly Stored<VolunteerDoc>[], groups: readonly Stored<SquadDoc>[], withPhones: boolean) {
    const open = (await this.privacy.openMany(
      found.flatMap(({ id, doc }) => [
        { person: id, sealed: doc.name },
        { person: id, sealed: doc.phone },
      ]),
    )) as (string | undefined)[];
    return found.map(({ id, doc: { name: _name, phone: _phone, ...doc } }, at) => ({
      id,
      name: open[2 * at] ?? '—',
      ...(withPhones && { phone: open[2 * at + 1] }),
      ...doc,
      squads: groups
        .filter(({ doc: { members } }) => members.includes(id))
        .map(({ id: squadId, doc: { name } }) => ({ id: squadId, name })),
    }));
  }
}
