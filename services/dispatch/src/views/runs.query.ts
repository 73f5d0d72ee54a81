import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Engine, Stored } from '@linli/engine';
import { notFound } from '@linli/kernel';
import { InjectEngine, InjectPrivacy, page, reached, runnerNames, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import type { KnownRun } from '../domain/run.js';
import { board, type BoardCard } from './board.view.js';
import { runs, type RunDoc } from './runs.view.js';

export class GetRun {
  constructor(
    readonly runId: string,
    readonly atLeast: number | undefined,
    readonly caller: Caller,
  ) {}
}
export class ListRuns {
  constructor(
    readonly asked: { status?: KnownRun['status']; limit?: number; cursor?: string; atLeast?: number },
    readonly caller: Caller,
  ) {}
}

/** Runs with what they are for: of a door the building, and no person. */
const show = async (engine: Engine, privacy: Privacy, community: string, found: readonly Stored<RunDoc>[]) => {
  const tasks = new Set(found.flatMap(({ doc: { stops } }) => stops.map(({ taskId }) => taskId)));
  const cards = new Map((await engine.views.getMany(board, community, [...tasks])).map(({ id, doc }) => [id, doc]));
  return Promise.all(
    found.map(async ({ id, doc }) => {
      const { version, status, runners, stops, plannedAt, since } = doc;
      const runner = await runnerNames(privacy, runners);
      return {
        id,
        version,
        status,
        ...(runner !== undefined && { runner }),
        runners: runners.map(({ volunteerId }) => volunteerId),
        stops: stops.map(({ taskId, order }) => {
          const card = cards.get(taskId);
          return { taskId, order, ...(card && { kind: card.kind, building: card.building }), status: stopStatus(doc, taskId, card) };
        }),
        plannedAt,
        since,
      };
    }),
  );
};

/** What leaves a run before its end is no stop of it any more; what is not done at its end has failed. */
const stopStatus = ({ runId, done, status }: RunDoc, taskId: string, card: BoardCard | undefined): 'waiting' | 'delivered' | 'failed' => {
  if (done.includes(taskId)) return 'delivered';
  return status === 'closed' || (card?.runId === runId && card.status === 'incident') ? 'failed' : 'waiting';
};

@QueryHandler(GetRun)
export class GetRunHandler implements IQueryHandler<GetRun> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ runId, atLeast, caller: { community } }: GetRun) {
    await reached(this.engine, runs, community, atLeast);
    const found = (await this.engine.views.get(runs, community, runId)) ?? notFound('run');
    const [shown] = await show(this.engine, this.privacy, community, [found]);
    return shown;
  }
}

@QueryHandler(ListRuns)
export class ListRunsHandler implements IQueryHandler<ListRuns> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ asked: { status, limit, cursor, atLeast }, caller: { community } }: ListRuns) {
    await reached(this.engine, runs, community, atLeast);
    const found = await this.engine.views.find(runs, {
      community,
      where: { ...(status !== undefined && { status }) },
      orderBy: ['plannedAt'],
      descending: true,
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    });
    return page(await show(this.engine, this.privacy, community, found.items), found.nextCursor, this.engine.ground.clock);
  }
}
