import { defineService, type ServiceDefinition } from '@linli/nest-kit';
import { RunsController } from './api/runs.controller.js';
import { ShopsController } from './api/shops.controller.js';
import { TasksController } from './api/tasks.controller.js';
import { VolunteersController } from './api/volunteers.controller.js';
import { AmendRunHandler, HandOverRunHandler, NoteBuyingHandler } from './commands/change-run.commands.js';
import { CloseRunHandler, PlanRunHandler, StartRunHandler } from './commands/run.commands.js';
import { AddShopHandler, CorrectShopHandler, TurnShopHandler } from './commands/shop.commands.js';
import {
  AmendTaskHandler,
  CompleteTaskHandler,
  ConfirmTaskHandler,
  FailTaskHandler,
  MoveTaskHandler,
  OpenTaskHandler,
  ReleaseTaskHandler,
  ReopenTaskHandler,
  ReportIncidentHandler,
  WithdrawTaskHandler,
} from './commands/task.commands.js';
import { AddVolunteerHandler, CorrectVolunteerHandler, FormSquadHandler, TurnVolunteerHandler } from './commands/volunteer.commands.js';
import { publishes } from './publishes.js';
import {
  whenBuyingStarted,
  whenNeedAmended,
  whenNeedCancelled,
  whenNeedConfirmed,
  whenNeedCreated,
  whenNeedMoved,
  whenRunClosed,
  whenStopDelivered,
  whenStopFailed,
} from './reactions/needs-and-stops.reactions.js';
import { ListTasksHandler, ReadBoardHandler } from './views/board.query.js';
import { folds } from './views/folds.js';
import { GetRunHandler, ListRunsHandler } from './views/runs.query.js';
import { ListShopsHandler } from './views/shops.query.js';
import { SuggestRunsHandler } from './views/suggestion.query.js';
import { ListVolunteersHandler } from './views/volunteers.query.js';

/** The map of dispatch: who does what for whom. */
export const dispatch = (): ServiceDefinition =>
  defineService({
    ...folds,
    controllers: [RunsController, ShopsController, TasksController, VolunteersController],
    handlers: [
      AddVolunteerHandler,
      CorrectVolunteerHandler,
      TurnVolunteerHandler,
      FormSquadHandler,
      AddShopHandler,
      CorrectShopHandler,
      TurnShopHandler,
      OpenTaskHandler,
      AmendTaskHandler,
      MoveTaskHandler,
      ReleaseTaskHandler,
      ReportIncidentHandler,
      CompleteTaskHandler,
      ConfirmTaskHandler,
      FailTaskHandler,
      ReopenTaskHandler,
      WithdrawTaskHandler,
      PlanRunHandler,
      StartRunHandler,
      CloseRunHandler,
      HandOverRunHandler,
      AmendRunHandler,
      NoteBuyingHandler,
      ReadBoardHandler,
      ListTasksHandler,
      ListVolunteersHandler,
      ListShopsHandler,
      GetRunHandler,
      ListRunsHandler,
      SuggestRunsHandler,
    ],
    publishes,
    hears: ['intake', 'pharmacy-run'],
    reactions: [
      whenNeedCreated,
      whenNeedAmended,
      whenNeedMoved,
      whenNeedCancelled,
      whenNeedConfirmed,
      whenBuyingStarted,
      whenStopDelivered,
      whenStopFailed,
      whenRunClosed,
    ],
    due: [],
    lookUps: [],
  });
