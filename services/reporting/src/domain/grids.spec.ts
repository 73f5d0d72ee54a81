import type { NeedFact } from './figures.js';
import { gridCounts, NOTHING_SHOWN } from './grids.js';

const ZONE = 'Asia/Shanghai';
const NOW = '2022-11-26T02:00:00.000Z';
/** So many needs of a grid, entered at noon of a day in Shanghai. */
const needs = (grid: string, count: number, day = '2022-11-24'): NeedFact[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: 'medicine' as const,
    grid,
    householdId: `${grid}-${at}`,
    createdAt: `${day}T04:00:00.000Z`,
    deadline: '2022-12-01T00:00:00.000Z',
    metAt: [],
    confirmedAt: [],
    endedAt: [],
    resumedAt: [],
    moves: [],
  }));
const created = (facts: NeedFact[], but: { from?: string; to?: string; grids?: string[] } = {}) =>
  Object.fromEntries(
    [
      ...gridCounts({ needs: facts, grids: ['01', '02', '03'], timeZone: ZONE, from: '2022-11-24', to: '2022-11-26', now: NOW, ...but }),
    ].map(([grid, counts]) => [grid, counts.needsCreated]),
  );

it('each grid has its counts where they are large enough, and small ones are hidden together', () => {
  expect(created([...needs('01', 7), ...needs('02', 9), ...needs('03', 20)])).toEqual({ '01': 7, '02': 9, '03': 20 });
  expect(created([...needs('01', 2), ...needs('02', 9), ...needs('03', 20)])).toEqual({ '01': '<5', '02': null, '03': 20 });
});
it('today is not over yet, so that nobody watches a number grow', () =>
  expect(created([...needs('01', 7), ...needs('02', 9), ...needs('03', 20), ...needs('03', 8, '2022-11-26')])).toEqual({
    '01': 7,
    '02': 9,
    '03': 20,
  }));
it('a range says no more than its days: what is hidden of one is hidden in the sum', () => {
  const facts = [
    ...needs('01', 7),
    ...needs('02', 9),
    ...needs('03', 20),
    ...needs('01', 2, '2022-11-25'),
    ...needs('02', 6, '2022-11-25'),
    ...needs('03', 8, '2022-11-25'),
  ];
  expect(created(facts, { from: '2022-11-25' })).toEqual({ '01': '<5', '02': null, '03': 8 });
  expect(created(facts)).toEqual({ '01': 7, '02': 9, '03': 28 });
});
it('homes without a grid are a group too: the total must not give them away', () => {
  const facts = [...needs('01', 7), ...needs('02', 9), ...needs('03', 20), ...needs('', 2)];
  expect(created(facts, { grids: ['', '01', '02', '03'] })).toEqual({ '01': null, '02': 9, '03': 20 });
});
it('a grid in which nobody needed anything looks like one in which few did', () =>
  expect(created([...needs('02', 9), ...needs('03', 20)])).toMatchObject({ '01': '<5' }));
it('what moves is open where it went, and was entered where it was', () => {
  const [first, ...others] = needs('01', 7);
  const moved = { ...first!, moves: [{ at: '2022-11-24T05:00:00.000Z', grid: '02', householdId: 'new' }] };
  const facts = [moved, ...others, ...needs('02', 9), ...needs('03', 20)];
  const shown = gridCounts({ needs: facts, grids: ['01', '02', '03'], timeZone: ZONE, from: '2022-11-24', to: '2022-11-24', now: NOW });
  expect(['01', '02', '03'].map((grid) => [shown.get(grid)!.needsCreated, shown.get(grid)!.needsOpen])).toEqual([
    [7, 6],
    [9, 10],
    [20, 20],
  ]);
});
it('who is on duty is on duty for all grids', () => {
  const shown = gridCounts({ needs: needs('01', 7), grids: ['01'], timeZone: ZONE, from: '2022-11-24', to: '2022-11-25', now: NOW });
  expect(shown.get('01')).toMatchObject({ needsCreated: 7, needsOpen: 7, onDuty: null, visits: null });
});
it('before anything happened nothing is shown, however far back somebody asks', () => {
  const before = performance.now();
  expect(created(needs('01', 7), { from: '0001-01-01', to: '2022-11-23' })).toEqual({ '01': null, '02': null, '03': null });
  expect(created(needs('01', 7), { from: '0001-01-01' })).toMatchObject({ '03': '<5' });
  expect(performance.now() - before).toBeLessThan(1_000);
  expect(gridCounts({ needs: [], grids: ['01'], timeZone: ZONE, from: '2022-11-24', to: '2022-11-25', now: NOW }).get('01')).toEqual(
    NOTHING_SHOWN,
  );
});
