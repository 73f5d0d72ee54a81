import { given } from '@linli/kernel';
import { task, type TaskCommand } from './task.js';
import type { TaskEvent, TaskFacts } from './task.events.js';

const facts: TaskFacts = {
  needId: 'n1',
  residentId: 'wang',
  kind: 'medicine',
  urgency: 'urgent',
  deadline: '2022-11-25T06:00:00.000Z',
  building: '12',
  grid: '3',
};
const of = { taskId: 'n1', needId: 'n1' };
const li = { volunteerId: 'li', name: 's1.li' };
const opened: TaskEvent = { type: 'task-opened', ...facts };
const assigned: TaskEvent = { type: 'task-assigned', ...of, runId: 'r1', runners: [li] };
const started: TaskEvent = { type: 'task-started' };
const incident: TaskEvent = { type: 'task-incident-reported', reason: 'absent' };
const completed: TaskEvent = { type: 'task-completed', ...of, runId: 'r1', missing: [] };
const failed: TaskEvent = { type: 'task-failed', ...of, reason: 'sold-out' };
const withdrawn: TaskEvent = { type: 'task-withdrawn' };
const released: TaskEvent = { type: 'task-released', ...of, runId: 'r1' };
const assign: TaskCommand = { type: 'assign', runId: 'r2', runners: [{ volunteerId: 'zhao', name: 's1.zhao' }] };

/** A task in each of its states. */
const IN = {
  open: [opened],
  assigned: [opened, assigned],
  started: [opened, assigned, started],
  incident: [opened, assigned, started, incident],
  completed: [opened, assigned, completed],
  confirmed: [opened, assigned, completed, { type: 'task-confirmed' }],
  failed: [opened, assigned, failed],
  withdrawn: [opened, withdrawn],
} as const satisfies Record<string, readonly TaskEvent[]>;
const OVER = ['completed', 'confirmed', 'failed', 'withdrawn'] as const;

describe('a task is opened', () => {
  it('for a need that is heard of', () => given(task, []).when({ type: 'open', facts }).then(opened));

  it('once while it is under way', () => {
    for (const state of ['open', 'assigned', 'started', 'incident'] as const)
      given(task, IN[state]).when({ type: 'open', facts }).thenNothing();
  });

  it.each(OVER)('again after it was %s: the need was reopened', (state) =>
    given(task, IN[state])
      .when({ type: 'open', facts: { ...facts, deadline: '2022-11-26T00:00:00.000Z' } })
      .then({ ...opened, deadline: '2022-11-26T00:00:00.000Z' }),
  );

  it('and is in nobody’s hands then', () =>
    expect(given(task, IN.completed).when({ type: 'open', facts }).thenState()).toEqual({ status: 'open', facts, runners: [] }));
});

describe('a task is amended', () => {
  it('with its need, also when somebody is on the way', () => {
    for (const state of ['open', 'assigned', 'incident'] as const)
      given(task, IN[state]).when({ type: 'amend', urgency: 'life-critical' }).then({ type: 'task-amended', urgency: 'life-critical' });
    expect(given(task, IN.assigned).when({ type: 'amend', deadline: '2022-11-24T08:00:00.000Z' }).thenState()).toMatchObject({
      status: 'assigned',
      runId: 'r1',
      facts: { deadline: '2022-11-24T08:00:00.000Z', urgency: 'urgent' },
    });
  });

  it('by nothing when nothing has changed, and not when it is over', () => {
    given(task, IN.open).when({ type: 'amend' }).thenNothing();
    for (const state of OVER) given(task, IN[state]).when({ type: 'amend', urgency: 'routine' }).thenNothing();
  });
});

