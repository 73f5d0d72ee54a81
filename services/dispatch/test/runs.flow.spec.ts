import { flows, type Flow } from '@linli/flow';
import { dispatch } from '../src/dispatch.service.js';
import {
  aNeed,
  aRun,
  aRunner,
  clerk,
  delivered,
  dispatcher,
  hearNeed,
  problem,
  runClosed,
  secondDispatcher,
  stopFailed,
  stranger,
} from './builders.js';

flows('dispatch', dispatch, (at) => {
  let flow: Flow;
  let li: Awaited<ReturnType<typeof aRunner>>;
  let runId: string;
  beforeEach(async () => {
    flow = at();
    await hearNeed(flow, aNeed('n1', { building: '3' }));
    await hearNeed(flow, aNeed('n2', { kind: 'repair' }));
    await hearNeed(flow, aNeed('n3'));
    li = await aRunner(flow, '李小安');
    runId = await aRun(flow, [li.volunteerId], ['n1', 'n2']);
  });
  const one = async (id = runId) => (await flow.get(dispatcher, `/runs/${id}`)).body as { version: number; since: string };
  const listed = async (query = '') => (await flow.get(dispatcher, `/runs${query}`)).body.items as { id: string }[];

  describe('runs are listed', () => {
    it('with their buildings and what is left, and nobody who lives there', async () => {
      const { since } = await one();
      expect(await listed()).toEqual([
        {
          id: runId,
          version: 1,
          status: 'planned',
          runner: '李小安',
          runners: [li.volunteerId],
          stops: [
            { taskId: 'n1', order: 1, kind: 'medicine', building: '3', status: 'waiting' },
            { taskId: 'n2', order: 2, kind: 'repair', building: '12', status: 'waiting' },
          ],
          plannedAt: since,
          since,
        },
      ]);
      await flow.post(li.account, `/runs/${runId}/start`);
      await flow.hears('pharmacy-run', `purchase/${runId}`, delivered(runId, 'n1'));
      await flow.hears('pharmacy-run', `purchase/${runId}`, stopFailed(runId, 'n2'));
      expect(await one()).toMatchObject({ status: 'started', stops: [{ status: 'delivered' }, { status: 'failed' }] });
    });

    it('the latest first, by how they stand', async () => {
      const later = await aRun(flow, [li.volunteerId], ['n3']);
      expect((await listed()).map(({ id }) => id)).toEqual([later, runId]);
      await flow.post(dispatcher, `/runs/${later}/start`);
      expect((await listed('?status=started')).map(({ id }) => id)).toEqual([later]);
      expect((await listed('?status=planned')).map(({ id }) => id)).toEqual([runId]);
      const first = (await flow.get(dispatcher, '/runs?limit=1')).body as { nextCursor: string };
      expect((await listed(`?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)).map(({ id }) => id)).toEqual([runId]);
    });

    it('as they ended: what was given stays given, what was not has failed', async () => {
      await flow.hears('pharmacy-run', `purchase/${runId}`, delivered(runId, 'n1'));
      await flow.hears('pharmacy-run', `purchase/${runId}`, runClosed(runId));
      const ended = { status: 'closed', stops: [{ status: 'delivered' }, { status: 'failed' }] };
      expect(await one()).toMatchObject(ended);
      // The household asks again: a new task of the same need, in nobody's hands.
      await hearNeed(flow, aNeed('n1', { type: 'linli.intake.need-reopened.v1' } as never));
      expect(await one()).toMatchObject(ended);
    });

    it('for dispatchers, of what is theirs', async () => {
      for (const path of ['/runs', `/runs/${runId}`]) {
        expect(problem(await flow.get(clerk, path))).toEqual([403, 'not-allowed']);
        expect(problem(await flow.get(li.account, path))).toEqual([403, 'not-allowed']);
      }
      expect(problem(await flow.get(stranger, `/runs/${runId}`))).toEqual([404, 'not-found']);
      expect((await flow.get(stranger, '/runs')).body.items).toEqual([]);
      expect(problem(await flow.get(dispatcher, '/runs?status=lost'))).toEqual([400, 'invalid-field']);
    });
  });

  it('two dispatchers change one run: the second is told what the first has done', async () => {
    const { version } = await one();
    expect((await flow.post(dispatcher, `/runs/${runId}/amend`, { add: ['n3'] }, { ifMatch: version })).status).toBe(200);
    for (const [path, body] of [
      ['amend', { remove: ['n2'] }],
      ['hand-over', { to: [li.volunteerId] }],
      ['start', {}],
    ] as const) {
      const answer = await flow.post(secondDispatcher, `/runs/${runId}/${path}`, body, { ifMatch: version });
      expect([answer.status, answer.body]).toMatchObject([
        412,
        { code: 'version-conflict', version: version + 1, changes: [{ type: 'run-amended' }] },
      ]);
    }
    const { version: now } = await one();
    expect((await flow.post(secondDispatcher, `/runs/${runId}/amend`, { remove: ['n2'] }, { ifMatch: now })).status).toBe(200);
    expect(await one()).toMatchObject({ stops: [{ taskId: 'n1' }, { taskId: 'n3' }] });
  });
});
