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

/** The count of one grid: said again only when it has changed, and not at all where nobody has ever lived. */
export const register: Decider<GridCount | undefined, GridCount, ResidentsCounted> = {
  stream: 'register',
  initialState: undefined,
  evolve: (_count, { type: _type, ...count }) => count,
  decide: (count, before) => (same(count, before ?? { ...count, ...NOBODY }) ? [] : [{ type: 'residents-counted', ...count }]),
};

const NOBODY = { households: 0, residents: 0, specialCare: 0, categories: {} };

const same = (left: GridCount, right: GridCount): boolean =>
  left.households === right.households &&
  left.residents === right.residents &&
  left.specialCare === right.specialCare &&
  JSON.stringify(Object.entries(left.categories).sort()) === JSON.stringify(Object.entries(right.categories).sort());
