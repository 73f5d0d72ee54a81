import fc from 'fast-check';
import { shopFor, suggestRuns, type ShopToPlan, type TaskToPlace, type VolunteerToPlan } from './suggest-runs.js';

const aTask = (taskId: string, building: string, more: Partial<TaskToPlace> = {}): TaskToPlace => ({
  taskId,
  kind: 'medicine',
  deadline: '2022-11-25T06:00:00.000Z',
  building,
  ...more,
});
const aVolunteer = (volunteerId: string, more: Partial<VolunteerToPlan> = {}): VolunteerToPlan => ({
  volunteerId,
  zones: [],
  room: 8,
  ...more,
});

describe('runs are suggested', () => {
  it('by shop, then building, unit and floor', () =>
    expect(
      suggestRuns(
        [
          aTask('visit', '1', { kind: 'visit' }),
          aTask('b12', '12'),
          aTask('b2-4', '2', { unit: '1', room: '402' }),
          aTask('b2-1', '2', { unit: '1', room: '1001' }),
          aTask('b2-u2', '2', { unit: '2', room: '101' }),
          aTask('food', '1', { kind: 'groceries' }),
        ],
        [aVolunteer('li')],
      ),
    ).toEqual({ runs: [{ volunteerId: 'li', tasks: ['b2-4', 'b2-1', 'b2-u2', 'b12', 'food', 'visit'] }], notPlaced: [] }));

  it('for one shop, before anybody is sent to another of the same kind', () => {
    const tasks = ['east', 'west'].flatMap((shopId) => ['1', '2', '3'].map((at) => aTask(`${shopId}${at}`, at, { shopId })));
    expect(suggestRuns(tasks, [aVolunteer('li', { room: 3 }), aVolunteer('wang', { room: 3 })]).runs).toEqual([
      { volunteerId: 'li', tasks: ['east1', 'east2', 'east3'] },
      { volunteerId: 'wang', tasks: ['west1', 'west2', 'west3'] },
    ]);
  });

  it('around the most pressing task, with what lies near it', () =>
    expect(
      suggestRuns(
        [
          aTask('a1', '1'),
          aTask('a2', '2'),
          aTask('a3', '3', { deadline: '2022-11-24T08:00:00.000Z' }),
          aTask('a4', '4'),
          aTask('a9', '9'),
        ],
        [aVolunteer('li', { room: 3 })],
      ),
    ).toEqual({
      runs: [{ volunteerId: 'li', tasks: ['a2', 'a3', 'a4'] }],
      notPlaced: [
        { taskId: 'a1', reason: 'all-full' },
        { taskId: 'a9', reason: 'all-full' },
      ],
    }));

  it('within zones, keeping who may go everywhere for what nobody else may take', () =>
    expect(
      suggestRuns(
        [aTask('n3', '3', { grid: '01', deadline: '2022-11-24T08:00:00.000Z' }), aTask('n9', '9')],
        [aVolunteer('anywhere'), aVolunteer('grid', { zones: ['01'] })],
      ).runs,
    ).toEqual([
      { volunteerId: 'grid', tasks: ['n3'] },
      { volunteerId: 'anywhere', tasks: ['n9'] },
    ]));

  it('with the reason for what has no place', () => {
    expect(suggestRuns([aTask('n1', '1')], []).notPlaced).toEqual([{ taskId: 'n1', reason: 'no-volunteer' }]);
    expect(suggestRuns([aTask('n1', '1')], [aVolunteer('li', { zones: ['7'] })]).notPlaced).toEqual([
      { taskId: 'n1', reason: 'outside-zones' },
    ]);
    expect(suggestRuns([aTask('n1', '1')], [aVolunteer('li', { room: 0 })]).notPlaced).toEqual([{ taskId: 'n1', reason: 'all-full' }]);
  });

  const someTasks = fc.uniqueArray(
    fc.record({
      taskId: fc.string({ minLength: 1, maxLength: 3 }),
      kind: fc.constantFrom('medicine' as const, 'groceries' as const, 'visit' as const),
      deadline: fc.constantFrom('2022-11-24T08:00:00.000Z', '2022-11-24T09:00:00.000Z'),
      building: fc.constantFrom('1', '2', '10'),
    }),
    { selector: ({ taskId }) => taskId, maxLength: 30 },
  );
  const someVolunteers = fc.uniqueArray(
    fc.record({ volunteerId: fc.string({ minLength: 1, maxLength: 3 }), zones: fc.subarray(['1', '2', '10']), room: fc.nat(4) }),
    { selector: ({ volunteerId }) => volunteerId, maxLength: 8 },
  );

  it('so that each task is in one run or has a reason, nobody has too much, and nobody leaves his zones', () =>
    fc.assert(
      fc.property(someTasks, someVolunteers, (tasks, volunteers) => {
        const { runs, notPlaced } = suggestRuns(tasks, volunteers);
        const told = [...runs.flatMap((run) => run.tasks), ...notPlaced.map(({ taskId }) => taskId)];
        expect([...told].sort()).toEqual(tasks.map(({ taskId }) => taskId).sort());
        expect(new Set(runs.map(({ volunteerId }) => volunteerId)).size).toBe(runs.length);
        for (const run of runs) {
          const { room, zones } = volunteers.find(({ volunteerId }) => volunteerId === run.volunteerId)!;
          expect(run.tasks.length).toBeLessThanOrEqual(room);
          for (const id of run.tasks) if (zones.length > 0) expect(zones).toContain(tasks.find(({ taskId }) => taskId === id)!.building);
        }
      }),
    ));

  it('so that who could still take a task that has no place is full', () =>
    fc.assert(
      fc.property(someTasks, someVolunteers, (tasks, volunteers) => {
        const { runs, notPlaced } = suggestRuns(tasks, volunteers);
        for (const { taskId } of notPlaced) {
          const { building } = tasks.find((task) => task.taskId === taskId)!;
          for (const { volunteerId, zones, room } of volunteers)
            if (zones.length === 0 || zones.includes(building))
              expect(runs.find((run) => run.volunteerId === volunteerId)?.tasks.length ?? 0).toBe(room);
        }
      }),
    ));

  it('the same in whatever order tasks and volunteers are named', () =>
    fc.assert(
      fc.property(someTasks, someVolunteers, (tasks, volunteers) => {
        expect(suggestRuns([...tasks].reverse(), [...volunteers].reverse())).toEqual(suggestRuns(tasks, volunteers));
      }),
    ));

  it('for a whole neighbourhood in a moment', () => {
    const tasks = Array.from({ length: 1000 }, (_, at) => aTask(`n${at}`, String(at % 97), { room: String(101 + (at % 900)) }));
    const volunteers = Array.from({ length: 125 }, (_, at) => aVolunteer(`v${at}`));
    const began = performance.now();
    expect(suggestRuns(tasks, volunteers).notPlaced).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('the shop for a task', () => {
  const aShop = (shopId: string, more: Partial<ShopToPlan> = {}): ShopToPlan => ({
    shopId,
    kind: 'pharmacy',
    serves: ['medicine'],
    zones: [],
    ...more,
  });

  it('has what is needed', () => {
    const shops = [aShop('market', { kind: 'shop', serves: ['groceries'] }), aShop('pharmacy')];
    expect(shopFor(aTask('n1', '1'), shops)).toBe('pharmacy');
    expect(shopFor(aTask('n1', '1', { kind: 'groceries' }), shops)).toBe('market');
    expect(shopFor(aTask('n1', '1', { kind: 'repair' }), shops)).toBeUndefined();
  });

  it('is near: by building or grid, before one that is near to all, before one that is far', () => {
    const shops = [aShop('far', { zones: ['9'] }), aShop('all'), aShop('grid', { zones: ['01', '02'] }), aShop('house', { zones: ['3'] })];
    expect(shopFor(aTask('n1', '3', { grid: '01' }), shops)).toBe('house');
    expect(shopFor(aTask('n1', '4', { grid: '01' }), shops)).toBe('grid');
    expect(shopFor(aTask('n1', '40', { grid: '10' }), shops)).toBe('all');
    expect(shopFor(aTask('n1', '40', { grid: '10' }), [shops[0]!])).toBe('far');
  });

  it('is a hospital only where there is no other', () => {
    const hospital = aShop('a-hospital', { kind: 'hospital', zones: ['1'] });
    expect(shopFor(aTask('n1', '1'), [hospital, aShop('pharmacy', { zones: ['9'] })])).toBe('pharmacy');
    expect(shopFor(aTask('n1', '1'), [hospital])).toBe('a-hospital');
  });
});
