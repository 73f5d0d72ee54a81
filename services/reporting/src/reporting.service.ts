import { defineService, type ServiceDefinition } from '@linli/nest-kit';
import { FiguresController } from './api/figures.controller.js';
import { GetBulletinHandler } from './views/bulletin.query.js';
import { folds } from './views/folds.js';
import { GetSummaryHandler } from './views/summary.query.js';
import { GetTrendHandler } from './views/trend.query.js';

/** The map of reporting: counts by area and day. It decides nothing and holds no names. */
export const reporting = (): ServiceDefinition =>
  defineService({
    ...folds,
    controllers: [FiguresController],
    handlers: [GetSummaryHandler, GetTrendHandler, GetBulletinHandler],
    publishes: {},
    hears: ['intake', 'dispatch', 'pharmacy-run'],
    reactions: [],
    due: [],
    lookUps: [],
  });