describe('a task moves', () => {
  const elsewhere = { building: '3', grid: '1' };
  it.each(['open', 'assigned', 'started', 'incident'] as const)('with whom it is for, and stays in its hands: %s', (state) => {
    given(task, IN[state])
      .when({ type: 'move', place: elsewhere })
      .then({ type: 'task-moved', ...elsewhere });
    expect(given(task, IN[state]).when({ type: 'move', place: elsewhere }).thenState()).toEqual({
      ...given(task, IN[state]).when({ type: 'confirm' }).thenState(),
      facts: { ...facts, ...elsewhere },
    });
  });
  it('out of its grid, where the new home has none', () =>
    expect(
      given(task, IN.open)
        .when({ type: 'move', place: { building: '3' } })
        .thenState(),
    ).toEqual({
      ...{ status: 'open', runners: [] },
      facts: { ...facts, building: '3', grid: undefined },
    }));
  it('not to where it is, as from one room to another; so moved twice is moved once', () => {
    given(task, IN.open)
      .when({ type: 'move', place: { building: '12', grid: '3' } })
      .thenNothing();
    given(task, [opened, { type: 'task-moved', ...elsewhere }])
      .when({ type: 'move', place: elsewhere })
      .thenNothing();
  });
  it.each(OVER)('not when it is %s', (state) => given(task, IN[state]).when({ type: 'move', place: elsewhere }).thenNothing());
});

describe('a task is assigned', () => {
  it('when it is open', () =>
    given(task, IN.open)
      .when(assign)
      .then({ type: 'task-assigned', ...of, runId: 'r2', runners: [{ volunteerId: 'zhao', name: 's1.zhao' }] }));

  it.each(['assigned', 'started', 'incident'] as const)('to one run only: %s is taken', (state) => {
    const refusal = given(task, IN[state]).when(assign).thenRefused('task-already-claimed');
    expect(refusal.details).toEqual({ taskId: 'n1', runId: 'r1' });
  });

  it('not while an incident that nobody had taken waits for the dispatcher', () => {
    given(task, [opened, incident]).when(assign).thenRefused('task-not-open');
  });

  it.each(OVER)('not when it is %s', (state) => {
    given(task, IN[state]).when(assign).thenRefused('task-not-open');
  });

  it('again after it was released', () =>
    given(task, [...IN.started, released])
      .when(assign)
      .then({ type: 'task-assigned', ...of, runId: 'r2', runners: [{ volunteerId: 'zhao', name: 's1.zhao' }] }));
});

it('starts with its run, once', () => {
  given(task, IN.assigned).when({ type: 'start' }).then(started);
  for (const state of ['open', 'started', 'incident', ...OVER] as const) given(task, IN[state]).when({ type: 'start' }).thenNothing();
});

it('goes on where it was in the hands of others', () => {
  const handedOver: TaskCommand = { type: 'hand-over', runners: [{ volunteerId: 'zhao', name: 's1.zhao' }] };
  for (const state of ['assigned', 'started', 'incident'] as const)
    expect(given(task, IN[state]).when(handedOver).thenState()).toMatchObject({
      status: state,
      runId: 'r1',
      runners: [{ volunteerId: 'zhao' }],
    });
  for (const state of ['open', ...OVER] as const) given(task, IN[state]).when(handedOver).thenNothing();
});

describe('a task is released', () => {
  it.each(['assigned', 'started', 'incident'] as const)('back to the board when %s', (state) =>
    given(task, IN[state])
      .when({ type: 'release', reason: 's1.because' })
      .then({ ...released, reason: 's1.because' }),
  );
  it('harmlessly when it is open', () => given(task, IN.open).when({ type: 'release' }).thenNothing());
  it.each(OVER)('not when it is %s', (state) => {
    given(task, IN[state]).when({ type: 'release' }).thenRefused('task-not-open');
  });
});

describe('an incident', () => {
  it('is reported of what is not over, with its reason and a sealed note', () => {
    for (const state of ['open', 'assigned', 'started', 'incident'] as const)
      given(task, IN[state])
        .when({ type: 'report-incident', reason: 'gate-closed', note: 's1.note' })
        .then({ type: 'task-incident-reported', reason: 'gate-closed', note: 's1.note' });
    for (const state of OVER) given(task, IN[state]).when({ type: 'report-incident', reason: 'absent' }).thenRefused('task-not-open');
  });

  it('is no failure: it stays with its runner until the dispatcher decides', () =>
    expect(given(task, IN.started).when({ type: 'report-incident', reason: 'absent' }).thenState()).toMatchObject({
      status: 'incident',
      runId: 'r1',
      runners: [li],
    }));

  it('of a stop counts for the run that the task is on', () => {
    given(task, IN.started).when({ type: 'report-incident', reason: 'absent', runId: 'r1' }).then(incident);
    given(task, IN.started).when({ type: 'report-incident', reason: 'absent', runId: 'r0' }).thenNothing();
    given(task, [...IN.started, released])
      .when({ type: 'report-incident', reason: 'absent', runId: 'r1' })
      .thenNothing();
  });

  it('is met by a retry, by failing it, or by what was delivered after all', () => {
    given(task, IN.incident).when({ type: 'reopen' }).then(released);
    given(task, IN.incident)
      .when({ type: 'fail', reason: 'absent' })
      .then({ type: 'task-failed', ...of, reason: 'absent' });
    given(task, IN.incident).when({ type: 'complete', missing: [] }).then(completed);
  });
});

