import { Controller, Get, Header, Param, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Envelope } from '@linli/engine';
import {
  Accepts,
  Asked,
  By,
  Flag,
  For,
  Optional,
  ReadQuery,
  Refuses,
  Sent,
  Upload,
  Uploads,
  type Caller,
  type UploadedFile,
} from '@linli/nest-kit';
import type { ImportRowError } from '../domain/ledger-import.js';
import { Importer } from '../ledger/importer.js';
import { GetImport } from '../views/import.query.js';
import { ImportAnswer } from './imports.answer.js';

export class ImportQuery {
  @Optional() @Flag() dryRun?: boolean;
  @Optional() @Flag() newAddresses?: boolean;
}

@Controller('imports')
export class ImportsController {
  constructor(
    private readonly importer: Importer,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @For('clerk')
  @Accepts()
  @Uploads()
  @Refuses('import-running')
  start(
    @Asked(ImportQuery) { dryRun = false, newAddresses = false }: ImportQuery,
    @Upload() file: UploadedFile,
    @Sent() envelope: Envelope,
  ) {
    return this.importer.start(file.bytes, { dryRun, newAddresses }, envelope);
  }

  @Get(':id')
  @For('clerk')
  @ApiOkResponse({ type: ImportAnswer })
  one(@Param('id') importId: string, @Asked(ReadQuery) asked: ReadQuery, @By() caller: Caller) {
    return this.queries.execute(new GetImport(importId, asked.atLeast, caller));
  }

  @Get(':id/errors.csv')
  @For('clerk')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="errors.csv"')
  async errors(@Param('id') importId: string, @Asked(ReadQuery) asked: ReadQuery, @By() caller: Caller) {
    const { errors } = (await this.queries.execute(new GetImport(importId, asked.atLeast, caller, true))) as {
      errors: readonly ImportRowError[];
    };
    return errorsTable(errors);
  }
}

/** With the mark that tells Excel it is UTF-8, and nothing that Excel would take for a formula. */
const errorsTable = (errors: readonly ImportRowError[]): string =>
  `\ufeffrow,column,code,message\r\n${errors.map(({ row, column, code, message }) => [row, column, code, message].map(cell).join(',')).join('\r\n')}\r\n`;

const cell = (value: string | number): string => {
  const text = /^[=+\-@\t]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
