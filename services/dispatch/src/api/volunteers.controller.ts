import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Engine, Envelope } from '@linli/engine';
import { invalidField } from '@linli/kernel';
import { Asked, By, Changes, Creates, Empty, For, InjectEngine, Refuses, Sent, type Caller } from '@linli/nest-kit';
import { AddVolunteer, CorrectVolunteer, FormSquad, TurnVolunteer } from '../commands/volunteer.commands.js';
import { ListVolunteers } from '../views/volunteers.query.js';
import { VolunteersAnswer, VolunteerTurnedAnswer } from './dispatch.answer.js';
import { AddVolunteerRequest, CorrectVolunteerRequest, FormSquadRequest, VolunteersQuery } from './dispatch.request.js';

const mustBeTelephone = (phone: string): void => {
  if (!/^[+\d][\d -]{5,20}$/.test(phone)) invalidField('phone', 'This is not a telephone number.');
};

@Controller()
export class VolunteersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @InjectEngine() private readonly engine: Engine,
  ) {}

  @Post('volunteers')
  @For('dispatcher')
  @Creates()
  add(@Body() body: AddVolunteerRequest, @Sent() envelope: Envelope) {
    mustBeTelephone(body.phone);
    return this.commands.execute(new AddVolunteer({ ...body, volunteerId: this.engine.ground.ids.next() }, envelope));
  }

  /** His name and number, where he goes and how much he takes. */
  @Post('volunteers/:id/correct')
  @For('dispatcher')
  @Changes()
  correct(@Param('id') volunteerId: string, @Body() body: CorrectVolunteerRequest, @Sent() envelope: Envelope) {
    if (body.phone !== undefined) mustBeTelephone(body.phone);
    return this.commands.execute(new CorrectVolunteer({ ...body, volunteerId }, envelope));
  }

  @Post('volunteers/:id/on')
  @For('dispatcher')
  @Changes(VolunteerTurnedAnswer)
  @Refuses('volunteer-stood-down')
  on(@Param('id') volunteerId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new TurnVolunteer({ volunteerId, to: 'on' }, envelope));
  }

  @Post('volunteers/:id/off')
  @For('dispatcher')
  @Changes(VolunteerTurnedAnswer)
  off(@Param('id') volunteerId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new TurnVolunteer({ volunteerId, to: 'off' }, envelope));
  }

  /** He helps no longer; what he has on the way goes on until it is handed over. */
  @Post('volunteers/:id/stand-down')
  @For('dispatcher')
  @Changes(VolunteerTurnedAnswer)
  standDown(@Param('id') volunteerId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new TurnVolunteer({ volunteerId, to: 'stood-down' }, envelope));
  }

  /** An administrator binds an account to the volunteer it is: he sees who there is, and no telephone. */
  @Get('volunteers')
  @For('dispatcher', 'captain', 'administrator')
  @ApiOkResponse({ type: VolunteersAnswer })
  list(@Asked(VolunteersQuery) asked: VolunteersQuery, @By() caller: Caller) {
    return this.queries.execute(new ListVolunteers(asked, caller));
  }

  @Post('squads')
  @For('dispatcher')
  @Creates()
  @Refuses('not-a-member')
  squad(@Body() body: FormSquadRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new FormSquad({ ...body, squadId: this.engine.ground.ids.next() }, envelope));
  }
}
