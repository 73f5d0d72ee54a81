import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import { Asked, By, For, type Caller } from '@linli/nest-kit';
import { ListLooks } from '../views/looks.query.js';
import { LooksAnswer } from './answers.js';
import { LooksQuery } from './looks.request.js';

/** Who looked at whose record, and when. */
@Controller('looks')
export class LooksController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @For('auditor')
  @ApiOkResponse({ type: LooksAnswer })
  list(@Asked(LooksQuery) asked: LooksQuery, @By() { community }: Caller) {
    return this.queries.execute(new ListLooks(community, asked));
  }
}
