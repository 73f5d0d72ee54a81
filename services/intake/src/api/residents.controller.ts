import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Engine, Envelope } from '@linli/engine';
import { dayOf, instant, invalidField } from '@linli/kernel';
import { Asked, By, Changes, Creates, Empty, For, InjectEngine, ReadQuery, Refuses, Sent, type Caller } from '@linli/nest-kit';
import { DEFAULT_TIME_ZONE } from '../domain/area.js';
import { CorrectResident, RegisterResident, VerifyResident } from '../commands/resident.commands.js';
import { isIdCard, isPhone, plainPhone, type Medication } from '../domain/person.js';
import { areas } from '../views/areas.view.js';
import { FindHouseholds } from '../views/household.query.js';
import { GetResident } from '../views/resident.query.js';
import { HouseholdsAnswer, ResidentAnswer } from './residents.answer.js';
import { CorrectResidentRequest, HouseholdsQuery, RegisterResidentRequest } from './residents.request.js';

@Controller()
export class ResidentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @InjectEngine() private readonly engine: Engine,
  ) {}

  @Post('residents')
  @For('clerk')
  @Creates()
  async register(@Body() body: RegisterResidentRequest, @Sent() envelope: Envelope) {
    await this.#check(body, envelope.community);
    const { careCategories = [], medicationPlan = [], ...rest } = body;
    return this.commands.execute(
      new RegisterResident({ residentId: this.engine.ground.ids.next(), record: { ...rest, careCategories, medicationPlan } }, envelope),
    );
  }

  @Post('residents/:id/correct')
  @For('clerk')
  @Changes()
  @Refuses('person-forgotten')
  async correct(@Param('id') residentId: string, @Body() body: CorrectResidentRequest, @Sent() envelope: Envelope) {
    await this.#check(body, envelope.community);
    const { reason, phone, idCard, notes, ...rest } = body;
    // An empty text takes a field away.
    const cleared = Object.fromEntries(
      Object.entries({ phone, idCard, notes }).flatMap(([field, value]) =>
        value === undefined ? [] : [[field, value === '' ? null : value]],
      ),
    );
    return this.commands.execute(new CorrectResident({ residentId, correction: { ...rest, ...cleared }, reason }, envelope));
  }

  @Post('residents/:id/verify')
  @For('clerk')
  @Changes()
  verify(@Param('id') residentId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new VerifyResident({ residentId }, envelope));
  }

  @Get('residents/:id')
  @For('clerk')
  @ApiOkResponse({ type: ResidentAnswer })
  one(@Param('id') residentId: string, @Asked(ReadQuery) asked: ReadQuery, @By() caller: Caller) {
    return this.queries.execute(new GetResident(residentId, asked.atLeast, caller));
  }

  @Get('households')
  @For('clerk')
  @ApiOkResponse({ type: HouseholdsAnswer })
  households(@Asked(HouseholdsQuery) asked: HouseholdsQuery, @By() caller: Caller) {
    return this.queries.execute(new FindHouseholds(asked, caller));
  }

  async #check({ phone, idCard, medicationPlan = [] }: Checked, community: string): Promise<void> {
    if (phone && !isPhone(plainPhone(phone))) invalidField('phone', 'This is not a telephone number.');
    if (idCard && !isIdCard(idCard)) invalidField('idCard', 'This is not an ID number: its length, birthday or check digit is wrong.');
    if (medicationPlan.length === 0) return;
    const area = await this.engine.views.get(areas, community, community);
    const today = dayOf(instant(this.engine.ground.clock.now()), area?.doc.timeZone ?? DEFAULT_TIME_ZONE);
    for (const [at, { countedOn }] of medicationPlan.entries())
      if (countedOn > today) invalidField(`medicationPlan[${at}].countedOn`, 'Nothing was counted on a day that has not come yet.');
  }
}

interface Checked {
  readonly phone?: string;
  readonly idCard?: string;
  readonly medicationPlan?: readonly Medication[];
}
