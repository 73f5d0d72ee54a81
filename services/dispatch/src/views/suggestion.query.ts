import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { MAX_LIMIT, type Engine, type Stored } from '@linli/engine';
import { notFound, refuse } from '@linli/kernel';
import type { Delivery } from '@linli/contracts';
import { InjectEngine, InjectPrivacy, runnerNames, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { shopFor, suggestRuns, type ShopToPlan, type TaskToPlace } from '../domain/suggest-runs.js';
import { board, type BoardCard } from './board.view.js';
import { doors } from './doors.view.js';
import { shops } from './shops.view.js';
import { volunteers, type VolunteerDoc } from './volunteers.view.js';

/** Runs for these tasks and volunteers, or for all that are open and all who are on. Nothing is decided by it. */
export class SuggestRuns {
  constructor(
    readonly asked: { tasks?: readonly string[]; volunteers?: readonly string[] },
    readonly caller: Caller,
  ) {}
}

/** For who has not said how much he takes. */
const USUAL_STOPS = 8;

@QueryHandler(SuggestRuns)
export class SuggestRunsHandler implements IQueryHandler<SuggestRuns> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ asked, caller: { community } }: SuggestRuns) {
    const { views } = this.engine;
    const active = await views.find(board, { community, where: { active: 'yes' }, orderBy: ['deadline'], limit: MAX_LIMIT });
    const cards = asked.tasks ? await this.#all(await views.getMany(board, community, asked.tasks), asked.tasks, 'task') : active.items;
    const open = cards.filter(({ doc: { status } }) => status === 'open');
    const people = asked.volunteers
      ? await this.#all(await views.getMany(volunteers, community, asked.volunteers), asked.volunteers, 'volunteer')
      : (await views.find(volunteers, { community, where: { status: 'on' }, limit: MAX_LIMIT })).items;
    for (const { id, doc } of people) if (doc.status !== 'on') refuse('volunteer-off', 'This volunteer is off duty.', { volunteerId: id });
    const toPlace = await this.#withShops(community, await this.#withDoors(community, open));
    const { runs, notPlaced } = suggestRuns(
      toPlace,
      people.map((one) => this.#toPlan(one, active.items)),
    );
    const shopOf = new Map(toPlace.map(({ taskId, shopId }) => [taskId, shopId]));
    const names = new Map(people.map(({ id, doc }) => [id, doc.name]));
    const taken = asked.tasks ? cards.filter(({ doc: { status } }) => status !== 'open') : [];
    return {
      runs: await Promise.all(
        runs.map(async ({ volunteerId, tasks }) => ({
          runners: [volunteerId],
          runner: await runnerNames(this.privacy, [{ volunteerId, name: names.get(volunteerId)! }]),
          tasks,
          shops: tasks.flatMap((taskId) => {
            const shopId = shopOf.get(taskId);
            return shopId === undefined ? [] : [{ taskId, shopId }];
          }),
        })),
      ),
      notPlaced: [...notPlaced, ...taken.map(({ id }) => ({ taskId: id, reason: 'not-open' as const }))],
    };
  }

  async #all<Doc>(found: readonly Stored<Doc>[], ids: readonly string[], what: string): Promise<readonly Stored<Doc>[]> {
    return found.length < new Set(ids).size ? notFound(what) : found;
  }

  /** What he has on the way already counts. */
  #toPlan({ id, doc }: Stored<VolunteerDoc>, active: readonly Stored<BoardCard>[]) {
    const held = active.filter(({ doc: card }) => card.runners.some(({ volunteerId }) => volunteerId === id)).length;
    return { volunteerId: id, zones: doc.zones, room: Math.max(0, (doc.maxStops ?? USUAL_STOPS) - held) };
  }

  async #withShops(community: string, tasks: readonly TaskToPlace[]): Promise<TaskToPlace[]> {
    const open = await this.engine.views.find(shops, { community, where: { status: 'open' }, limit: MAX_LIMIT });
    const toPlan = open.items.map(({ id, doc: { kind, serves, zones } }): ShopToPlan => ({ shopId: id, kind, serves, zones }));
    return tasks.map((task) => {
      const shopId = shopFor(task, toPlan);
      return { ...task, ...(shopId !== undefined && { shopId }) };
    });
  }

  async #withDoors(community: string, open: readonly Stored<BoardCard>[]): Promise<TaskToPlace[]> {
    const known = await this.engine.views.getMany(
      doors,
      community,
      open.map(({ doc: { needId } }) => needId),
    );
    const opened = await this.privacy.openMany(
      known.map(({ doc: { residentId, delivery } }) => ({ person: residentId, sealed: delivery })),
    );
    const byNeed = new Map(known.map(({ id }, at) => [id, (opened[at] as Delivery | undefined)?.address]));
    return open.map(({ id, doc: { needId, kind, deadline, building, grid } }) => ({
      taskId: id,
      kind,
      deadline,
      building,
      ...(grid !== undefined && { grid }),
      ...(byNeed.get(needId) && { unit: byNeed.get(needId)!.unit, room: byNeed.get(needId)!.room }),
    }));
  }
}
