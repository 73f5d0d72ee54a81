import { defineService, type ServiceDefinition } from '@linli/nest-kit';
import { FiguresController } from './api/figures.controller.js';
import { needs } from './views/needs.view.js';
import { areas, duty, register } from './views/people.view.js';
import { GetBulletinHandler } from './views/bulletin.query.js';
import { GetSummaryHandler } from './views/summary.query.js';
import { GetTrendHandler } from './views/trend.query.js';

/** The map of reporting: counts by area and day. It decides nothing and holds no names. */
export const reporting = (): ServiceDefinition =>
  defineService({
    name: 'reporting',
    controllers: [FiguresController],
    handlers: [GetSummaryHandler, GetTrendHandler, GetBulletinHandler],
    publishes: {},
    hears: ['intake', 'dispatch', 'pharmacy-run'],
    views: [needs, duty, register, areas],
    reactions: [],
    due: [],
    lookUps: [],
    upcasters: {},
  });
