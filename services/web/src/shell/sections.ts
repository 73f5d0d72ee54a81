import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Role } from '../api/session';
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
    pages: [{ path: '', page: page(() => import('../clerk/box-page'), 'BoxPage'), nav: 'box' }],
  },
  {
    path: '/dispatcher',
    roles: ['dispatcher'],
    inOneCommunity: true,
    pages: [{ path: '', page: page(() => import('../dispatcher/board-page'), 'BoardPage'), nav: 'board' }],
  },
  {
    path: '/official',
    roles: ['official', 'approver'],
    inOneCommunity: false,
    pages: [{ path: '', page: page(() => import('../official/figures-page'), 'FiguresPage'), nav: 'figures' }],
  },
];

/** A page of its own, made for a phone: another document, which weighs a third. */
export const RUNNER = '/runner/';
