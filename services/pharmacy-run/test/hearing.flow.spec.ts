import { COMMUNITY, flows, OTHER_COMMUNITY, type Flow } from '@linli/flow';
import { pharmacyRun } from '../src/pharmacy-run.service.js';
import { aNeed, aPlan, aRun, deliver, dispatcher, hearNeed, hearRun, li, problem, stranger, wang } from './builders.js';

flows('pharmacy-run', pharmacyRun, (at) => {
  let flow: Flow;
  beforeEach(() => void (flow = at()));
  const run = async (id = 'r1') => (await flow.get(li, `/runs/${id}`)).body;

  describe.each([false, true])('what dispatch says (lost by the bus: %s)', (lost) => {
    it('lists a run, starts it, and takes a stop out of it', async () => {
      for (const id of ['n1', 'n2']) await hearNeed(flow, await aNeed(flow, id), { lost });
      await hearRun(flow, 'r1', await aPlan(flow, 'r1', ['n1', 'n2']), lost);
      expect(await run()).toMatchObject({ status: 'planned', stops: [{ taskId: 'n1', order: 1 }, { taskId: 'n2' }] });
      await hearRun(flow, 'r1', { type: 'linli.dispatch.run-started.v1', runId: 'r1' } as never, lost);
      await hearRun(flow, 'r1', { type: 'linli.dispatch.stop-withdrawn.v1', runId: 'r1', taskId: 'n1', needId: 'n1' } as never, lost);
      const after = await run();
      expect(after).toMatchObject({ status: 'started', stops: [{ taskId: 'n2', order: 2 }] });
      expect(after.shoppingList[0].lines).toMatchObject([{ taskId: 'n2' }]);
      expect(problem(await flow.post(li, '/runs/r1/stops/n1/deliver', deliver()))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 1, priceFen: 1 }))).toEqual([404, 'not-found']);
    });
  });

  it.each([false, true])('the name and place of a shop stand on the list (lost by the bus: %s)', async (lost) => {
    const shop = { shopId: 's1', name: { zh: '榕树里药房', en: 'Banyan Lane Pharmacy' }, kind: 'pharmacy', place: '12栋临街' };
    await hearNeed(flow, await aNeed(flow, 'n1'));
    const plan = await aPlan(flow, 'r1', ['n1']);
    await hearRun(flow, 'r1', { ...plan, stops: plan.stops.map((stop) => ({ ...stop, shopId: 's1' })) } as never);
    const [before] = (await run()).shoppingList as object[];
    expect(before).toMatchObject({ shop: 's1' });
    expect(before).not.toHaveProperty('shopName');
    await flow.hears('dispatch', 'shop/s1', { type: 'linli.dispatch.shop-added.v1', ...shop } as never, { lost });
    expect((await run()).shoppingList).toMatchObject([{ shop: 's1', shopName: shop.name, shopPlace: shop.place }]);
    const corrected = { shopId: 's1', name: { zh: '榕树里大药房', en: 'Banyan Lane Drugstore' }, place: '12栋后面' };
    await flow.hears('dispatch', 'shop/s1', { type: 'linli.dispatch.shop-corrected.v1', ...corrected } as never, { lost });
    expect((await run()).shoppingList).toMatchObject([{ shop: 's1', shopName: corrected.name, shopPlace: '12栋后面' }]);
  });

  it('a run that is handed over goes with all that is bought, and is not there for who had it', async () => {
    await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
    await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 28, priceFen: 3250 });
    const { runners } = await aPlan(flow, 'r1', [], ['wang']);
    await hearRun(flow, 'r1', { type: 'linli.dispatch.run-handed-over.v1', runId: 'r1', runners } as never);
    expect(problem(await flow.get(li, '/runs/r1'))).toEqual([404, 'not-found']);
    expect((await flow.get(li, '/runs')).body.items).toEqual([]);
    expect((await flow.get(wang, '/runs')).body.items).toMatchObject([{ id: 'r1', runner: '王大力' }]);
    expect((await flow.get(wang, '/runs/r1')).body).toMatchObject({ shoppingList: [{ lines: [{ status: 'bought', priceFen: 3250 }] }] });
    expect((await flow.post(wang, '/runs/r1/stops/n1/deliver', deliver())).status).toBe(200);
  });

  it('an amended run has other stops and another list; what was bought for one that left is still in its bags', async () => {
    await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
    await hearNeed(flow, await aNeed(flow, 'n2', [{ lineId: 'n2-1', quantity: 7 }]));
    await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 14, priceFen: 1600 });
    await hearRun(flow, 'r1', {
      type: 'linli.dispatch.run-amended.v1',
      runId: 'r1',
      added: [{ taskId: 'n2', needId: 'n2', order: 2 }],
      removed: [{ taskId: 'n1', needId: 'n1' }],
    } as never);
    expect(await run()).toMatchObject({
      stops: [{ taskId: 'n2', order: 2 }],
      shoppingList: [{ quantity: 7, lines: [{ lineId: 'n2-1' }] }],
      leftOver: [{ lineId: 'n1-1', taskId: 'n1', item: '苯磺酸氨氯地平片', strength: '5mg', unit: '片', quantity: 14, priceFen: 1600 }],
    });
  });

  it('a run that is heard before its needs fills up when they come', async () => {
    await hearRun(flow, 'r1', await aPlan(flow, 'r1', ['n1']));
    expect(await run()).toMatchObject({ shoppingList: [], stops: [{ taskId: 'n1', status: 'waiting' }] });
    await hearNeed(flow, await aNeed(flow, 'n1'));
    expect(await run()).toMatchObject({ shoppingList: [{ quantity: 28 }], stops: [{ name: '王奶奶' }] });
  });

  it('an amended need changes list and door', async () => {
    await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
    const { lines, delivery } = await aNeed(flow, 'n1', [{ lineId: 'n1-2', quantity: 14 }], { notes: '门铃坏了' });
    await flow.hears('intake', 'need/n1', {
      type: 'linli.intake.need-amended.v1',
      needId: 'n1',
      residentId: 'of-n1',
      lines,
      delivery,
    } as never);
    expect(await run()).toMatchObject({ shoppingList: [{ quantity: 14, lines: [{ lineId: 'n1-2' }] }], stops: [{ notes: '门铃坏了' }] });
  });

  it.each([false, true])('a need that moves has its new door, and keeps what is bought for it (lost by the bus: %s)', async (lost) => {
    await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
    await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 28, priceFen: 3250 });
    const address = { building: '3', unit: '1', room: '101' };
    const { delivery } = await aNeed(flow, 'n1', undefined, { address });
    const moved = { needId: 'n1', residentId: 'of-n1', householdId: 'h2', building: '3', grid: '01', delivery };
    await flow.hears('intake', 'need/n1', { type: 'linli.intake.need-moved.v1', ...moved } as never, { lost });
    expect(await run()).toMatchObject({ stops: [{ address }], shoppingList: [{ lines: [{ status: 'bought', priceFen: 3250 }] }] });
    expect((await flow.post(li, '/runs/r1/stops/n1/deliver', deliver())).status).toBe(200);
  });

  it('a reopened need is handed over with its new code', async () => {
    await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
    const { type: _type, ...facts } = await aNeed(flow, 'n1');
    const handoverCode = await flow.privacy.seal('of-n1', '8023');
    await flow.hears('intake', 'need/n1', { type: 'linli.intake.need-reopened.v1', ...facts, handoverCode } as never);
    expect(problem(await flow.post(li, '/runs/r1/stops/n1/deliver', deliver()))).toEqual([409, 'wrong-code']);
    expect((await flow.post(li, '/runs/r1/stops/n1/deliver', deliver('8023'))).status).toBe(200);
  });

  it('communities do not mix', async () => {
    await flow.hears('dispatch', 'run/r1', await aPlan(flow, 'r1', []), { community: COMMUNITY });
    await flow.hears('dispatch', 'run/r2', await aPlan(flow, 'r2', []), { community: OTHER_COMMUNITY });
    const seen = async (who: typeof li) => ((await flow.get(who, '/runs')).body.items as { id: string }[]).map(({ id }) => id);
    expect([await seen(dispatcher), await seen(stranger)]).toEqual([['r1'], ['r2']]);
  });
});
