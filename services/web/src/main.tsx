import { lazy } from 'react';
import { begin } from './begin';

await begin(lazy(() => import('./shell/shell').then((module) => ({ default: module.Shell }))));
