import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Engine, Envelope } from '@linli/engine';
import { invalidField } from '@linli/kernel';
import { Asked, By, Changes, Creates, Empty, For, InjectEngine, Refuses, Sent, type Caller } from '@linli/nest-kit';
import { PlanRun, StartRun } from '../commands/run.commands.js';
import { ChangeTask, ReportIncident } from '../commands/task.commands.js';
import { ListTasks, ReadBoard } from '../views/board.query.js';
import { BoardQuery, ClaimRequest, CompleteRequest, IncidentRequest, PlanRunRequest, ReasonRequest } from './dispatch.request.js';

@Controller()
export class TasksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @InjectEngine() private readonly engine: Engine,
  ) {}

  @Get('board')
  @For('dispatcher')
  board(@Asked(BoardQuery) asked: BoardQuery, @By() caller: Caller) {
    return this.queries.execute(new ReadBoard(asked, caller));
  }

  @Get('tasks')
  @For('dispatcher', 'runner')
  tasks(@Asked(BoardQuery) asked: BoardQuery, @By() caller: Caller) {
    return this.queries.execute(new ListTasks(asked, caller));
  }

  @Post('runs')
  @For('dispatcher')
  @Creates()
  @Refuses('volunteer-off', 'task-already-claimed', 'task-not-open', 'too-many-stops')
  plan(@Body() body: PlanRunRequest, @Sent() envelope: Envelope) {
    for (const field of ['runners', 'tasks'] as const)
      if (new Set(body[field]).size < body[field].length) invalidField(field, 'Each may stand here once.');
    return this.commands.execute(new PlanRun({ ...body, runId: this.engine.ground.ids.next() }, envelope));
  }

  @Post('runs/:id/start')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('run-closed')
  start(@Param('id') runId: string, @Body() _body: ReasonRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new StartRun({ runId }, envelope));
  }

  /** A claim makes a run of one. */
  @Post('tasks/:id/claim')
  @For('runner', 'dispatcher')
  @Creates()
  @Refuses('volunteer-off', 'task-already-claimed', 'task-not-open')
  claim(@Param('id') taskId: string, @Body() body: ClaimRequest, @Sent() envelope: Envelope) {
    const mine = envelope.caller?.volunteerId;
    const volunteerId = envelope.caller?.roles.includes('dispatcher') ? (body.volunteerId ?? mine) : mine;
    if (volunteerId === undefined) return invalidField('volunteerId', 'Say which volunteer claims it.');
    return this.commands.execute(new PlanRun({ runId: this.engine.ground.ids.next(), runners: [volunteerId], tasks: [taskId] }, envelope));
  }

  @Post('tasks/:id/release')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('task-not-open')
  release(@Param('id') taskId: string, @Body() _body: ReasonRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new ChangeTask({ taskId, change: { type: 'release' } }, envelope));
  }

  @Post('tasks/:id/incident')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('task-not-open')
  incident(@Param('id') taskId: string, @Body() body: IncidentRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new ReportIncident({ taskId, ...body }, envelope));
  }

  @Post('tasks/:id/complete')
  @For('dispatcher')
  @Changes()
  @Refuses('task-not-open')
  complete(@Param('id') taskId: string, @Body() _body: CompleteRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new ChangeTask({ taskId, change: { type: 'complete', missing: [] } }, envelope));
  }

  @Post('tasks/:id/fail')
  @For('dispatcher')
  @Changes()
  @Refuses('task-not-open')
  fail(@Param('id') taskId: string, @Body() { reason }: IncidentRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new ChangeTask({ taskId, change: { type: 'fail', reason } }, envelope));
  }

  @Post('tasks/:id/reopen')
  @For('dispatcher')
  @Changes()
  @Refuses('task-not-open')
  reopen(@Param('id') taskId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new ChangeTask({ taskId, change: { type: 'reopen' } }, envelope));
  }
}
