import type { Folds } from '@linli/engine';
import { accounts } from './accounts.view.js';
import { areas } from './areas.view.js';
import { looks } from './looks.view.js';
import { sessions } from './sessions.view.js';

/** What this service folds, apart from all that serves: a thread that fills a view needs no more. */
export const folds: Folds = { name: 'gateway', views: [accounts, sessions, looks, areas], upcasters: {} };