describe('a task is confirmed', () => {
  it('when it is done', () => given(task, IN.completed).when({ type: 'confirm' }).then({ type: 'task-confirmed' }));
  it('and never otherwise: the need was settled without it', () => {
    for (const state of ['open', 'assigned', 'started', 'incident', 'confirmed', 'failed', 'withdrawn'] as const)
      given(task, IN[state]).when({ type: 'confirm' }).thenNothing();
  });
});

describe('a task is completed', () => {
  it.each(['assigned', 'started', 'incident', 'failed'] as const)('when %s, with what is missing', (state) =>
    given(task, IN[state])
      .when({ type: 'complete', missing: ['l2'] })
      .then({ type: 'task-completed', ...of, runId: 'r1', missing: ['l2'] }),
  );
  it('by hand, with a note, also when nobody was on the way', () =>
    given(task, IN.open)
      .when({ type: 'complete', missing: [], note: 's1.note' })
      .then({ type: 'task-completed', ...of, missing: [], note: 's1.note' }));
  it('by the run that delivered it, whoever has it now', () =>
    given(task, IN.assigned)
      .when({ type: 'complete', missing: [], runId: 'r0' })
      .then({ type: 'task-completed', ...of, runId: 'r0', missing: [] }));
  it('once', () => given(task, IN.completed).when({ type: 'complete', missing: [] }).thenNothing());
  it('not when the need was cancelled', () => {
    given(task, IN.withdrawn).when({ type: 'complete', missing: [] }).thenRefused('task-not-open');
  });
});

describe('a task fails', () => {
  it.each(['open', 'assigned', 'started', 'incident'] as const)('when the dispatcher says so: %s', (state) =>
    given(task, IN[state])
      .when({ type: 'fail', reason: 'sold-out', note: 's1.note' })
      .then({ ...failed, note: 's1.note' }),
  );
  it('once, and not after it was met or withdrawn', () => {
    given(task, IN.failed).when({ type: 'fail', reason: 'sold-out' }).thenNothing();
    given(task, IN.completed).when({ type: 'fail', reason: 'sold-out' }).thenRefused('task-not-open');
    given(task, IN.withdrawn).when({ type: 'fail', reason: 'sold-out' }).thenRefused('task-not-open');
  });
});

it('is reopened only after an incident or a failure', () => {
  given(task, IN.failed).when({ type: 'reopen' }).then(released);
  given(task, IN.open).when({ type: 'reopen' }).thenNothing();
  for (const state of ['assigned', 'started', 'completed', 'withdrawn'] as const)
    given(task, IN[state]).when({ type: 'reopen' }).thenRefused('task-not-open');
});

it('is withdrawn with its need, whoever is on the way', () => {
  for (const state of ['open', 'assigned', 'started', 'incident'] as const)
    given(task, IN[state]).when({ type: 'withdraw' }).then(withdrawn);
  for (const state of OVER) given(task, IN[state]).when({ type: 'withdraw' }).thenNothing();
});

it('that nobody has heard of is not there', () => {
  const commands: TaskCommand[] = [
    assign,
    { type: 'amend', urgency: 'urgent' },
    { type: 'start' },
    { type: 'release' },
    { type: 'report-incident', reason: 'absent' },
    { type: 'complete', missing: [] },
    { type: 'fail', reason: 'absent' },
    { type: 'reopen' },
    { type: 'withdraw' },
  ];
  for (const command of commands) given(task, []).when(command).thenRefused('not-found');
});
