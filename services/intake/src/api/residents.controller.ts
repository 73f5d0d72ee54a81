import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Engine, Envelope } from '@linli/engine';
import { dayOf, instant, invalidField } from '@linli/kernel';
import { Asked, By, Changes, Creates, For, InjectEngine, ReadQuery, Refuses, Sent, type Caller } from '@linli/nest-kit';
import { DEFAULT_TIME_ZONE } from '../domain/area.js';
import { CorrectResident, RegisterResident } from '../commands/resident.commands.js';
import { isIdCard, isPhone, plainPhone, type Medication } from '../domain/person.js';
import { FindHouseholds } from '../views/household.query.js';
import { GetResident } from '../views/resident.query.js';
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
  register(@Body() body: RegisterResidentRequest, @Sent() envelope: Envelope) {
    this.#check(body);
    const { careCategories = [], medicationPlan = [], ...rest } = body;
    return this.commands.execute(
      new RegisterResident({ residentId: this.engine.ground.ids.next(), record: { ...rest, careCategories, medicationPlan } }, envelope),
    );
  }

  @Post('residents/:id/correct')
  @For('clerk')
  @Changes()
  @Refuses('person-forgotten')
  correct(@Param('id') residentId: string, @Body() body: CorrectResidentRequest, @Sent() envelope: Envelope) {
    this.#check(body);
    const { reason, phone, idCard, notes, ...rest } = body;
    // An empty text takes a field away.
    const cleared = Object.fromEntries(
      Object.entries({ phone, idCard, notes }).flatMap(([field, value]) =>
        value === undefined ? [] : [[field, value === '' ? null : value]],
      ),
    );
    return this.commands.execute(new CorrectResident({ residentId, correction: { ...rest, ...cleared }, reason }, envelope));
  }

  @Get('residents/:id')
  @For('clerk')
  one(@Param('id') residentId: string, @Asked(ReadQuery) asked: ReadQuery, @By() caller: Caller) {
    return this.queries.execute(new GetResident(residentId, asked.atLeast, caller));
  }

  @Get('households')
  @For('clerk')
  households(@Asked(HouseholdsQuery) asked: HouseholdsQuery, @By() caller: Caller) {
    return this.queries.execute(new FindHouseholds(asked, caller));
  }

  #check({ phone, idCard, medicationPlan }: { phone?: string; idCard?: string; medicationPlan?: readonly Medication[] }): void {
    if (phone && !isPhone(plainPhone(phone))) invalidField('phone', 'This is not a telephone number.');
    if (idCard && !isIdCard(idCard)) invalidField('idCard', 'This is not an ID number: its length, birthday or check digit is wrong.');
    const tomorrow = dayOf(instant(this.engine.ground.clock.now() + 86_400_000), DEFAULT_TIME_ZONE);
    for (const [at, { countedOn }] of (medicationPlan ?? []).entries()) {
      if (countedOn > tomorrow) invalidField(`medicationPlan[${at}].countedOn`, 'Nothing was counted on a day that has not come yet.');
    }
  }
}
