import { COMMUNITY, flows, OTHER_COMMUNITY, type Flow } from '@linli/flow';
import { dispatch } from '../src/dispatch.service.js';
import { aMove, aNeed, aRun, aRunner, cardOf, delivered, dispatcher, hearNeed, runClosed, stopFailed, stranger } from './builders.js';

flows('dispatch', dispatch, (at) => {
  let flow: Flow;
  beforeEach(() => void (flow = at()));
  const hearStop = (event: ReturnType<typeof delivered> | ReturnType<typeof stopFailed> | ReturnType<typeof runClosed>) =>
    flow.hears('pharmacy-run', `purchase/${event.runId}`, event);

  describe.each([false, true])('what intake says (lost by the bus: %s)', (lost) => {
    it('opens a task, amends it, and withdraws it with its stop', async () => {
      await hearNeed(flow, aNeed('n1'), { lost });
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'open', deadline: '2022-11-24T18:00:00.000Z', urgency: 'urgent' });
      const { volunteerId } = await aRunner(flow, '李小安');
      const runId = await aRun(flow, [volunteerId], ['n1']);
      const of = { needId: 'n1', residentId: 'of-n1' };
      await flow.hears(
        'intake',
        'need/n1',
        { type: 'linli.intake.need-amended.v1', ...of, deadline: '2022-11-24T09:00:00.000Z', urgency: 'life-critical' } as never,
        { lost },
      );
      expect(await cardOf(flow, 'n1')).toMatchObject({
        status: 'assigned',
        deadline: '2022-11-24T09:00:00.000Z',
        urgency: 'life-critical',
      });
      await flow.hears('intake', 'need/n1', { type: 'linli.intake.need-cancelled.v1', ...of } as never, { lost });
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'withdrawn' });
      expect(await flow.published('linli.dispatch.stop-withdrawn.v1')).toMatchObject([{ runId, taskId: 'n1', needId: 'n1' }]);
    });
  });

  describe.each([false, true])('a need whose resident moves (lost by the bus: %s)', (lost) => {
    const move = (place: { building: string; grid?: string }) =>
      flow.hears('intake', 'need/n1', { ...aMove('n1'), ...place } as never, { lost });

    it('is on the board where it is now; in its run it stays', async () => {
      await hearNeed(flow, aNeed('n1', { grid: '03' }));
      await hearNeed(flow, aNeed('n2'));
      const { volunteerId } = await aRunner(flow, '李小安');
      const runId = await aRun(flow, [volunteerId], ['n1', 'n2']);
      await flow.post(dispatcher, `/runs/${runId}/start`);
      await move({ building: '3', grid: '01' });
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'started', runId, runner: '李小安', building: '3', grid: '01' });
      expect((await flow.get(dispatcher, '/board')).body.counts.byBuilding).toEqual({ '3': 1, '12': 1 });
      expect((await flow.get(dispatcher, '/board?building=3')).body.items).toMatchObject([{ taskId: 'n1' }]);
      expect(await flow.published('linli.dispatch.stop-withdrawn.v1')).toEqual([]);
      await move({ building: '4' });
      expect(await cardOf(flow, 'n1')).not.toHaveProperty('grid');
      await flow.hears('pharmacy-run', `purchase/${runId}`, delivered(runId, 'n1'));
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'completed', building: '4' });
    });
    it('has moved once, however often it is heard', async () => {
      await hearNeed(flow, aNeed('n1'));
      await move({ building: '3' });
      await move({ building: '3' });
      expect((await flow.log()).filter(({ type }) => type === 'task-moved')).toHaveLength(1);
    });
  });

  it('a need whose words alone change leaves its task as it is', async () => {
    await hearNeed(flow, aNeed('n1'));
    await flow.hears('intake', 'need/n1', { type: 'linli.intake.need-amended.v1', needId: 'n1', residentId: 'of-n1', lines: [] } as never);
    expect((await cardOf(flow, 'n1'))!.version).toBe(1);
  });

  it('a reopened need is a task again, as it stands now', async () => {
    await hearNeed(flow, aNeed('n1'));
    await flow.post(dispatcher, '/tasks/n1/complete');
    const { type: _type, ...facts } = aNeed('n1', { urgency: 'life-critical' });
    await flow.hears('intake', 'need/n1', { type: 'linli.intake.need-reopened.v1', ...facts } as never);
    expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'open', urgency: 'life-critical' });
  });

  it('what is done stays to be confirmed until who asked has said so', async () => {
    await hearNeed(flow, aNeed('n1'));
    await flow.post(dispatcher, '/tasks/n1/complete');
    const toConfirm = async () => {
      const { body } = await flow.get(dispatcher, '/board?status=completed');
      return [body.items.map(({ taskId }: { taskId: string }) => taskId), body.counts.byStatus];
    };
    await flow.settled();
    expect(await toConfirm()).toEqual([['n1'], { completed: 1 }]);
    const confirmed = { type: 'linli.intake.need-confirmed.v1', needId: 'n1', residentId: 'wang', confirmedBy: 'requester' } as const;
    await flow.hears('intake', 'need/n1', confirmed);
    expect(await toConfirm()).toEqual([[], {}]);
    expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'confirmed' });
  });

  it('communities do not mix', async () => {
    await hearNeed(flow, aNeed('here'), { community: COMMUNITY });
    await hearNeed(flow, aNeed('there'), { community: OTHER_COMMUNITY });
    const seen = async (who: typeof dispatcher) => (await flow.get(who, '/board')).body.items as { taskId: string }[];
    expect((await seen(dispatcher)).map(({ taskId }) => taskId)).toEqual(['here']);
    expect((await seen(stranger)).map(({ taskId }) => taskId)).toEqual(['there']);
  });

  describe('what pharmacy-run says', () => {
    let runId: string;
    let volunteerId: string;
    beforeEach(async () => {
      await hearNeed(flow, aNeed('n1'));
      await hearNeed(flow, aNeed('n2'));
      ({ volunteerId } = await aRunner(flow, '李小安'));
      runId = await aRun(flow, [volunteerId], ['n1', 'n2']);
    });

    it('a delivered stop completes its task, also when the bus has lost it', async () => {
      await flow.hears('pharmacy-run', `purchase/${runId}`, delivered(runId, 'n1', ['line-2']), { lost: true });
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'completed' });
      expect(await flow.published('linli.dispatch.task-completed.v1')).toEqual([
        { type: 'linli.dispatch.task-completed.v1', taskId: 'n1', needId: 'n1', runId, missing: ['line-2'] },
      ]);
      expect(await flow.published('linli.dispatch.stop-withdrawn.v1')).toEqual([]);
    });

    it('a failed stop is an incident for the dispatcher', async () => {
      await hearStop(stopFailed(runId, 'n1'));
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'incident', incident: 'absent', runId });
      expect(await flow.published('linli.dispatch.task-failed.v1')).toEqual([]);
    });

    it('a closed run gives back what nobody delivered, and keeps incidents for the dispatcher', async () => {
      await hearNeed(flow, aNeed('n3'));
      const other = await aRun(flow, [volunteerId], ['n3']);
      await hearStop(stopFailed(runId, 'n1'));
      await hearStop(runClosed(runId));
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'incident' });
      expect(await cardOf(flow, 'n2')).toMatchObject({ status: 'open' });
      expect(await cardOf(flow, 'n3')).toMatchObject({ status: 'assigned', runId: other });
      expect((await flow.post(dispatcher, `/runs/${runId}/start`)).body).toMatchObject({ status: 409, code: 'run-closed' });
    });

    it('a stop delivered by a run that had lost it counts, and the run that has it now loses it', async () => {
      await flow.post(dispatcher, '/tasks/n1/release');
      const now = await aRun(flow, [volunteerId], ['n1']);
      await hearStop(delivered(runId, 'n1'));
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'completed' });
      expect(await flow.published('linli.dispatch.task-completed.v1')).toMatchObject([{ taskId: 'n1', runId }]);
      expect(await flow.published('linli.dispatch.stop-withdrawn.v1')).toMatchObject([
        { runId, taskId: 'n1' },
        { runId: now, taskId: 'n1' },
      ]);
    });

    it('a stop that failed on a run that had lost it is nobody’s incident', async () => {
      await flow.post(dispatcher, '/tasks/n1/release');
      const now = await aRun(flow, [volunteerId], ['n1']);
      await hearStop(stopFailed(runId, 'n1'));
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'assigned', runId: now });
    });
  });
});
