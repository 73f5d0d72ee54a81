import { lazy } from 'react';
import { begin } from '../begin';

await begin(lazy(() => import('./pages').then((module) => ({ default: module.RunnerPages }))));
