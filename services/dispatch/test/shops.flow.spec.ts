import { flows, type Flow } from '@linli/flow';
import { dispatch } from '../src/dispatch.service.js';
import { aNeed, aRun, aRunner, aShop, clerk, dispatcher, hearNeed, problem, stranger } from './builders.js';

const NOBODY = '0193f6e8-0000-7000-8000-00000000dead';

flows('dispatch', dispatch, (at) => {
  let flow: Flow;
  beforeEach(() => void (flow = at()));
  const listed = async (query = '', who = dispatcher) => (await flow.get(who, `/shops${query}`)).body.items as { id: string }[];

  describe('a shop', () => {
    it('is listed as it was entered, with what is usual for its kind, and is told to who shows its name', async () => {
      const id = await aShop(flow);
      const name = { zh: '榕树里药房', en: 'Banyan Lane Pharmacy' };
      expect(await listed()).toEqual([
        { id, name, kind: 'pharmacy', place: '12栋临街', serves: ['medicine', 'test-kits'], zones: [], status: 'open', version: 1 },
      ]);
      expect(await flow.published('linli.dispatch.shop-added.v1')).toEqual([
        { type: 'linli.dispatch.shop-added.v1', shopId: id, name, kind: 'pharmacy', place: '12栋临街' },
      ]);
      await aShop(flow, { kind: 'shop', serves: ['groceries'], zones: ['03'] });
      expect(await listed('?kind=shop')).toMatchObject([{ serves: ['groceries'], zones: ['03'] }]);
    });

    it('gets another name, which is told, unless somebody else has changed it since', async () => {
      const id = await aShop(flow);
      const name = { zh: '榕树里大药房', en: 'Banyan Lane Drugstore' };
      const path = `/shops/${id}/correct`;
      expect((await flow.post(dispatcher, path, { name }, { ifMatch: 1 })).body).toMatchObject({ id, version: 2 });
      expect(await listed()).toMatchObject([{ name, place: '12栋临街', kind: 'pharmacy', status: 'open', version: 2 }]);
      expect(await flow.published('linli.dispatch.shop-corrected.v1')).toEqual([
        { type: 'linli.dispatch.shop-corrected.v1', shopId: id, name, place: '12栋临街' },
      ]);
      expect(problem(await flow.post(dispatcher, path, { place: '12栋后面' }, { ifMatch: 1 }))).toEqual([412, 'version-conflict']);
      expect((await flow.post(dispatcher, path, { place: '12栋后面' }, { ifMatch: 2 })).status).toBe(200);
      expect(await listed()).toMatchObject([{ name, place: '12栋后面' }]);
      expect(problem(await flow.post(dispatcher, path, { name: { zh: '药房' } }))).toEqual([400, 'invalid-field']);
      expect(problem(await flow.post(clerk, path, { name }))).toEqual([403, 'not-allowed']);
      expect(problem(await flow.post(stranger, path, { name }))).toEqual([404, 'not-found']);
    });

    it('gets other goods and other houses near it, and suggestions go by them', async () => {
      const id = await aShop(flow);
      await aShop(flow, { zones: ['12', '13'] });
      await aRunner(flow, '李小安');
      await hearNeed(flow, aNeed('n1'));
      const shops = async () => {
        const { body } = await flow.raw(
          'POST',
          '/runs/suggest',
          { headers: { 'content-type': 'application/json' }, body: '{}' },
          dispatcher,
        );
        return (body.runs as { shops: { shopId: string }[] }[]).flatMap((run) => run.shops.map(({ shopId }) => shopId));
      };
      expect(await shops()).not.toEqual([id]);
      const path = `/shops/${id}/correct`;
      const reason = '搬到了 12 栋楼下';
      expect((await flow.post(dispatcher, path, { serves: ['medicine', 'other'], zones: ['12'], reason })).status).toBe(200);
      expect((await listed()).find((one) => one.id === id)).toMatchObject({
        serves: ['medicine', 'other'],
        zones: ['12'],
        place: '12栋临街',
      });
      expect(await shops()).toEqual([id]);
      expect(JSON.stringify(await flow.published('linli.dispatch.shop-corrected.v1'))).not.toMatch(/serves|zones|reason|搬到/);
      expect(problem(await flow.post(dispatcher, path, { serves: [] }))).toEqual([400, 'invalid-field']);
      expect(problem(await flow.post(dispatcher, path, { serves: ['repair'] }))).toEqual([400, 'invalid-field']);
    });

    it('closes and opens again, as often as somebody says so', async () => {
      const id = await aShop(flow);
      const open = await aShop(flow, { kind: 'hospital' });
      for (const version of [2, 2]) expect((await flow.post(dispatcher, `/shops/${id}/close`)).body).toMatchObject({ id, version });
      expect((await listed('?status=open')).map((one) => one.id)).toEqual([open]);
      expect((await listed('?status=closed&kind=pharmacy')).map((one) => one.id)).toEqual([id]);
      // The second closing was a commit without events: it counts, and is seen only with the next event.
      for (const version of [4, 4]) expect((await flow.post(dispatcher, `/shops/${id}/reopen`)).body).toMatchObject({ id, version });
      expect(await listed('?status=open')).toHaveLength(2);
    });

    it('is of a dispatcher, and of one community', async () => {
      const id = await aShop(flow);
      expect(problem(await flow.get(clerk, '/shops'))).toEqual([403, 'not-allowed']);
      expect(problem(await flow.post(clerk, `/shops/${id}/close`))).toEqual([403, 'not-allowed']);
      expect(await listed('', stranger)).toEqual([]);
      expect(problem(await flow.post(stranger, `/shops/${id}/close`))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(dispatcher, `/shops/${NOBODY}/reopen`))).toEqual([404, 'not-found']);
    });

    it('is refused by the field that is wrong', async () => {
      const good = { name: { zh: '药房', en: 'Pharmacy' }, kind: 'pharmacy', place: '12栋' };
      const paths = async (more: object) => {
        const { status, body } = await flow.post(dispatcher, '/shops', { ...good, ...more });
        return [status, (body.errors as { path: string }[]).map(({ path }) => path)];
      };
      expect(await paths({ kind: 'bank' })).toEqual([400, ['kind']]);
      expect(await paths({ name: { zh: '药房' } })).toEqual([400, ['name.en']]);
      expect(await paths({ serves: ['repair'] })).toEqual([400, ['serves[0]']]);
      expect(await paths({ place: '' })).toEqual([400, ['place']]);
    });
  });

  describe('a run', () => {
    let volunteerId: string;
    beforeEach(async () => {
      for (const id of ['n1', 'n2']) await hearNeed(flow, aNeed(id));
      ({ volunteerId } = await aRunner(flow, '李小安'));
    });

    it('is not planned with a shop that nobody knows, and is told which one', async () => {
      const known = await aShop(flow);
      const shops = [
        { taskId: 'n1', shopId: known },
        { taskId: 'n2', shopId: NOBODY },
      ];
      const { status, body } = await flow.post(dispatcher, '/runs', { runners: [volunteerId], tasks: ['n1', 'n2'], shops });
      expect([status, body.code, body.errors]).toMatchObject([400, 'invalid-field', [{ path: 'shops[1].shopId' }]]);
      const runId = await aRun(flow, [volunteerId], ['n1']);
      const amended = await flow.post(dispatcher, `/runs/${runId}/amend`, { add: ['n2'], shops: [{ taskId: 'n2', shopId: NOBODY }] });
      expect([amended.status, amended.body.errors]).toMatchObject([400, [{ path: 'shops[0].shopId' }]]);
    });

    it('is not sent to a shop that is closed', async () => {
      const shopId = await aShop(flow);
      const plan = { runners: [volunteerId], tasks: ['n1'], shops: [{ taskId: 'n1', shopId }] };
      await flow.post(dispatcher, `/shops/${shopId}/close`);
      expect(problem(await flow.post(dispatcher, '/runs', plan))).toEqual([409, 'shop-closed']);
      await flow.post(dispatcher, `/shops/${shopId}/reopen`);
      expect((await flow.post(dispatcher, '/runs', plan)).status).toBe(201);
    });

    it('is suggested with its shops, and made as it stands', async () => {
      const near = await aShop(flow, { zones: ['12'] });
      await aShop(flow);
      await hearNeed(flow, aNeed('n3', { kind: 'repair' }));
      const { body } = await flow.raw('POST', '/runs/suggest', { headers: { 'content-type': 'application/json' }, body: '{}' }, dispatcher);
      const shops = ['n1', 'n2'].map((taskId) => ({ taskId, shopId: near }));
      expect(body.runs).toEqual([{ runners: [volunteerId], runner: '李小安', tasks: ['n1', 'n2', 'n3'], shops }]);
      const { runner: _runner, ...plan } = body.runs[0] as Record<string, unknown>;
      const made = await flow.post(dispatcher, '/runs', { ...plan, tasks: ['n3', 'n1', 'n2'], keepOrder: true });
      expect([made.status, made.body.stops]).toEqual([201, ['n3', 'n1', 'n2'].map((taskId, at) => ({ taskId, order: at + 1 }))]);
    });
  });
});
