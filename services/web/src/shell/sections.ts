import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Role } from '../api/session';
import type { ManualPage } from './manual';
import type common from '../words/zh-CN/common.json';

type NavWord = keyof (typeof common)['nav'];

export interface PageRoute {
  /** Below the section's path; '' is its first page. */
  readonly path: string;
  readonly page: LazyExoticComponent<ComponentType>;
  /** Stands in the menu under this word of common.json. */
  readonly nav?: NavWord;
}

/** The pages of one role. A section that works in one community at a time asks which, where somebody has several. */
export interface Section {
  readonly path: string;
  readonly roles: readonly Role[];
  readonly inOneCommunity: boolean;
  /** What explains it. */
  readonly manual: ManualPage;
  readonly pages: readonly PageRoute[];
}

/** A page in a file of its own, fetched when it is opened. */
const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): LazyExoticComponent<ComponentType> =>
  lazy(() => load().then((module) => ({ default: module[name] })));

/** In the order in which they are somebody's home. */
export const SECTIONS: readonly Section[] = [
  {
    path: '/clerk',
    roles: ['clerk'],
    inOneCommunity: true,
    manual: 'clerk',
    pages: [
      { path: '', page: page(() => import('../clerk/box-page'), 'BoxPage'), nav: 'box' },
      { path: 'needs', page: page(() => import('../clerk/needs-page'), 'NeedsPage'), nav: 'needs' },
      { path: 'needs/new', page: page(() => import('../clerk/new-need-page'), 'NewNeedPage') },
      { path: 'needs/:id', page: page(() => import('../clerk/need-page'), 'NeedPage') },
      { path: 'to-confirm', page: page(() => import('../clerk/to-confirm-page'), 'ToConfirmPage'), nav: 'to-confirm' },
      { path: 'residents/new', page: page(() => import('../clerk/new-resident-page'), 'NewResidentPage'), nav: 'register' },
      { path: 'residents/:id', page: page(() => import('../clerk/resident-page'), 'ResidentPage') },
      { path: 'import', page: page(() => import('../clerk/import-page'), 'ImportPage'), nav: 'import' },
    ],
  },
  {
    path: '/dispatcher',
    roles: ['dispatcher'],
    inOneCommunity: true,
    manual: 'dispatcher',
    pages: [
      { path: '', page: page(() => import('../dispatcher/board-page'), 'BoardPage'), nav: 'board' },
      { path: 'suggest', page: page(() => import('../dispatcher/suggest-page'), 'SuggestPage') },
      { path: 'runs', page: page(() => import('../dispatcher/runs-page'), 'RunsPage'), nav: 'runs' },
      { path: 'runs/:id', page: page(() => import('../dispatcher/run-page'), 'RunPage') },
      { path: 'hand-over', page: page(() => import('../dispatcher/hand-over-sheet-page'), 'HandOverSheetPage'), nav: 'hand-over' },
      { path: 'volunteers', page: page(() => import('../dispatcher/volunteers-page'), 'VolunteersPage'), nav: 'volunteers' },
      { path: 'shops', page: page(() => import('../dispatcher/shops-page'), 'ShopsPage'), nav: 'shops' },
    ],
  },
  {
    path: '/official',
    roles: ['official', 'approver'],
    inOneCommunity: false,
    manual: 'official',
    pages: [{ path: '', page: page(() => import('../official/figures-page'), 'FiguresPage'), nav: 'figures' }],
  },
  {
    path: '/administrator',
    roles: ['administrator'],
    inOneCommunity: false,
    manual: 'administrator',
    pages: [
      { path: '', page: page(() => import('../administrator/accounts-page'), 'AccountsPage'), nav: 'accounts' },
      { path: 'areas', page: page(() => import('../administrator/areas-page'), 'AreasPage'), nav: 'areas' },
    ],
  },
  {
    path: '/medicines',
    roles: ['administrator'],
    inOneCommunity: true,
    manual: 'administrator',
    pages: [{ path: '', page: page(() => import('../administrator/medicines-page'), 'MedicinesPage'), nav: 'medicines' }],
  },
  {
    path: '/auditor',
    roles: ['auditor'],
    inOneCommunity: true,
    manual: 'auditor',
    pages: [{ path: '', page: page(() => import('../auditor/looks-page'), 'LooksPage'), nav: 'looks' }],
  },
];
