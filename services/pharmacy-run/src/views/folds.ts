import type { Folds } from '@linli/engine';
import { orders } from './orders.view.js';
import { onRuns, runs } from './runs.view.js';
import { shops } from './shops.view.js';

/** What this service folds, apart from all that serves: a thread that fills a view needs no more. */
export const folds: Folds = { name: 'pharmacy-run', views: [runs, onRuns, orders, shops], upcasters: {} };
