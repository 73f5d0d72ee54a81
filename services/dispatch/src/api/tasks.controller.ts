import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Engine, Envelope } from '@linli/engine';
import { invalidField, notAllowed } from '@linli/kernel';
import { Asked, By, Changes, Creates, Empty, For, InjectEngine, Refuses, Sent, type Caller } from '@linli/nest-kit';
import { PlanRun } from '../commands/run.commands.js';
import { CompleteTask, FailTask, ReleaseTask, ReopenTask, ReportIncident } from '../commands/task.commands.js';
import { ListTasks, ReadBoard } from '../views/board.query.js';
import { BoardAnswer, RunPlannedAnswer, TasksAnswer } from './dispatch.answer.js';
import { BoardQuery, ClaimRequest, CompleteRequest, IncidentRequest, ReasonRequest } from './dispatch.request.js';

@Controller()
export class TasksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @InjectEngine() private readonly engine: Engine,
  ) {}

  @Get('board')
  @For('dispatcher')
  @ApiOkResponse({ type: BoardAnswer })
  board(@Asked(BoardQuery) asked: BoardQuery, @By() caller: Caller) {
    return this.queries.execute(new ReadBoard(asked, caller));
  }

  @Get('tasks')
  @For('dispatcher', 'runner')
  @ApiOkResponse({ type: TasksAnswer })
  tasks(@Asked(BoardQuery) asked: BoardQuery, @By() caller: Caller) {
    return this.queries.execute(new ListTasks(asked, caller));
  }

  /** A claim makes a run of one. */
  @Post('tasks/:id/claim')
  @For('runner', 'dispatcher')
  @Creates(RunPlannedAnswer)
  @Refuses('volunteer-off', 'task-already-claimed', 'task-not-open')
  claim(@Param('id') taskId: string, @Body() body: ClaimRequest, @Sent() envelope: Envelope) {
    const { roles = [], volunteerId: mine } = envelope.caller ?? {};
    const { volunteerId = mine, reason } = body;
    if (volunteerId === undefined) return invalidField('volunteerId', 'Say which volunteer claims it.');
    if (volunteerId !== mine && !roles.includes('dispatcher')) return notAllowed('A runner claims for himself.');
    const runId = this.engine.ground.ids.next();
    return this.commands.execute(new PlanRun({ runId, runners: [volunteerId], tasks: [taskId], claims: true, reason }, envelope));
  }

  @Post('tasks/:id/release')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('task-not-open')
  release(@Param('id') taskId: string, @Body() { reason }: ReasonRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new ReleaseTask({ taskId, reason }, envelope));
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
  complete(@Param('id') taskId: string, @Body() { note }: CompleteRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new CompleteTask({ taskId, missing: [], note }, envelope));
  }

  @Post('tasks/:id/fail')
  @For('dispatcher')
  @Changes()
  @Refuses('task-not-open')
  fail(@Param('id') taskId: string, @Body() body: IncidentRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new FailTask({ taskId, ...body }, envelope));
  }

  @Post('tasks/:id/reopen')
  @For('dispatcher')
  @Changes()
  @Refuses('task-not-open')
  reopen(@Param('id') taskId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new ReopenTask({ taskId }, envelope));
  }
}
