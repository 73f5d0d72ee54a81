import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Envelope } from '@linli/engine';
import { Asked, By, Changes, Creates, For, Refuses, Sent, Upload, Uploads, type Caller, type UploadedFile } from '@linli/nest-kit';
import { CorrectMedicine, ImportMedicines, ListMedicine, RetireMedicine } from '../commands/catalogue.commands.js';
import { medicinesOf } from '../ledger/medicines.js';
import { FindMedicines } from '../views/catalogue.query.js';
import { MedicinesAnswer, MedicinesImportedAnswer } from './catalogue.answer.js';
import { CorrectMedicineRequest, ListMedicineRequest, MedicinesQuery, RetireMedicineRequest } from './catalogue.request.js';

/** The medicines that a need is entered from: a list that the community changes. */
@Controller('medicines')
export class CatalogueController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @For('clerk', 'administrator')
  @ApiOkResponse({ type: MedicinesAnswer })
  find(@Asked(MedicinesQuery) asked: MedicinesQuery, @By() caller: Caller) {
    return this.queries.execute(new FindMedicines(asked, caller));
  }

  @Post()
  @For('administrator')
  @Creates()
  @Refuses('medicine-known')
  list(@Body() { strengths = [], ...facts }: ListMedicineRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new ListMedicine({ ...facts, strengths }, envelope));
  }

  /** A table in .xlsx or .csv; what stands there under the same name is changed to what the table says. */
  @Post('import')
  @For('administrator')
  @Changes(MedicinesImportedAnswer)
  @Uploads()
  @Refuses('unsupported-file', 'broken-file', 'empty-file', 'too-many-rows', 'columns-missing', 'columns-twice', 'invalid-row')
  import(@Upload() file: UploadedFile, @Sent() envelope: Envelope) {
    return this.commands.execute(new ImportMedicines({ medicines: medicinesOf(file.bytes) }, envelope));
  }

  @Post(':id/correct')
  @For('administrator')
  @Changes()
  @Refuses('medicine-known', 'medicine-retired')
  correct(@Param('id') id: string, @Body() { reason, ...changes }: CorrectMedicineRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new CorrectMedicine({ id, changes, reason }, envelope));
  }

  @Post(':id/retire')
  @For('administrator')
  @Changes()
  retire(@Param('id') id: string, @Body() { reason }: RetireMedicineRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new RetireMedicine({ id, reason }, envelope));
  }
}
