import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Envelope } from '@linli/engine';
import { Asked, By, Changes, For, ListQuery, ReadQuery, Refuses, Sent, type Caller } from '@linli/nest-kit';
import {
  AdvanceMoney,
  AnswerSubstitution,
  BuyItem,
  CorrectItem,
  DeliverStop,
  FailStop,
  FindUnavailable,
  SettleRun,
  SubstituteItem,
} from '../commands/run.commands.js';
import { GetRun, ListRuns } from '../views/run.query.js';
import { RunAnswer, RunsAnswer } from './runs.answer.js';
import {
  AdvanceRequest,
  AnswerRequest,
  BoughtRequest,
  CloseRequest,
  CorrectRequest,
  DeliverRequest,
  FailRequest,
  ForRunnerRequest,
  SubstituteRequest,
} from './runs.request.js';

@Controller('runs')
export class RunsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @For('runner', 'dispatcher')
  @ApiOkResponse({ type: RunsAnswer })
  list(@Asked(ListQuery) asked: ListQuery, @By() caller: Caller) {
    return this.queries.execute(new ListRuns(asked, caller));
  }

  @Get(':id')
  @For('runner', 'dispatcher')
  @ApiOkResponse({ type: RunAnswer })
  one(@Param('id') runId: string, @Asked(ReadQuery) asked: ReadQuery, @By() caller: Caller) {
    return this.queries.execute(new GetRun(runId, asked.atLeast, caller));
  }

  @Post(':id/advance')
  @For('dispatcher')
  @Changes()
  @Refuses('run-closed', 'advance-too-small')
  advance(@Param('id') runId: string, @Body() body: AdvanceRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new AdvanceMoney({ runId, ...body }, envelope));
  }

  @Post(':id/lines/:lineId/bought')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('run-closed', 'stop-over', 'already-bought')
  bought(@Param('id') runId: string, @Param('lineId') lineId: string, @Body() body: BoughtRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new BuyItem({ runId, lineId, ...body }, envelope));
  }

  @Post(':id/lines/:lineId/unavailable')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('run-closed', 'stop-over')
  unavailable(@Param('id') runId: string, @Param('lineId') lineId: string, @Body() body: ForRunnerRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new FindUnavailable({ runId, lineId, ...body }, envelope));
  }

  @Post(':id/lines/:lineId/correct')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('run-closed', 'not-bought')
  correct(@Param('id') runId: string, @Param('lineId') lineId: string, @Body() body: CorrectRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new CorrectItem({ runId, lineId, ...body }, envelope));
  }

  /** Something else in its place: bought where the need allows it, asked of the household where it is to be asked first. */
  @Post(':id/lines/:lineId/substitute')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('substitution-not-allowed', 'controlled-medicine', 'already-bought', 'stop-over', 'run-closed')
  substitute(@Param('id') runId: string, @Param('lineId') lineId: string, @Body() body: SubstituteRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new SubstituteItem({ runId, lineId, ...body }, envelope));
  }

  /** What the household said to the substitute it was asked about. */
  @Post(':id/lines/:lineId/answer')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('nothing-asked', 'stop-over', 'run-closed')
  answer(@Param('id') runId: string, @Param('lineId') lineId: string, @Body() body: AnswerRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new AnswerSubstitution({ runId, lineId, ...body }, envelope));
  }

  @Post(':id/stops/:taskId/deliver')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('wrong-code', 'code-locked', 'stop-over', 'run-closed')
  deliver(
    @Param('id') runId: string,
    @Param('taskId') taskId: string,
    @Body() { proof, paidFen = 0, reason }: DeliverRequest,
    @Sent() envelope: Envelope,
  ) {
    return this.commands.execute(new DeliverStop({ runId, taskId, code: proof.code, paidFen, reason }, envelope));
  }

  @Post(':id/stops/:taskId/fail')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('stop-over', 'run-closed')
  fail(@Param('id') runId: string, @Param('taskId') taskId: string, @Body() { reason, note }: FailRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new FailStop({ runId, taskId, because: reason, note, reason }, envelope));
  }

  @Post(':id/close')
  @For('runner', 'dispatcher')
  @Changes()
  @Refuses('money-does-not-balance', 'stops-open', 'run-closed')
  close(@Param('id') runId: string, @Body() body: CloseRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new SettleRun({ runId, ...body }, envelope));
  }
}
