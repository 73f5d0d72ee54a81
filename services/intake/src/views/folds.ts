import type { Folds } from '@linli/engine';
import { areas } from './areas.view.js';
import { catalogues } from './catalogue.view.js';
import { imports } from './imports.view.js';
import { needs } from './needs.view.js';
import { residents } from './residents.view.js';

/** What this service folds, apart from all that serves: a thread that fills a view needs no more. */
export const folds: Folds = { name: 'intake', views: [areas, residents, needs, imports, catalogues], upcasters: {} };
