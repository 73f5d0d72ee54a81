import fc from 'fast-check';
import { planRun } from './plan-run.js';
import type { KnownTask } from './task.js';
import type { VolunteerState } from './volunteer.js';

const aVolunteer = (volunteerId: string, more: { status?: 'on' | 'off'; maxStops?: number } = {}): VolunteerState => ({
  status: 'on',
  volunteerId,
  name: `s1.${volunteerId}`,
  phone: 's1.phone',
  skills: [],
  zones: [],
  ...more,
});
const aTask = (needId: string, building: string, deadline = '2022-11-25T06:00:00.000Z'): KnownTask => ({
  status: 'open',
  runners: [],
  facts: { needId, residentId: `of-${needId}`, kind: 'medicine', urgency: 'routine', deadline, building },
});
const orderOf = (tasks: readonly KnownTask[]) => planRun('r1', [aVolunteer('li')], tasks).stops.map(({ taskId }) => taskId);

describe('a run is planned', () => {
  it('from building to building as they are numbered, the pressing ones of a building first', () =>
    expect(
      orderOf([
        aTask('far', '12'),
        aTask('later', '2', '2022-11-25T09:00:00.000Z'),
        aTask('sooner', '2', '2022-11-25T07:00:00.000Z'),
        aTask('near', '1'),
      ]),
    ).toEqual(['near', 'sooner', 'later', 'far']));

  it('the same way in whatever order its tasks were picked', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            id: fc.string({ minLength: 1, maxLength: 3 }),
            building: fc.constantFrom('1', '2', '10'),
            hour: fc.integer({ min: 0, max: 2 }),
          }),
          { selector: ({ id }) => id, maxLength: 12 },
        ),
        fc.func(fc.integer()),
        (picked, shuffle) => {
          const tasks = picked.map(({ id, building, hour }) => aTask(id, building, `2022-11-25T0${hour}:00:00.000Z`));
          const shuffled = [...tasks].sort((left, right) => shuffle(left.facts.needId) - shuffle(right.facts.needId));
          expect(orderOf(shuffled)).toEqual(orderOf(tasks));
        },
      ),
    ));

  it('as somebody has put it in order', () =>
    expect(planRun('r1', [aVolunteer('li')], [aTask('b', '2'), aTask('a', '1')], { keepOrder: true }).stops).toEqual([
      { taskId: 'b', needId: 'b', order: 1 },
      { taskId: 'a', needId: 'a', order: 2 },
    ]));

  it('numbers its stops from one and says which shop is for which', () =>
    expect(
      planRun('r1', [aVolunteer('li')], [aTask('b', '2'), aTask('a', '1')], { shopOf: (id) => (id === 'b' ? 'pharmacy' : undefined) })
        .stops,
    ).toEqual([
      { taskId: 'a', needId: 'a', order: 1 },
      { taskId: 'b', needId: 'b', order: 2, shopId: 'pharmacy' },
    ]));

  it('assigns every task to both of its runners, in the order the tasks were given', () => {
    const runners = [
      { volunteerId: 'li', name: 's1.li' },
      { volunteerId: 'wang', name: 's1.wang' },
    ];
    const plan = planRun('r1', [aVolunteer('li'), aVolunteer('wang')], [aTask('b', '2'), aTask('a', '1')]);
    expect(plan.runners).toEqual(runners);
    expect(plan.taskEvents).toEqual(['b', 'a'].map((id) => [{ type: 'task-assigned', taskId: id, needId: id, runId: 'r1', runners }]));
  });

  it('not for one who is off', () =>
    expect(() => planRun('r1', [aVolunteer('li'), aVolunteer('wang', { status: 'off' })], [aTask('a', '1')])).toThrow(
      expect.objectContaining({ code: 'volunteer-off', details: { volunteerId: 'wang' } }),
    ));

  it('not with more stops than a volunteer takes', () => {
    const tasks = [aTask('a', '1'), aTask('b', '2')];
    expect(planRun('r1', [aVolunteer('li', { maxStops: 2 })], tasks).stops).toHaveLength(2);
    expect(() => planRun('r1', [aVolunteer('li', { maxStops: 1 })], tasks)).toThrow(expect.objectContaining({ code: 'too-many-stops' }));
  });

  it('not with a task that somebody has', () => {
    const taken: KnownTask = { ...aTask('b', '2'), status: 'assigned', runId: 'r0', runners: [{ volunteerId: 'li', name: 's1.li' }] };
    expect(() => planRun('r1', [aVolunteer('wang')], [aTask('a', '1'), taken])).toThrow(
      expect.objectContaining({ code: 'task-already-claimed', details: { taskId: 'b', runId: 'r0' } }),
    );
  });
});
