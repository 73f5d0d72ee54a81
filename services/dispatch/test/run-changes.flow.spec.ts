import { flows, type Flow } from '@linli/flow';
import type { BuyingStartedV1 } from '@linli/contracts';
import { dispatch } from '../src/dispatch.service.js';
import { aNeed, aRun, aRunner, aShop, cardOf, clerk, dispatcher, hearNeed, problem, stranger } from './builders.js';

flows('dispatch', dispatch, (at) => {
  let flow: Flow;
  let li: Awaited<ReturnType<typeof aRunner>>;
  let wang: Awaited<ReturnType<typeof aRunner>>;
  let runId: string;
  beforeEach(async () => {
    flow = at();
    for (const id of ['n1', 'n2', 'n3']) await hearNeed(flow, aNeed(id));
    li = await aRunner(flow, '李小安');
    wang = await aRunner(flow, '王大力', { maxStops: 3 });
    runId = await aRun(flow, [li.volunteerId], ['n1', 'n2']);
  });
  const buying = (taskId: string): Promise<void> =>
    flow.hears('pharmacy-run', `purchase/${runId}`, {
      type: 'linli.pharmacy-run.buying-started.v1',
      runId,
      taskId,
      needId: taskId,
    } as BuyingStartedV1);

  describe('a run is handed over', () => {
    it('by its runner, who is on it no more; its tasks are as far as they were', async () => {
      await flow.post(li.account, `/runs/${runId}/start`);
      expect((await flow.post(li.account, `/runs/${runId}/hand-over`, { to: [wang.volunteerId], reason: '我发烧了' })).status).toBe(200);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'started', runId, runner: '王大力' });
      const runners = [{ volunteerId: wang.volunteerId, name: expect.any(String) as string }];
      expect(await flow.published('linli.dispatch.run-handed-over.v1')).toEqual([
        { type: 'linli.dispatch.run-handed-over.v1', runId, runners },
      ]);
      expect((await flow.published('linli.dispatch.task-assigned.v1')).slice(2)).toMatchObject([
        { taskId: 'n1', runId, runners },
        { taskId: 'n2', runId, runners },
      ]);
      expect(problem(await flow.post(li.account, '/tasks/n1/release'))).toEqual([404, 'not-found']);
      expect((await flow.post(wang.account, '/tasks/n1/incident', { reason: 'absent' })).status).toBe(200);
    });

    it('by a dispatcher; to whom has it already changes nothing', async () => {
      const again = await flow.post(dispatcher, `/runs/${runId}/hand-over`, { to: [li.volunteerId] });
      expect([again.status, again.body.version]).toEqual([200, 1]);
      expect((await flow.post(dispatcher, `/runs/${runId}/hand-over`, { to: [li.volunteerId, wang.volunteerId] })).status).toBe(200);
      expect(await cardOf(flow, 'n1')).toMatchObject({ runner: '李小安、王大力' });
    });

    it('not to one who is off or for whom it is too much, nor by others, nor when it is closed', async () => {
      const path = `/runs/${runId}/hand-over`;
      const to = [wang.volunteerId];
      expect(problem(await flow.post(wang.account, path, { to }, { ifMatch: 99 }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(stranger, path, { to }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(clerk, path, { to }))).toEqual([403, 'not-allowed']);
      expect(problem(await flow.post(dispatcher, path, { to: ['nobody'] }, { ifMatch: 99 }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(dispatcher, path, { to }, { ifMatch: 99 }))).toEqual([412, 'version-conflict']);
      expect(problem(await flow.post(dispatcher, path, { to: [] }))).toEqual([400, 'invalid-field']);
      expect(problem(await flow.post(dispatcher, path, { to: [...to, ...to] }))).toEqual([400, 'invalid-field']);
      const few = await aRunner(flow, '赵一', { maxStops: 1 });
      expect(problem(await flow.post(dispatcher, path, { to: [few.volunteerId] }))).toEqual([409, 'too-many-stops']);
      await flow.post(dispatcher, `/volunteers/${wang.volunteerId}/off`);
      expect(problem(await flow.post(dispatcher, path, { to }))).toEqual([409, 'volunteer-off']);
      await flow.hears('pharmacy-run', `purchase/${runId}`, { type: 'linli.pharmacy-run.run-closed.v1', runId } as never);
      await flow.post(dispatcher, `/volunteers/${wang.volunteerId}/on`);
      expect(problem(await flow.post(dispatcher, path, { to }))).toEqual([409, 'run-closed']);
    });
  });

  describe('a run is amended', () => {
    it('with a task that joins it and one that goes back to the board, in one commit', async () => {
      await flow.post(li.account, `/runs/${runId}/start`);
      const shopId = await aShop(flow);
      const { status, body } = await flow.post(li.account, `/runs/${runId}/amend`, {
        add: ['n3'],
        remove: ['n1'],
        shops: [{ taskId: 'n3', shopId }],
      });
      expect([status, body.stops]).toEqual([
        200,
        [
          { taskId: 'n2', order: 2 },
          { taskId: 'n3', order: 3 },
        ],
      ]);
      expect(await cardOf(flow, 'n3')).toMatchObject({ status: 'started', runId, runner: '李小安' });
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'open' });
      expect(await flow.published('linli.dispatch.run-amended.v1')).toEqual([
        {
          type: 'linli.dispatch.run-amended.v1',
          runId,
          added: [{ taskId: 'n3', needId: 'n3', order: 3, shopId }],
          removed: [{ taskId: 'n1', needId: 'n1' }],
        },
      ]);
      expect(await flow.published('linli.dispatch.stop-withdrawn.v1')).toEqual([]);
      expect((await flow.log()).filter(({ position }) => position === body.position).map(({ type }) => type)).toEqual([
        'run-amended',
        'task-assigned',
        'task-started',
        'task-released',
      ]);
    });

    it('not by what is bought already, which stays with all the rest', async () => {
      await buying('n1');
      expect(problem(await flow.post(dispatcher, `/runs/${runId}/amend`, { add: ['n3'], remove: ['n1'] }))).toEqual([
        409,
        'already-bought',
      ]);
      expect(await cardOf(flow, 'n3')).toMatchObject({ status: 'open' });
      expect((await flow.post(dispatcher, `/runs/${runId}/amend`, { remove: ['n2'] })).status).toBe(200);
    });

    it('not by what others have, what is over, or more than its runner takes', async () => {
      const path = `/runs/${runId}/amend`;
      await aRun(flow, [wang.volunteerId], ['n3']);
      expect(problem(await flow.post(dispatcher, path, { add: ['n3'] }))).toEqual([409, 'task-already-claimed']);
      expect(problem(await flow.post(dispatcher, path, { add: ['n9'] }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(dispatcher, path, { remove: ['n3'] }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(wang.account, path, { remove: ['n1'] }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(dispatcher, path, { add: ['n1'], remove: ['n1'] }))).toEqual([400, 'invalid-field']);
      expect((await flow.post(dispatcher, path, { add: ['n1'] })).body).toMatchObject({ version: 1 });
      await flow.post(dispatcher, '/tasks/n1/complete');
      const few = await aRunner(flow, '赵一', { maxStops: 1 });
      for (const id of ['n4', 'n5']) await hearNeed(flow, aNeed(id));
      const small = await aRun(flow, [few.volunteerId], ['n4']);
      expect(problem(await flow.post(dispatcher, `/runs/${small}/amend`, { add: ['n5'] }))).toEqual([409, 'too-many-stops']);
      expect((await flow.post(dispatcher, `/runs/${small}/amend`, { add: ['n5'], remove: ['n4'] })).status).toBe(200);
    });
  });

  describe('runs are suggested', () => {
    const suggest = async (body: object = {}, who = dispatcher) =>
      flow.raw('POST', '/runs/suggest', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, who);

    it('for what is open and who is on, and can be made as they stand', async () => {
      const at = (room: string) => flow.privacy.seal('of-n4', { name: '王奶奶', address: { building: '12', unit: '1', room } });
      await hearNeed(flow, aNeed('n4', { delivery: await at('402'), building: '3' }));
      const { status, body } = await suggest({ tasks: ['n3', 'n4', 'n1'] });
      expect([status, body]).toEqual([
        200,
        {
          runs: [{ runners: [li.volunteerId], runner: '李小安', tasks: ['n4', 'n3'], shops: [] }],
          notPlaced: [{ taskId: 'n1', reason: 'not-open' }],
        },
      ]);
      const [{ runners, tasks }] = body.runs as [{ runners: string[]; tasks: string[] }];
      expect((await flow.post(dispatcher, '/runs', { runners, tasks })).status).toBe(201);
      expect((await suggest()).body).toEqual({ runs: [], notPlaced: [] });
    });

    it('within what each takes, with what he has on the way', async () => {
      for (const id of ['n4', 'n5', 'n6']) await hearNeed(flow, aNeed(id));
      const { body } = await suggest({ volunteers: [wang.volunteerId] });
      expect(body.runs).toMatchObject([{ runner: '王大力', tasks: ['n3', 'n4', 'n5'] }]);
      expect(body.notPlaced).toEqual([{ taskId: 'n6', reason: 'all-full' }]);
    });

    it('for dispatchers, of what is theirs', async () => {
      expect(problem(await suggest({}, clerk))).toEqual([403, 'not-allowed']);
      expect(problem(await suggest({ tasks: ['n9'] }))).toEqual([404, 'not-found']);
      expect(problem(await suggest({ tasks: ['n3'] }, stranger))).toEqual([404, 'not-found']);
      expect(problem(await suggest({ tasks: ['n3', 'n3'] }))).toEqual([400, 'invalid-field']);
      await flow.post(dispatcher, `/volunteers/${wang.volunteerId}/off`);
      expect(problem(await suggest({ volunteers: [wang.volunteerId] }))).toEqual([409, 'volunteer-off']);
    });
  });
});
