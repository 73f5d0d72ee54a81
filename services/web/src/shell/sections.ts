import { createElement, use, type ComponentType } from 'react';
import { matchPath } from 'react-router';
import { hasRole, type Role, type User } from '../api/session';
import { fetchWords } from '../words/words';
import type { ManualPage } from './manual';
import type common from '../words/zh-CN/common.json';

type NavWord = keyof (typeof common)['nav'];

/** A page in a file of its own, fetched when it is opened. What has been fetched before is drawn at once. */
export interface PageFile {
  readonly Page: ComponentType;
  readonly fetch: () => Promise<ComponentType>;
}

export interface PageRoute {
  /** Below the section's path; '' is its first page. */
  readonly path: string;
  readonly page: PageFile;
  /** Stands in the menu under this word of common.json. */
  readonly nav?: NavWord;
}

/** The pages of one role. A section that works in one community at a time asks which, where somebody has several. */
export interface Section {
  readonly path: string;
  readonly roles: readonly Role[];
  readonly inOneCommunity: boolean;
  /** Its words, and its page of the manual. */
  readonly area: ManualPage;
  readonly pages: readonly PageRoute[];
}

const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): PageFile => {
  let here: ComponentType | undefined;
  let fetching: Promise<ComponentType> | undefined;
  const fetch = (): Promise<ComponentType> => (fetching ??= load().then((file) => (here = file[name])));
  return { fetch, Page: () => createElement(here ?? use(fetch())) };
};

/** In the order in which they are somebody's home. */
export const SECTIONS: readonly Section[] = [
  {
    path: '/clerk',
    roles: ['clerk'],
    inOneCommunity: true,
    area: 'clerk',
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
    area: 'dispatcher',
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
    area: 'official',
    pages: [{ path: '', page: page(() => import('../official/figures-page'), 'FiguresPage'), nav: 'figures' }],
  },
  {
    path: '/administrator',
    roles: ['administrator'],
    inOneCommunity: false,
    area: 'administrator',
    pages: [
      { path: '', page: page(() => import('../administrator/accounts-page'), 'AccountsPage'), nav: 'accounts' },
      { path: 'areas', page: page(() => import('../administrator/areas-page'), 'AreasPage'), nav: 'areas' },
    ],
  },
  {
    path: '/medicines',
    roles: ['administrator'],
    inOneCommunity: true,
    area: 'administrator',
    pages: [{ path: '', page: page(() => import('../administrator/medicines-page'), 'MedicinesPage'), nav: 'medicines' }],
  },
  {
    path: '/auditor',
    roles: ['auditor'],
    inOneCommunity: true,
    area: 'auditor',
    pages: [{ path: '', page: page(() => import('../auditor/looks-page'), 'LooksPage'), nav: 'looks' }],
  },
];

/** Where somebody begins. */
export const homeOf = (user: User): Section | undefined => SECTIONS.find(({ roles }) => hasRole(user, ...roles));

/** Fetches what stands at an address, with its words, so that it is drawn at once. That it cannot be had is said by whoever draws it. */
export const fetchPage = async (address: string, user: User): Promise<void> => {
  const pathname = address === '/' ? (homeOf(user)?.path ?? '/') : address;
  const section = SECTIONS.find(({ path }) => matchPath(`${path}/*`, pathname));
  const route = section?.pages.find(({ path }) => matchPath(`${section.path}/${path}`, pathname));
  await Promise.allSettled([route?.page.fetch(), section && fetchWords(section.area)]);
};
