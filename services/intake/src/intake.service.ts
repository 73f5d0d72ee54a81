import { defineService, type ServiceDefinition } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { AreasController } from './api/areas.controller.js';
import { CatalogueController } from './api/catalogue.controller.js';
import { ImportsController } from './api/imports.controller.js';
import { NeedsController } from './api/needs.controller.js';
import { ResidentsController } from './api/residents.controller.js';
import { AddHomesHandler, DefineAreaHandler } from './commands/area.commands.js';
import {
  CorrectMedicineHandler,
  ImportMedicinesHandler,
  ListMedicineHandler,
  RetireMedicineHandler,
} from './commands/catalogue.commands.js';
import { CountResidentsHandler } from './commands/count-residents.command.js';
import { NoteImportHandler } from './commands/import.command.js';
import { CancelNeedHandler, ConfirmNeedHandler, NoteNeedHandler, ReopenNeedHandler } from './commands/need-ends.commands.js';
import { forgetByOperator } from './commands/forget-by-operator.js';
import { NeedSettings } from './commands/need-settings.js';
import { AmendNeedHandler, CreateNeedHandler, NewCodeHandler } from './commands/need.commands.js';
import {
  CorrectResidentHandler,
  DestroyKeyHandler,
  ForgetResidentHandler,
  RegisterResidentHandler,
  VerifyResidentHandler,
} from './commands/resident.commands.js';
import { Importer } from './ledger/importer.js';
import { publishes } from './publishes.js';
import {
  needLapses,
  whenBuyingStarted,
  whenResidentForgotten,
  whenSubstitutesGiven,
  whenTaskAssigned,
  whenTaskCompleted,
  whenTaskFailed,
  whenTaskReleased,
} from './reactions/needs.reactions.js';
import { folds } from './views/folds.js';
import { ResidentsCounter } from './views/residents-counter.js';
import { ListAreasHandler } from './views/areas.query.js';
import { FindMedicinesHandler } from './views/catalogue.query.js';
import { ForeseeDeadlineHandler } from './views/deadline.query.js';
import { Directory } from './views/directory.js';
import { FindHouseholdsHandler } from './views/household.query.js';
import { GetImportHandler } from './views/import.query.js';
import { GetNeedHandler, ListNeedsHandler } from './views/need.query.js';
import { GetResidentHandler } from './views/resident.query.js';

/** The map of intake: who lives here and what they need. */
export const intake = (privacy: Privacy): ServiceDefinition => {
  const directory = new Directory(privacy);
  return defineService({
    ...folds,
    controllers: [AreasController, ResidentsController, NeedsController, ImportsController, CatalogueController],
    handlers: [
      DefineAreaHandler,
      AddHomesHandler,
      RegisterResidentHandler,
      CorrectResidentHandler,
      VerifyResidentHandler,
      ForgetResidentHandler,
      DestroyKeyHandler,
      CountResidentsHandler,
      CreateNeedHandler,
      AmendNeedHandler,
      NewCodeHandler,
      NoteNeedHandler,
      CancelNeedHandler,
      ConfirmNeedHandler,
      ReopenNeedHandler,
      NoteImportHandler,
      ListMedicineHandler,
      CorrectMedicineHandler,
      RetireMedicineHandler,
      ImportMedicinesHandler,
      FindMedicinesHandler,
      ListAreasHandler,
      FindHouseholdsHandler,
      GetResidentHandler,
      GetNeedHandler,
      ListNeedsHandler,
      ForeseeDeadlineHandler,
      GetImportHandler,
    ],
    providers: [{ provide: Directory, useValue: directory }, NeedSettings, Importer, ResidentsCounter],
    operations: { forget: forgetByOperator },
    publishes,
    hears: ['dispatch', 'pharmacy-run'],
    reactions: [
      whenTaskAssigned,
      whenTaskReleased,
      whenBuyingStarted,
      whenSubstitutesGiven,
      whenTaskCompleted,
      whenTaskFailed,
      whenResidentForgotten,
    ],
    due: [needLapses],
    lookUps: [directory],
  });
};
