import { given } from '@linli/kernel';
import { run, type RunEvent } from './run.js';

const li = { volunteerId: 'li', name: 's1.li' };
const stops = [
  { taskId: 'n1', needId: 'n1', order: 1, shopId: 'pharmacy' },
  { taskId: 'n2', needId: 'n2', order: 2 },
];
const planned: RunEvent = { type: 'run-planned', runId: 'r1', runners: [li], stops };
const started: RunEvent = { type: 'run-started', runId: 'r1' };
const closed: RunEvent = { type: 'run-closed' };

describe('a run', () => {
  it('is planned once', () => {
    given(run, [])
      .when({ type: 'plan', runId: 'r1', runners: [li], stops, reason: 's1.why' })
      .then({ ...planned, reason: 's1.why' });
    given(run, [planned])
      .when({ type: 'plan', runId: 'r1', runners: [li], stops })
      .thenRefused('run-known');
  });

  it('starts once, and not when it is closed', () => {
    given(run, [planned])
      .when({ type: 'start', reason: 's1.why' })
      .then({ ...started, reason: 's1.why' });
    given(run, [planned, started]).when({ type: 'start' }).thenNothing();
    given(run, [planned, closed]).when({ type: 'start' }).thenRefused('run-closed');
  });

  it('loses a stop that will not be delivered, once', () => {
    const withdrawn: RunEvent = { type: 'stop-withdrawn', runId: 'r1', taskId: 'n2', needId: 'n2' };
    given(run, [planned]).when({ type: 'withdraw-stop', taskId: 'n2' }).then(withdrawn);
    given(run, [planned, withdrawn]).when({ type: 'withdraw-stop', taskId: 'n2' }).thenNothing();
    given(run, [planned]).when({ type: 'withdraw-stop', taskId: 'n9' }).thenNothing();
    expect(given(run, [planned, started]).when({ type: 'withdraw-stop', taskId: 'n2' }).thenState()).toEqual({
      status: 'started',
      runId: 'r1',
      runners: [li],
      stops: [stops[0]],
      begun: [],
    });
  });

  it('closes once, and stays as it is then', () => {
    given(run, [planned, started]).when({ type: 'close' }).then(closed);
    given(run, [planned, started, closed]).when({ type: 'close' }).thenNothing();
    given(run, [planned, started, closed]).when({ type: 'withdraw-stop', taskId: 'n1' }).thenNothing();
  });

  it('that was never planned is not there', () => {
    for (const command of [{ type: 'start' }, { type: 'close' }, { type: 'withdraw-stop', taskId: 'n1' }] as const)
      given(run, []).when(command).thenRefused('not-found');
  });

  it('goes to other runners, and says from whom', () => {
    const wang = { volunteerId: 'wang', name: 's1.wang' };
    given(run, [planned, started])
      .when({ type: 'hand-over', runners: [wang], reason: 's1.why' })
      .then({ type: 'run-handed-over', runId: 'r1', from: ['li'], runners: [wang], reason: 's1.why' });
    given(run, [planned])
      .when({ type: 'hand-over', runners: [li] })
      .thenNothing();
    given(run, [planned])
      .when({ type: 'hand-over', runners: [li, wang] })
      .then({ type: 'run-handed-over', runId: 'r1', from: ['li'], runners: [li, wang] });
    given(run, [planned, closed])
      .when({ type: 'hand-over', runners: [wang] })
      .thenRefused('run-closed');
  });

  it('takes stops in and lets others go, numbered on from the last', () => {
    const amended: RunEvent = {
      type: 'run-amended',
      runId: 'r1',
      added: [{ taskId: 'n3', needId: 'n3', order: 3 }],
      removed: [{ taskId: 'n1', needId: 'n1' }],
    };
    given(run, [planned])
      .when({ type: 'amend', add: [{ taskId: 'n3', needId: 'n3' }], remove: ['n1'] })
      .then(amended);
    expect(
      given(run, [planned])
        .when({ type: 'amend', add: [{ taskId: 'n3', needId: 'n3' }], remove: ['n1'] })
        .thenState(),
    ).toMatchObject({
      stops: [{ taskId: 'n2' }, { taskId: 'n3', order: 3 }],
    });
    given(run, [planned])
      .when({ type: 'amend', add: [{ taskId: 'n1', needId: 'n1' }], remove: [] })
      .thenNothing();
    given(run, [planned])
      .when({ type: 'amend', add: [], remove: ['n9'] })
      .thenRefused('not-found');
    given(run, [planned, closed])
      .when({ type: 'amend', add: [], remove: ['n1'] })
      .thenRefused('run-closed');
  });

  it('keeps a stop for which something is bought', () => {
    const begun: RunEvent = { type: 'stop-begun', taskId: 'n1' };
    given(run, [planned]).when({ type: 'note-buying', taskId: 'n1' }).then(begun);
    given(run, [planned, begun]).when({ type: 'note-buying', taskId: 'n1' }).thenNothing();
    given(run, [planned]).when({ type: 'note-buying', taskId: 'n9' }).thenNothing();
    given(run, [planned, begun])
      .when({ type: 'amend', add: [], remove: ['n2', 'n1'] })
      .thenRefused('already-bought');
  });
});
