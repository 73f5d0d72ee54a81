import type { Folds } from '@linli/engine';
import { board } from './board.view.js';
import { doors } from './doors.view.js';
import { runs } from './runs.view.js';
import { shops } from './shops.view.js';
import { squads, volunteers } from './volunteers.view.js';

/** What this service folds, apart from all that serves: a thread that fills a view needs no more. */
export const folds: Folds = { name: 'dispatch', views: [board, doors, volunteers, squads, shops, runs], upcasters: {} };
