import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Engine, Envelope } from '@linli/engine';
import { invalidField } from '@linli/kernel';
import { Asked, By, Changes, Creates, For, InjectEngine, ReadQuery, Refuses, Sent, type Caller } from '@linli/nest-kit';
import { AmendRun, HandOverRun } from '../commands/change-run.commands.js';
import { PlanRun, StartRun } from '../commands/run.commands.js';
import { GetRun, ListRuns } from '../views/runs.query.js';
import { SuggestRuns } from '../views/suggestion.query.js';
import { DispatchedRunAnswer, DispatchedRunsAnswer, RunPlannedAnswer, SuggestionAnswer } from './dispatch.answer.js';
import {
  AmendRunRequest,
  HandOverRequest,
  PlanRunRequest,
  ReasonRequest,
  RunsQuery,
  SuggestRunsRequest,
  type ShopRequest,
} from './dispatch.request.js';

const eachOnce = <Field extends string>(body: Readonly<Partial<Record<Field, readonly string[]>>>, ...fields: Field[]): void => {
  for (const field of fields) {
    const ids = body[field] ?? [];
    if (new Set(ids).size < ids.length) invalidField(field, 'Each may stand here once.');
  }
};

/** Each task has one shop, and no task of another run has any. */
const shopsAreFor = (shops: readonly ShopRequest[] = [], tasks: readonly string[] = []): void => {
  const strange = shops.findIndex(({ taskId }) => !tasks.includes(taskId));
  if (strange >= 0) invalidField(`shops[${strange}].taskId`, 'This task is not among those of the run.');
  const twice = shops.findIndex(({ taskId }, at) => shops.findIndex((shop) => shop.taskId === taskId) < at);
  if (twice >= 0) invalidField(`shops[${twice}].taskId`, 'This task has a shop already.');
};

@Controller('runs')
export class RunsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @InjectEngine() private readonly engine: Engine,
  ) {}

  @Get()
  @For('dispatcher')
  @ApiOkResponse({ type: DispatchedRunsAnswer })
  runs(@Asked(RunsQuery) asked: RunsQuery, @By() caller: Caller) {
    return this.queries.execute(new ListRuns(asked, caller));
  }

  @Get(':id')
  @For('dispatcher')
  @ApiOkResponse({ type: DispatchedRunAnswer })
  run(@Param('id') runId: string, @Asked(ReadQuery) { atLeast }: ReadQuery, @By() caller: Caller) {
    return this.queries.execute(new GetRun(runId, atLeast, caller));
  }

  @Post()
  @For('dispatcher')
  @Creates(RunPlannedAnswer)
  @Refuses('volunteer-off', 'task-already-claimed', 'task-not-open', 'too-many-stops', 'shop-closed')
  plan(@Body() body: PlanRunRequest, @Sent() envelope: Envelope) {
    eachOnce(body, 'runners', 'tasks');
    shopsAreFor(body.shops, body.tasks);
    return this.commands.execute(new PlanRun({ ...body, runId: this.engine.ground.ids.next() }, envelope));
  }

  @Post(':id/start')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('run-closed')
  start(@Param('id') runId: string, @Body() { reason }: ReasonRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new StartRun({ runId, reason }, envelope));
  }

  /** Asks only: nothing is decided, so it needs no key. */
  @Post('suggest')
  @For('dispatcher')
  @HttpCode(200)
  @ApiOkResponse({ type: SuggestionAnswer })
  @Refuses('volunteer-off')
  suggest(@Body() body: SuggestRunsRequest, @By() caller: Caller) {
    eachOnce(body, 'tasks', 'volunteers');
    return this.queries.execute(new SuggestRuns(body, caller));
  }

  /** Other runners go on with it; what is bought goes with the run. */
  @Post(':id/hand-over')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('run-closed', 'volunteer-off', 'too-many-stops')
  handOver(@Param('id') runId: string, @Body() body: HandOverRequest, @Sent() envelope: Envelope) {
    eachOnce(body, 'to');
    return this.commands.execute(new HandOverRun({ runId, ...body }, envelope));
  }

  @Post(':id/amend')
  @For('runner', 'dispatcher')
  @Changes(RunPlannedAnswer)
  @Refuses('run-closed', 'already-bought', 'volunteer-off', 'task-already-claimed', 'task-not-open', 'too-many-stops', 'shop-closed')
  amend(@Param('id') runId: string, @Body() body: AmendRunRequest, @Sent() envelope: Envelope) {
    const { add = [], remove = [], shops, reason } = body;
    eachOnce(body, 'add', 'remove');
    shopsAreFor(shops, add);
    if (add.some((taskId) => remove.includes(taskId))) invalidField('remove', 'A task is added or taken out, not both.');
    return this.commands.execute(new AmendRun({ runId, add, remove, shops, reason }, envelope));
  }
}
