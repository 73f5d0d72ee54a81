import type { Folds } from '@linli/engine';
import { needs } from './needs.view.js';
import { areas, duty, register } from './people.view.js';

/** What this service folds, apart from all that serves: a thread that fills a view needs no more. */
export const folds: Folds = { name: 'reporting', views: [needs, duty, register, areas], upcasters: {} };
