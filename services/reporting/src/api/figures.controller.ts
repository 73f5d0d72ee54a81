import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Asked, By, DayField, ForAnywhere, Optional, Text, type Caller } from '@linli/nest-kit';
import { GetBulletin } from '../views/bulletin.query.js';
import { GetSummary } from '../views/summary.query.js';
import { GetTrend } from '../views/trend.query.js';
import { bulletinWorkbook, type Bulletin } from './bulletin-workbook.js';
import { BulletinAnswer, SummaryAnswer, TrendAnswer } from './figures.answer.js';

export class SummaryQuery {
  @Optional() @Text({ max: 40 }) area?: string;
  @Optional() @DayField() from?: string;
  @Optional() @DayField() to?: string;
}
export class BulletinQuery {
  @Optional() @Text({ max: 40 }) area?: string;
  @Optional() @DayField() day?: string;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Controller()
export class FiguresController {
  constructor(private readonly queries: QueryBus) {}

  @Get('summary')
  @ForAnywhere('official', 'approver')
  @ApiOkResponse({ type: SummaryAnswer })
  summary(@Asked(SummaryQuery) asked: SummaryQuery, @By() caller: Caller) {
    return this.queries.execute(new GetSummary(asked, caller));
  }

  /** A week up to today, unless other days are asked for. */
  @Get('trend')
  @ForAnywhere('official', 'approver')
  @ApiOkResponse({ type: TrendAnswer })
  trend(@Asked(SummaryQuery) asked: SummaryQuery, @By() caller: Caller) {
    return this.queries.execute(new GetTrend(asked, caller));
  }

  @Get('bulletin')
  @ForAnywhere('official', 'approver')
  @ApiOkResponse({ type: BulletinAnswer })
  bulletin(@Asked(BulletinQuery) asked: BulletinQuery, @By() caller: Caller) {
    return this.queries.execute(new GetBulletin(asked, caller));
  }

  /** The same as a workbook, for whoever passes it on. */
  @Get('bulletin.xlsx')
  @ForAnywhere('official', 'approver')
  @Header('cache-control', 'no-store')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async workbook(@Asked(BulletinQuery) asked: BulletinQuery, @By() caller: Caller): Promise<StreamableFile> {
    const bulletin = await this.queries.execute<GetBulletin, Bulletin & { area: string }>(new GetBulletin(asked, caller));
    return new StreamableFile(bulletinWorkbook(bulletin), {
      type: XLSX,
      disposition: `attachment; filename="bulletin-${bulletin.area}-${bulletin.day}.xlsx"`,
    });
  }
}
