import type { Decider } from '@linli/kernel';

/** How many people a grid has. */
export interface GridCount {
  readonly grid: string;
  readonly households: number;
  readonly residents: number;
  readonly specialCare: number;
  readonly categories: Readonly<Record<string, number>>;
}
export interface ResidentsCounted extends GridCount {
  readonly type: 'residents-counted';
}

/** The count of one grid: said again only when it has changed. */
export const register: Decider<GridCount | undefined, GridCount, ResidentsCounted> = {
  stream: 'register',
  initialState: undefined,
  evolve: (_count, { type: _type, ...count }) => count,
  decide: (count, before) => (same(count, before) ? [] : [{ type: 'residents-counted', ...count }]),
};

const same = (left: GridCount, right: GridCount | undefined): boolean =>
  right !== undefined &&
  left.households === right.households &&
  left.residents === right.residents &&
  left.specialCare === right.specialCare &&
  JSON.stringify(Object.entries(left.categories).sort()) === JSON.stringify(Object.entries(right.categories).sort());
