import { randomUUID } from 'node:crypto';
import { anAccount, flows, type Flow } from '@linli/flow';
import { dispatch } from '../src/dispatch.service.js';
import type { RunStarted } from '../src/domain/run.js';
import type { TaskReleased } from '../src/domain/task.events.js';
import { aNeed, aRun, aRunner, aShop, cardOf, clerk, dispatcher, fact, hearNeed, problem, secondDispatcher, stranger } from './builders.js';

const NOBODY = '0193f6e8-0000-7000-8000-00000000dead';

flows('dispatch', dispatch, (at) => {
  let flow: Flow;
  beforeEach(() => void (flow = at()));

  describe('volunteers', () => {
    it('join off duty, go on and off as often as they like, and are seen by name', async () => {
      const { status, body } = await flow.post(dispatcher, '/volunteers', {
        name: '李小安',
        phone: '199 1000 0001',
        zones: ['3'],
        maxStops: 4,
      });
      expect([status, body.version]).toEqual([201, 1]);
      const shown = async () => (await flow.get(dispatcher, '/volunteers')).body.items[0];
      expect(await shown()).toMatchObject({
        id: body.id,
        name: '李小安',
        phone: '199 1000 0001',
        status: 'off',
        zones: ['3'],
        maxStops: 4,
      });
      const on = await flow.post(dispatcher, `/volunteers/${body.id}/on`);
      expect([on.status, on.body.version]).toEqual([200, 2]);
      const again = await flow.post(dispatcher, `/volunteers/${body.id}/on`);
      expect([again.status, again.body.version]).toEqual([200, 2]);
      expect(await shown()).toMatchObject({ status: 'on', version: 2 });
      // Who binds accounts to volunteers sees who there is, and nobody's telephone.
      const [bound] = (await flow.get(anAccount('a', 'administrator'), '/volunteers')).body.items;
      expect([bound.id, bound.name, bound.phone]).toEqual([body.id, (await shown()).name, undefined]);
      expect((await flow.post(dispatcher, `/volunteers/${body.id}/off`)).status).toBe(200);
      expect(await shown()).toMatchObject({ status: 'off' });
      expect(await flow.published()).toEqual([
        { type: 'linli.dispatch.volunteer-went-on.v1', volunteerId: body.id },
        { type: 'linli.dispatch.volunteer-went-off.v1', volunteerId: body.id },
      ]);
    });

    it('are corrected, each field by itself; what they have on the way keeps the name it was given under', async () => {
      const { volunteerId } = await aRunner(flow, '李小按', { zones: ['3'], maxStops: 1 });
      await hearNeed(flow, aNeed('held'));
      await aRun(flow, [volunteerId], ['held']);
      const correct = (body: object, ifMatch?: number) =>
        flow.post(dispatcher, `/volunteers/${volunteerId}/correct`, body, ifMatch === undefined ? {} : { ifMatch });
      const shown = async () => (await flow.get(dispatcher, '/volunteers')).body.items[0];
      const { version: seen, since } = await shown();
      // A run that was planned has touched him and changed nothing: what was seen before it still counts.
      const { version } = (await correct({ name: '李小安', maxStops: 0, reason: '写错了' }, seen)).body;
      expect(await shown()).toMatchObject({ name: '李小安', phone: '19910000001', zones: ['3'], status: 'on', since });
      expect(await shown()).not.toHaveProperty('maxStops');
      expect(await shown()).not.toHaveProperty('reason');
      expect((await correct({ phone: '19910000009', zones: [] })).status).toBe(200);
      expect(await shown()).toMatchObject({ name: '李小安', phone: '19910000009', zones: [] });
      expect((await cardOf(flow, 'held'))!.runner).toBe('李小按');
      // Nothing named, nothing changed; and what is no number, nobody, or read before is said.
      expect((await correct({})).body.version).toBe(Number(version) + 1);
      expect(problem(await correct({ phone: '没有' }))).toEqual([400, 'invalid-field']);
      expect(problem(await correct({ maxStops: -1 }))).toEqual([400, 'invalid-field']);
      expect(problem(await correct({ name: '李小安' }, seen))).toEqual([412, 'version-conflict']);
      expect(problem(await flow.post(dispatcher, `/volunteers/${NOBODY}/correct`, { name: '某' }))).toEqual([404, 'not-found']);
    });

    it('stand down for good and leave the list', async () => {
      const { volunteerId } = await aRunner(flow, '李小安');
      expect((await flow.post(dispatcher, `/volunteers/${volunteerId}/stand-down`)).status).toBe(200);
      expect((await flow.get(dispatcher, '/volunteers')).body.items).toEqual([]);
      expect((await flow.get(dispatcher, '/volunteers?status=stood-down')).body.items).toMatchObject([{ id: volunteerId }]);
      expect(problem(await flow.post(dispatcher, `/volunteers/${volunteerId}/on`))).toEqual([409, 'volunteer-stood-down']);
      expect(await flow.published('linli.dispatch.volunteer-went-off.v1')).toHaveLength(1);
    });

    it('are listed page by page', async () => {
      for (const name of ['甲', '乙', '丙']) await aRunner(flow, name);
      const first = (await flow.get(dispatcher, '/volunteers?limit=2')).body;
      const second = (await flow.get(dispatcher, `/volunteers?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)).body;
      expect(second.nextCursor).toBeNull();
      expect(new Set([...first.items, ...second.items].map(({ name }: { name: string }) => name))).toEqual(new Set(['甲', '乙', '丙']));
    });

    it('of his own squad are all a captain sees, and a captain who is no volunteer sees none', async () => {
      const captain = await aRunner(flow, '队长');
      const member = await aRunner(flow, '队员');
      await aRunner(flow, '别人');
      const squad = { name: '购药小分队', members: [captain.volunteerId, member.volunteerId] };
      expect((await flow.post(dispatcher, '/squads', { ...squad, captain: captain.volunteerId })).status).toBe(201);
      await flow.post(dispatcher, '/squads', { name: '没有队长', members: [member.volunteerId] });
      const seen = async (volunteerId?: string) =>
        (await flow.get(anAccount('cap', 'captain', volunteerId === undefined ? {} : { volunteerId }), '/volunteers')).body.items as {
          name: string;
        }[];
      expect((await seen(captain.volunteerId)).map(({ name }) => name).sort()).toEqual(['队员', '队长'].sort());
      expect(await seen(member.volunteerId)).toEqual([]);
      expect(await seen()).toEqual([]);
    });

    it('make a squad only of people who are there, with a captain from its midst', async () => {
      const { volunteerId } = await aRunner(flow, '李小安');
      expect(problem(await flow.post(dispatcher, '/squads', { name: '小分队', members: [NOBODY] }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(dispatcher, '/squads', { name: '小分队', members: [volunteerId], captain: NOBODY }))).toEqual([
        409,
        'not-a-member',
      ]);
    });
  });

  describe('the board', () => {
    it('shows tasks by time left, with counts by status and building', async () => {
      await hearNeed(flow, aNeed('later', { deadline: '2022-11-24T20:00:00.000Z', building: '3' }));
      await hearNeed(
        flow,
        aNeed('sooner', { deadline: '2022-11-24T08:00:00.000Z', building: '12', kind: 'groceries', urgency: 'life-critical' }),
      );
      await hearNeed(flow, aNeed('taken', { deadline: '2022-11-24T10:00:00.000Z', building: '12' }));
      const { volunteerId } = await aRunner(flow, '李小安');
      const runId = await aRun(flow, [volunteerId], ['taken']);
      const { body } = await flow.get(dispatcher, '/board');
      expect(body.items).toMatchObject([
        { taskId: 'sooner', needId: 'sooner', kind: 'groceries', building: '12', urgency: 'life-critical', status: 'open' },
        { taskId: 'taken', status: 'assigned', runId, runner: '李小安' },
        { taskId: 'later', deadline: '2022-11-24T20:00:00.000Z', building: '3' },
      ]);
      expect(body.counts).toEqual({ byStatus: { assigned: 1, open: 2 }, byBuilding: { '12': 2, '3': 1 } });
      expect(body.nextCursor).toBeNull();
      expect(body.items[0]).not.toHaveProperty('runner');
      expect(JSON.stringify(body)).not.toContain('of-sooner');
    });

    it('is filtered and paged', async () => {
      for (const [id, building] of [
        ['a', '1'],
        ['b', '1'],
        ['c', '2'],
      ] as const)
        await hearNeed(flow, aNeed(id, { building, deadline: `2022-11-24T1${building}:00:00.000Z` }));
      const ids = async (query: string) =>
        ((await flow.get(dispatcher, `/board${query}`)).body.items as { taskId: string }[]).map(({ taskId }) => taskId);
      expect(await ids('?building=1')).toEqual(['a', 'b']);
      expect(await ids('?kind=visit')).toEqual([]);
      expect(await ids('?kind=medicine&building=2&status=open')).toEqual(['c']);
      const first = (await flow.get(dispatcher, '/board?limit=2')).body;
      expect(await ids(`?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)).toEqual(['c']);
    });

    it('has what one has just done when asked for it', async () => {
      await hearNeed(flow, aNeed('n1'));
      const { volunteerId } = await aRunner(flow, '李小安');
      const { body } = await flow.post(dispatcher, '/runs', { runners: [volunteerId], tasks: ['n1'] });
      expect((await flow.get(dispatcher, `/board?atLeast=${body.position}`)).body.items).toMatchObject([{ runId: body.id }]);
    });

    it('shows a runner of what is open the building, the deadline and no more', async () => {
      await hearNeed(flow, aNeed('n1'));
      await hearNeed(flow, aNeed('n2'));
      const { volunteerId, account } = await aRunner(flow, '李小安');
      await aRun(flow, [volunteerId], ['n2']);
      expect((await flow.get(account, '/tasks')).body.items).toEqual([
        { taskId: 'n1', kind: 'medicine', building: '12', deadline: '2022-11-24T18:00:00.000Z', urgency: 'urgent', status: 'open' },
      ]);
      expect((await flow.get(account, '/tasks?status=assigned')).body.items).toMatchObject([{ taskId: 'n1' }]);
      expect((await flow.get(dispatcher, '/tasks?status=assigned')).body.items).toMatchObject([{ taskId: 'n2', needId: 'n2' }]);
    });
  });

  describe('a run', () => {
    it('takes all of its tasks in one commit', async () => {
      for (const [id, building] of [
        ['n1', '12'],
        ['n2', '3'],
        ['n3', '3'],
      ] as const)
        await hearNeed(flow, aNeed(id, { building, deadline: `2022-11-24T1${id[1]}:00:00.000Z` }));
      const { volunteerId } = await aRunner(flow, '李小安');
      const shopId = await aShop(flow);
      const { status, body } = await flow.post(dispatcher, '/runs', {
        runners: [volunteerId],
        tasks: ['n1', 'n2', 'n3'],
        shops: [{ taskId: 'n2', shopId }],
      });
      expect(status).toBe(201);
      expect(body).toEqual({
        id: body.id,
        version: 1,
        position: expect.any(Number) as number,
        stops: [
          { taskId: 'n2', order: 1 },
          { taskId: 'n3', order: 2 },
          { taskId: 'n1', order: 3 },
        ],
      });
      const commit = (await flow.log()).filter(({ position }) => position === body.position);
      expect(commit.map(({ type, subject }) => [type, subject])).toEqual([
        ['run-planned', `run/${body.id}`],
        ['task-assigned', 'task/n1'],
        ['task-assigned', 'task/n2'],
        ['task-assigned', 'task/n3'],
      ]);
      const runners = [{ volunteerId, name: expect.stringMatching(/^s1\./) as string }];
      expect(await flow.published('linli.dispatch.run-planned.v1')).toEqual([
        {
          type: 'linli.dispatch.run-planned.v1',
          runId: body.id,
          runners,
          stops: [
            { taskId: 'n2', needId: 'n2', order: 1, shopId },
            { taskId: 'n3', needId: 'n3', order: 2 },
            { taskId: 'n1', needId: 'n1', order: 3 },
          ],
        },
      ]);
      expect(await flow.published('linli.dispatch.task-assigned.v1')).toEqual(
        ['n1', 'n2', 'n3'].map((id) => ({ type: 'linli.dispatch.task-assigned.v1', taskId: id, needId: id, runId: body.id, runners })),
      );
    });

    it('takes all of them or none', async () => {
      await hearNeed(flow, aNeed('n1'));
      await hearNeed(flow, aNeed('n2'));
      const { volunteerId } = await aRunner(flow, '李小安');
      await aRun(flow, [volunteerId], ['n2']);
      const refused = await flow.post(dispatcher, '/runs', { runners: [volunteerId], tasks: ['n1', 'n2'] });
      expect(problem(refused)).toEqual([409, 'task-already-claimed']);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'open' });
    });

    it('of two dispatchers who take the same task at once one gets it, and the other is told who has it', async () => {
      await hearNeed(flow, aNeed('n1'));
      const li = await aRunner(flow, '李小安');
      const wang = await aRunner(flow, '王大力');
      const both = await Promise.all([
        flow.post(dispatcher, '/runs', { runners: [li.volunteerId], tasks: ['n1'] }),
        flow.post(secondDispatcher, '/runs', { runners: [wang.volunteerId], tasks: ['n1'] }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      const won = both.findIndex(({ status }) => status === 201);
      expect(both[1 - won]!.body).toMatchObject({
        code: 'task-already-claimed',
        taskId: 'n1',
        runId: both[won]!.body.id as string,
        runner: ['李小安', '王大力'][won],
      });
      expect(await flow.published('linli.dispatch.task-assigned.v1')).toHaveLength(1);
    });

    it('is not for one who is off, nor for more stops than he takes, nor of what is over', async () => {
      for (const id of ['n1', 'n2', 'n3']) await hearNeed(flow, aNeed(id));
      const { volunteerId } = await aRunner(flow, '李小安', { maxStops: 1 });
      expect(problem(await flow.post(dispatcher, '/runs', { runners: [volunteerId], tasks: ['n1', 'n2'] }))).toEqual([
        409,
        'too-many-stops',
      ]);
      await flow.post(dispatcher, '/tasks/n3/complete');
      expect(problem(await flow.post(dispatcher, '/runs', { runners: [volunteerId], tasks: ['n3'] }))).toEqual([409, 'task-not-open']);
      await flow.post(dispatcher, `/volunteers/${volunteerId}/off`);
      expect(problem(await flow.post(dispatcher, '/runs', { runners: [volunteerId], tasks: ['n1'] }))).toEqual([409, 'volunteer-off']);
    });

    it('may be one of several that a volunteer holds', async () => {
      await hearNeed(flow, aNeed('n1'));
      await hearNeed(flow, aNeed('n2'));
      const { volunteerId } = await aRunner(flow, '李小安');
      expect(await aRun(flow, [volunteerId], ['n1'])).not.toBe(await aRun(flow, [volunteerId], ['n2']));
    });

    it('is started by its runner or a dispatcher, with its tasks, and is not there for other runners', async () => {
      await hearNeed(flow, aNeed('n1'));
      const li = await aRunner(flow, '李小安');
      const wang = await aRunner(flow, '王大力');
      const runId = await aRun(flow, [li.volunteerId], ['n1']);
      expect(problem(await flow.post(wang.account, `/runs/${runId}/start`))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(wang.account, `/runs/${runId}/start`, {}, { ifMatch: 99 }))).toEqual([404, 'not-found']);
      expect((await flow.post(li.account, `/runs/${runId}/start`)).status).toBe(200);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'started' });
      const again = await flow.post(dispatcher, `/runs/${runId}/start`, { reason: '他的手机没电了' });
      expect([again.status, again.body.version]).toEqual([200, 2]);
      expect(await flow.published('linli.dispatch.run-started.v1')).toEqual([{ type: 'linli.dispatch.run-started.v1', runId }]);
    });

    it('started by a dispatcher keeps the reason, and does not tell it', async () => {
      await hearNeed(flow, aNeed('n1'));
      const { volunteerId } = await aRunner(flow, '李小安');
      const runId = await aRun(flow, [volunteerId], ['n1']);
      await flow.post(dispatcher, `/runs/${runId}/start`, { reason: '他的手机没电了' });
      const { reason } = await fact<RunStarted>(flow, 'run-started');
      expect(await flow.privacy.open('d', reason!)).toBe('他的手机没电了');
      expect(await flow.published('linli.dispatch.run-started.v1')).toEqual([{ type: 'linli.dispatch.run-started.v1', runId }]);
    });
  });

  describe('a task', () => {
    it('is claimed by a runner for himself, which makes a run of one', async () => {
      await hearNeed(flow, aNeed('n1'));
      const li = await aRunner(flow, '李小安');
      const wang = await aRunner(flow, '王大力');
      const claimed = await flow.post(li.account, '/tasks/n1/claim');
      expect([claimed.status, claimed.body.stops]).toEqual([201, [{ taskId: 'n1', order: 1 }]]);
      const lost = await flow.post(wang.account, '/tasks/n1/claim');
      expect(lost.body).toMatchObject({ status: 409, code: 'task-already-claimed', runner: '李小安' });
      expect(problem(await flow.post(li.account, '/tasks/n1/claim', { volunteerId: wang.volunteerId }))).toEqual([403, 'not-allowed']);
    });

    it('is claimed by a dispatcher for a runner, with a reason', async () => {
      await hearNeed(flow, aNeed('n1'));
      const { volunteerId } = await aRunner(flow, '李小安');
      expect(problem(await flow.post(dispatcher, '/tasks/n1/claim'))).toEqual([400, 'invalid-field']);
      expect((await flow.post(dispatcher, '/tasks/n1/claim', { volunteerId, reason: '他打电话来说的' })).status).toBe(201);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'assigned', runner: '李小安' });
    });

    it('goes back to the board when its runner releases it, and leaves the run', async () => {
      await hearNeed(flow, aNeed('n1'));
      await hearNeed(flow, aNeed('n2'));
      const li = await aRunner(flow, '李小安');
      const runId = await aRun(flow, [li.volunteerId], ['n1', 'n2']);
      expect((await flow.post(li.account, '/tasks/n1/release', { reason: '来不及了' })).status).toBe(200);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'open' });
      expect(await cardOf(flow, 'n1')).not.toHaveProperty('runId');
      expect(await flow.published('linli.dispatch.stop-withdrawn.v1')).toEqual([
        { type: 'linli.dispatch.stop-withdrawn.v1', runId, taskId: 'n1', needId: 'n1' },
      ]);
      expect(await flow.published('linli.dispatch.task-released.v1')).toEqual([
        { type: 'linli.dispatch.task-released.v1', taskId: 'n1', needId: 'n1', runId },
      ]);
      const { reason } = await fact<TaskReleased>(flow, 'task-released');
      expect(await flow.privacy.open('of-n1', reason!)).toBe('来不及了');
    });

    it('has an incident that waits for the dispatcher, who retries or fails it', async () => {
      await hearNeed(flow, aNeed('n1'));
      const li = await aRunner(flow, '李小安');
      await aRun(flow, [li.volunteerId], ['n1']);
      expect((await flow.post(li.account, '/tasks/n1/incident', { reason: 'gate-closed', note: '门卫不让进' })).status).toBe(200);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'incident', incident: 'gate-closed', runner: '李小安' });
      expect((await flow.get(dispatcher, '/board?status=incident')).body.counts.byStatus).toEqual({ incident: 1 });
      expect(problem(await flow.post(li.account, '/tasks/n1/reopen'))).toEqual([403, 'not-allowed']);
      expect((await flow.post(dispatcher, '/tasks/n1/reopen')).status).toBe(200);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'open' });
      expect((await flow.post(dispatcher, '/tasks/n1/fail', { reason: 'gate-closed', note: '明天再来' })).status).toBe(200);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'failed', incident: 'gate-closed' });
      expect(await flow.published('linli.dispatch.task-failed.v1')).toEqual([
        { type: 'linli.dispatch.task-failed.v1', taskId: 'n1', needId: 'n1', reason: 'gate-closed' },
      ]);
      expect(problem(await flow.post(dispatcher, '/tasks/n1/release'))).toEqual([409, 'task-not-open']);
    });

    it('called done by hand leaves its run', async () => {
      await hearNeed(flow, aNeed('n1'));
      const { volunteerId } = await aRunner(flow, '李小安');
      const runId = await aRun(flow, [volunteerId], ['n1']);
      expect((await flow.post(dispatcher, '/tasks/n1/complete', { note: '女儿自己送去了' })).status).toBe(200);
      expect(await flow.published('linli.dispatch.task-completed.v1')).toEqual([
        { type: 'linli.dispatch.task-completed.v1', taskId: 'n1', needId: 'n1', runId, missing: [] },
      ]);
      expect(await flow.published('linli.dispatch.stop-withdrawn.v1')).toHaveLength(1);
      expect((await flow.get(dispatcher, '/board')).body.items).toEqual([]);
    });

    it('of another runner is not there for a runner', async () => {
      await hearNeed(flow, aNeed('n1'));
      const li = await aRunner(flow, '李小安');
      const wang = await aRunner(flow, '王大力');
      await aRun(flow, [li.volunteerId], ['n1']);
      for (const [path, body] of [
        ['release', {}],
        ['incident', { reason: 'absent' }],
      ] as const) {
        expect(problem(await flow.post(wang.account, `/tasks/n1/${path}`, body))).toEqual([404, 'not-found']);
        expect(problem(await flow.post(wang.account, `/tasks/n1/${path}`, body, { ifMatch: 99 }))).toEqual([404, 'not-found']);
      }
    });
  });

  describe('refusals come in their order', () => {
    /** Every command, with a body that is right. */
    const COMMANDS = (volunteerId: string): readonly [path: string, body: object, allowed: 'dispatcher' | 'runner'][] => [
      ['/volunteers', { name: '李', phone: '19910000001' }, 'dispatcher'],
      [`/volunteers/${NOBODY}/on`, {}, 'dispatcher'],
      [`/volunteers/${NOBODY}/off`, {}, 'dispatcher'],
      [`/volunteers/${NOBODY}/stand-down`, {}, 'dispatcher'],
      ['/squads', { name: '小分队', members: [NOBODY] }, 'dispatcher'],
      ['/runs', { runners: [volunteerId], tasks: [NOBODY] }, 'dispatcher'],
      [`/volunteers/${NOBODY}/correct`, { name: '李小安' }, 'dispatcher'],
      [`/runs/${NOBODY}/start`, {}, 'runner'],
      [`/tasks/${NOBODY}/claim`, {}, 'runner'],
      [`/tasks/${NOBODY}/release`, {}, 'runner'],
      [`/tasks/${NOBODY}/incident`, { reason: 'absent' }, 'runner'],
      [`/tasks/${NOBODY}/complete`, {}, 'dispatcher'],
      [`/tasks/${NOBODY}/fail`, { reason: 'absent' }, 'dispatcher'],
      [`/tasks/${NOBODY}/reopen`, {}, 'dispatcher'],
    ];

    it('on every command: 401, 403, the key, 400, 404', async () => {
      const li = await aRunner(flow, '李小安');
      for (const [path, body, allowed] of COMMANDS(li.volunteerId)) {
        const json = { 'content-type': 'application/json' };
        const right = JSON.stringify(body);
        const told = async (wanted: [number, string], ...[init, who]: [Parameters<Flow['raw']>[2], (typeof li)['account']?]) =>
          expect([path, ...problem(await flow.raw('POST', path, init, who))]).toEqual([path, ...wanted]);
        const who = allowed === 'runner' ? li.account : dispatcher;
        await told([401, 'not-signed-in'], { headers: json, body: '{' });
        await told([403, 'not-allowed'], { headers: json, body: '{' }, clerk);
        if (allowed === 'dispatcher') await told([403, 'not-allowed'], { headers: json, body: '{' }, li.account);
        await told([400, 'idempotency-key-missing'], { headers: json, body: '{' }, who);
        const keyed = { ...json, 'idempotency-key': randomUUID() };
        await told([400, 'malformed-json'], { headers: keyed, body: '{' }, who);
        await told([400, 'unknown-field'], { headers: keyed, body: JSON.stringify({ ...body, colour: 'red' }) }, who);
        if (path !== '/volunteers') await told([404, 'not-found'], { headers: { ...keyed, 'if-match': '"7"' }, body: right }, who);
      }
    });

    it('404 for another community’s things before 412, and 412 before 409', async () => {
      await hearNeed(flow, aNeed('n1'));
      const { volunteerId } = await aRunner(flow, '李小安');
      const runId = await aRun(flow, [volunteerId], ['n1']);
      for (const path of [`/runs/${runId}/start`, '/tasks/n1/complete', '/tasks/n1/release', `/volunteers/${volunteerId}/on`])
        expect(problem(await flow.post(stranger, path, {}, { ifMatch: 99 }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(stranger, '/runs', { runners: [volunteerId], tasks: ['n1'] }))).toEqual([404, 'not-found']);
      for (const list of ['/board', '/tasks', '/volunteers']) expect((await flow.get(stranger, list)).body.items).toEqual([]);
      const stale = await flow.post(dispatcher, '/tasks/n1/reopen', {}, { ifMatch: 1 });
      expect(problem(stale)).toEqual([412, 'version-conflict']);
      expect(stale.body).toMatchObject({ version: 2, changes: [{ type: 'task-assigned', version: 2 }] });
      expect(problem(await flow.post(dispatcher, '/tasks/n1/reopen', {}, { ifMatch: 2 }))).toEqual([409, 'task-not-open']);
      expect(problem(await flow.post(dispatcher, '/tasks/n1/claim', { volunteerId }, { ifMatch: 1 }))).toEqual([412, 'version-conflict']);
    });

    it('fields are told by their paths', async () => {
      const { volunteerId } = await aRunner(flow, '李小安');
      const paths = async (path: string, body: object) =>
        ((await flow.post(dispatcher, path, body)).body.errors as { path: string }[]).map((one) => one.path);
      expect(await paths('/volunteers', { name: ' ', phone: 'abc', maxStops: 0 })).toEqual(['name', 'maxStops']);
      expect(await paths('/volunteers', { name: '李', phone: 'abc' })).toEqual(['phone']);
      expect(await paths('/runs', { runners: [volunteerId, volunteerId], tasks: ['n1'] })).toEqual(['runners']);
      expect(await paths('/runs', { runners: [volunteerId], tasks: ['n1', 'n1'] })).toEqual(['tasks']);
      expect(await paths('/runs', { runners: [], tasks: ['n1'] })).toEqual(['runners']);
      expect(await paths('/runs', { runners: [volunteerId], tasks: ['n1'], shops: [{ taskId: 'n2', shopId: 's' }] })).toEqual([
        'shops[0].taskId',
      ]);
      const twice = ['s1', 's2'].map((shopId) => ({ taskId: 'n1', shopId }));
      expect(await paths('/runs', { runners: [volunteerId], tasks: ['n1'], shops: twice })).toEqual(['shops[1].taskId']);
      expect(await paths('/tasks/n1/incident', { reason: 'bored' })).toEqual(['reason']);
    });
  });

  describe('a command sent again', () => {
    it('gets the same answer and makes no second event', async () => {
      await hearNeed(flow, aNeed('n1'));
      const { volunteerId } = await aRunner(flow, '李小安');
      const key = randomUUID();
      const body = { runners: [volunteerId], tasks: ['n1'] };
      const first = await flow.post(dispatcher, '/runs', body, { key });
      const second = await flow.post(dispatcher, '/runs', body, { key });
      expect(first.headers.has('idempotent-replayed')).toBe(false);
      expect([second.status, second.headers.get('idempotent-replayed'), second.body]).toEqual([201, 'true', first.body]);
      expect(problem(await flow.post(dispatcher, '/runs', { ...body, tasks: ['n2'] }, { key }))).toEqual([409, 'idempotency-key-reused']);
      expect(await flow.published('linli.dispatch.run-planned.v1')).toHaveLength(1);
    });

    it('while its first try is still under way waits for that answer', async () => {
      await hearNeed(flow, aNeed('n1'));
      const li = await aRunner(flow, '李小安');
      const key = randomUUID();
      const tries = await Promise.all(Array.from({ length: 5 }, () => flow.post(li.account, '/tasks/n1/claim', {}, { key })));
      expect(tries.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      expect(new Set(tries.map(({ body }) => body.id as string)).size).toBe(1);
      expect(tries.filter(({ headers }) => headers.has('idempotent-replayed'))).toHaveLength(4);
    });

    it('after a restart is still known', async () => {
      await hearNeed(flow, aNeed('n1'));
      const li = await aRunner(flow, '李小安');
      const key = randomUUID();
      const first = await flow.post(li.account, '/tasks/n1/claim', {}, { key });
      await flow.restart();
      expect((await flow.post(li.account, '/tasks/n1/claim', {}, { key })).body).toEqual(first.body);
      expect(await cardOf(flow, 'n1')).toMatchObject({ status: 'assigned', runner: '李小安' });
    });

    it('of a refusal is decided afresh', async () => {
      await hearNeed(flow, aNeed('n1'));
      const { volunteerId } = await aRunner(flow, '李小安');
      await flow.post(dispatcher, `/volunteers/${volunteerId}/off`);
      const key = randomUUID();
      const body = { runners: [volunteerId], tasks: ['n1'] };
      expect((await flow.post(dispatcher, '/runs', body, { key })).status).toBe(409);
      await flow.post(dispatcher, `/volunteers/${volunteerId}/on`);
      expect((await flow.post(dispatcher, '/runs', body, { key })).status).toBe(201);
    });
  });
});
