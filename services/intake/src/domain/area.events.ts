import type { DeadlineSettings } from './deadline.js';

export interface AreaDefined {
  readonly type: 'area-defined';
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly timeZone: string;
  /** Where they are not what everybody has. */
  readonly deadlines?: DeadlineSettings;
}
export interface HomesAdded {
  readonly type: 'homes-added';
  readonly homes: readonly Home[];
}
/** Building, unit, room, and the grid where the community has grids. */
export type Home = readonly [building: string, unit: string, room: string, grid?: string];

export type AreaEvent = AreaDefined | HomesAdded;
