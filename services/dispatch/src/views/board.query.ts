import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Condition, Engine } from '@linli/engine';
import { InjectEngine, InjectPrivacy, page, reached, runnerNames, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { board, type BoardCard } from './board.view.js';

export interface BoardAsked {
  readonly status?: string;
  readonly kind?: string;
  readonly building?: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly atLeast?: number;
}
export class ReadBoard {
  constructor(
    readonly asked: BoardAsked,
    readonly caller: Caller,
  ) {}
}
/** What a runner may see before he has claimed anything. */
export class ListTasks extends ReadBoard {}

const cardsOf = (engine: Engine, { community }: Caller, { status, kind, building, limit, cursor }: BoardAsked) => {
  const conditions: Record<string, Condition | undefined> = { ...(status === undefined ? { active: 'yes' } : { status }), kind, building };
  const where = Object.fromEntries(Object.entries(conditions).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])));
  return engine.views.find(board, {
    community,
    where,
    orderBy: ['deadline'],
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
  });
};

@QueryHandler(ReadBoard)
export class ReadBoardHandler implements IQueryHandler<ReadBoard> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ asked, caller }: ReadBoard) {
    const { community } = caller;
    await reached(this.engine, board, community, asked.atLeast);
    const found = await cardsOf(this.engine, caller, asked);
    const [byStatus, toConfirm, byBuilding] = await Promise.all([
      this.engine.views.count(board, { community, where: { active: 'yes' } }, 'status'),
      this.engine.views.count(board, { community, where: { status: 'completed' } }, 'status'),
      this.engine.views.count(board, { community, where: { active: 'yes' } }, 'building'),
    ]);
    const items = await Promise.all(found.items.map(({ id, doc }) => this.#show(id, doc)));
    return {
      ...page(items, found.nextCursor, this.engine.ground.clock),
      counts: { byStatus: Object.fromEntries([...byStatus, ...toConfirm]), byBuilding: Object.fromEntries(byBuilding) },
    };
  }

  async #show(taskId: string, { runners, active: _active, ...card }: BoardCard) {
    const runner = await runnerNames(this.privacy, runners);
    return { taskId, ...card, ...(runner !== undefined && { runner }) };
  }
}

@QueryHandler(ListTasks)
export class ListTasksHandler implements IQueryHandler<ListTasks> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  async execute({ asked, caller }: ListTasks) {
    await reached(this.engine, board, caller.community, asked.atLeast);
    const planner = caller.roles.includes('dispatcher');
    const found = await cardsOf(this.engine, caller, planner ? asked : { ...asked, status: 'open' });
    const items = found.items.map(({ id, doc: { kind, building, deadline, urgency, status, needId } }) => ({
      taskId: id,
      kind,
      building,
      deadline,
      urgency,
      status,
      ...(planner && { needId }),
    }));
    return page(items, found.nextCursor, this.engine.ground.clock);
  }
}
