import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Envelope } from '@linli/engine';
import { invalidField, notAllowed, notFound } from '@linli/kernel';
import {
  Asked,
  By,
  Changes,
  Creates,
  ForAnywhere,
  ListQuery,
  Refuses,
  Sent,
  Upload,
  Uploads,
  type Caller,
  type UploadedFile,
} from '@linli/nest-kit';
import { AddHomes, DefineArea } from '../commands/area.commands.js';
import { homesOf } from '../ledger/homes.js';
import { ListAreas } from '../views/areas.query.js';
import { AreasAnswer, HomesAddedAnswer } from './areas.answer.js';
import { DefineAreaRequest } from './areas.request.js';

@Controller('areas')
export class AreasController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ForAnywhere('administrator')
  @Creates()
  define(@Body() body: DefineAreaRequest, @By() caller: Caller, @Sent() envelope: Envelope) {
    mustCover(caller, body.code);
    if (body.timeZone !== undefined && !isTimeZone(body.timeZone)) invalidField('timeZone', 'This is not the name of a time zone.');
    return this.commands.execute(new DefineArea(body, { ...envelope, community: body.code }));
  }

  @Post(':code/homes')
  @ForAnywhere('administrator')
  @Changes(HomesAddedAnswer)
  @Uploads()
  @Refuses('unsupported-file', 'broken-file', 'empty-file', 'too-many-rows', 'columns-missing', 'columns-twice', 'invalid-row')
  async homes(@Param('code') code: string, @Upload() file: UploadedFile, @By() caller: Caller, @Sent() envelope: Envelope) {
    mustCover(caller, code);
    // Homes stand in a community: an area above it has none of its own.
    if (!/^\d{12}$/.test(code)) return notFound('community');
    return this.commands.execute(new AddHomes({ code, homes: homesOf(file.bytes) }, { ...envelope, community: code }));
  }

  @Get()
  @ForAnywhere('administrator', 'auditor', 'clerk', 'dispatcher')
  @ApiOkResponse({ type: AreasAnswer })
  list(@Asked(ListQuery) asked: ListQuery, @By() caller: Caller) {
    return this.queries.execute(new ListAreas(asked, caller));
  }
}

const mustCover = (caller: Caller, code: string): void => {
  if (!caller.grants.some(({ area }) => code.startsWith(area))) notAllowed('Your account has no role for this area.');
};

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
