import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Envelope } from '@linli/engine';
import { invalidField } from '@linli/kernel';
import { Asked, By, Changes, Creates, Empty, For, ReadQuery, Refuses, Sent, type Caller } from '@linli/nest-kit';
import { AmendNeed, CreateNeed, NewCode } from '../commands/need.commands.js';
import { CancelNeed, ConfirmNeed, ReopenNeed } from '../commands/need-ends.commands.js';
import { needsLines } from '../domain/need.js';
import { isPhone, plainPhone } from '../domain/person.js';
import { ForeseeDeadline } from '../views/deadline.query.js';
import { GetNeed, ListNeeds } from '../views/need.query.js';
import { DeadlineAnswer, NeedAmendedAnswer, NeedAnswer, NeedCreatedAnswer, NeedsAnswer } from './needs.answer.js';
import { AmendNeedRequest, CreateNeedRequest, DeadlineQuery, NeedsQuery, NoteRequest, ReasonRequest } from './needs.request.js';

@Controller('needs')
export class NeedsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @For('clerk')
  @Creates(NeedCreatedAnswer)
  @Refuses('need-already-open', 'controlled-medicine')
  create(@Body() body: CreateNeedRequest, @Sent() envelope: Envelope) {
    if (needsLines(body.kind) && body.lines.length === 0) invalidField('lines', 'Say what is needed: lines must have at least one entry.');
    const { phone } = body.requester ?? {};
    if (phone !== undefined && !isPhone(plainPhone(phone))) invalidField('requester.phone', 'This is not a telephone number.');
    return this.commands.execute(new CreateNeed(body, envelope));
  }

  @Get()
  @For('clerk')
  @ApiOkResponse({ type: NeedsAnswer })
  list(@Asked(NeedsQuery) asked: NeedsQuery, @By() caller: Caller) {
    return this.queries.execute(new ListNeeds(asked, caller));
  }

  /** What the deadline would be, for who is still filling in the form. Without a person: of a medication plan it knows nothing. */
  @Get('deadline')
  @For('clerk')
  @ApiOkResponse({ type: DeadlineAnswer })
  deadline(@Asked(DeadlineQuery) asked: DeadlineQuery, @By() caller: Caller) {
    return this.queries.execute(new ForeseeDeadline(asked, caller));
  }

  @Get(':id')
  @For('clerk')
  @ApiOkResponse({ type: NeedAnswer })
  one(@Param('id') needId: string, @Asked(ReadQuery) asked: ReadQuery, @By() caller: Caller) {
    return this.queries.execute(new GetNeed(needId, asked.atLeast, caller));
  }

  @Post(':id/amend')
  @For('clerk')
  @Changes(NeedAmendedAnswer)
  @Refuses('already-bought', 'need-not-open', 'controlled-medicine')
  amend(@Param('id') needId: string, @Body() body: AmendNeedRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new AmendNeed({ needId, ...body }, envelope));
  }

  @Post(':id/cancel')
  @For('clerk')
  @Changes()
  @Refuses('already-bought', 'need-not-open')
  cancel(@Param('id') needId: string, @Body() { reason }: ReasonRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new CancelNeed({ needId, reason }, envelope));
  }

  @Post(':id/confirm')
  @For('clerk')
  @Changes()
  @Refuses('need-not-met')
  confirm(@Param('id') needId: string, @Body() { note }: NoteRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new ConfirmNeed({ needId, note }, envelope));
  }

  @Post(':id/reopen')
  @For('clerk')
  @Changes()
  reopen(@Param('id') needId: string, @Body() { reason }: ReasonRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new ReopenNeed({ needId, reason }, envelope));
  }

  @Post(':id/new-code')
  @For('clerk')
  @Changes()
  @Refuses('need-not-open')
  newCode(@Param('id') needId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new NewCode({ needId }, envelope));
  }
}
