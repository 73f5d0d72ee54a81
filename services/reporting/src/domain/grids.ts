import { dayOf, type Day, type Instant } from '@linli/kernel';
import { closedDays, periodOf } from './days.js';
import { COUNTS, countsOf, gridsOf, type CountName, type NeedFact } from './figures.js';
import { addShown, suppress, type ShownCell } from './small-numbers.js';

export type ShownCounts = Readonly<Record<CountName, ShownCell>>;

/** What a row of figures holds where nothing may be told. */
export const NOTHING_SHOWN = Object.fromEntries(COUNTS.map((name) => [name, null])) as ShownCounts;

export interface GridQuestion {
  readonly needs: readonly NeedFact[];
  /** All of them; homes without a grid are one more, which is never shown. */
  readonly grids: readonly string[];
  readonly timeZone: string;
  readonly from: Day;
  readonly to: Day;
  readonly now: Instant;
}

/** Volunteers are on duty for the whole community. */
const NOT_BY_GRID: ReadonlySet<CountName> = new Set(['onDuty']);
const AS_OF_THE_END: ReadonlySet<CountName> = new Set(['needsOpen', 'needsOverdue', 'onDuty']);

/**
 * Each grid's counts: closed days only, each day suppressed by itself against the community's count of that day, which is
 * known. A range adds what is shown of its days, so that asking for ranges tells no more than asking day by day.
 */
export const gridCounts = ({ needs, grids, timeZone, from, to, now }: GridQuestion): Map<string, ShownCounts> => {
  // Before the first need there is nothing to count, however far back somebody asks.
  const first = needs.map(({ createdAt }) => createdAt).sort()[0];
  const begin = first === undefined ? to : dayOf(first, timeZone);
  const days = closedDays(from > begin ? from : begin, to, now, timeZone);
  const byGrid = new Map(grids.map((grid) => [grid, needs.filter((need) => gridsOf(need).includes(grid))]));
  const shown = days.map((day) => {
    const period = periodOf(day, day, timeZone);
    const counts = new Map(grids.map((grid) => [grid, countsOf(byGrid.get(grid)!, [], period, now, grid)]));
    return new Map(COUNTS.map((name) => [name, suppress(new Map(grids.map((grid) => [grid, counts.get(grid)![name]])))]));
  });
  const cell = (grid: string, name: CountName): ShownCell => {
    if (NOT_BY_GRID.has(name)) return null;
    const cells = shown.map((day) => day.get(name)!.get(grid)!);
    return AS_OF_THE_END.has(name) ? (cells.at(-1) ?? null) : addShown(cells);
  };
  return new Map(
    grids
      .filter((grid) => grid !== '')
      .map((grid) => [grid, Object.fromEntries(COUNTS.map((name) => [name, cell(grid, name)])) as ShownCounts]),
  );
};
