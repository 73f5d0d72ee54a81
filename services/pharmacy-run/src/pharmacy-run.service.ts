import { defineService, type ServiceDefinition } from '@linli/nest-kit';
import { RunsController } from './api/runs.controller.js';
import { NoteOrderHandler, NotePurchaseHandler } from './commands/hear.commands.js';
import {
  AdvanceMoneyHandler,
  AnswerSubstitutionHandler,
  BuyItemHandler,
  CorrectItemHandler,
  DeliverStopHandler,
  FailStopHandler,
  FindUnavailableHandler,
  SettleRunHandler,
  SubstituteItemHandler,
} from './commands/run.commands.js';
import { publishes } from './publishes.js';
import {
  whenNeedAmended,
  whenNeedCreated,
  whenNeedMoved,
  whenRunAmended,
  whenRunHandedOver,
  whenRunPlanned,
  whenRunStarted,
  whenStopWithdrawn,
} from './reactions/orders-and-runs.reactions.js';
import { folds } from './views/folds.js';
import { GetRunHandler, ListRunsHandler } from './views/run.query.js';

/** The map of pharmacy-run: what is bought, handed over and paid. */
export const pharmacyRun = (): ServiceDefinition =>
  defineService({
    ...folds,
    controllers: [RunsController],
    handlers: [
      NoteOrderHandler,
      NotePurchaseHandler,
      BuyItemHandler,
      FindUnavailableHandler,
      CorrectItemHandler,
      SubstituteItemHandler,
      AnswerSubstitutionHandler,
      DeliverStopHandler,
      FailStopHandler,
      AdvanceMoneyHandler,
      SettleRunHandler,
      GetRunHandler,
      ListRunsHandler,
    ],
    publishes,
    hears: ['intake', 'dispatch'],
    reactions: [
      whenNeedCreated,
      whenNeedAmended,
      whenNeedMoved,
      whenRunPlanned,
      whenRunHandedOver,
      whenRunAmended,
      whenRunStarted,
      whenStopWithdrawn,
    ],
    due: [],
    lookUps: [],
  });
