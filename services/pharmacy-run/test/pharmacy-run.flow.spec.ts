import { randomUUID } from 'node:crypto';
import { flows, type Flow } from '@linli/flow';
import type { SubstitutesGivenV1 } from '@linli/contracts';
import type { DoneForRunner, ItemCorrected, RunSettled, SubstitutionAgreed, SubstitutionRefused } from '../src/domain/purchase.events.js';
import { pharmacyRun } from '../src/pharmacy-run.service.js';
import {
  aNeed,
  amlodipine,
  aPlan,
  aRun,
  clerk,
  CODE,
  deliver,
  dispatcher,
  fact,
  hearRun,
  li,
  problem,
  stranger,
  wang,
} from './builders.js';

flows('pharmacy-run', pharmacyRun, (at) => {
  let flow: Flow;
  beforeEach(async () => {
    flow = at();
  });
  const run = async (who = li, id = 'r1') => (await flow.get(who, `/runs/${id}`)).body;

  describe('a run on the way', () => {
    it('shows the shopping list grouped by medicine, the stops with their doors, and the money', async () => {
      await aRun(flow, 'r1', [
        await aNeed(flow, 'n1', [{ lineId: 'n1-1' }, { lineId: 'n1-2', what: { item: '碘伏' }, quantity: 1 }]),
        await aNeed(flow, 'n2', [{ lineId: 'n2-1', quantity: 7, substitution: 'allowed' }], { name: '赵爷爷', notes: undefined }),
      ]);
      expect(await run()).toEqual({
        id: 'r1',
        version: 1,
        status: 'planned',
        runner: '李小安',
        runners: ['li'],
        shoppingList: [
          {
            ...amlodipine,
            unit: '片',
            quantity: 35,
            lines: [
              { lineId: 'n1-1', taskId: 'n1', quantity: 28, status: 'listed', substitution: 'never' },
              { lineId: 'n2-1', taskId: 'n2', quantity: 7, status: 'listed', substitution: 'allowed' },
            ],
          },
          {
            item: '碘伏',
            unit: '片',
            quantity: 1,
            lines: [{ lineId: 'n1-2', taskId: 'n1', quantity: 1, status: 'listed', substitution: 'never' }],
          },
        ].sort((left, right) => new Intl.Collator('zh', { numeric: true }).compare(left.item, right.item)),
        stops: [
          {
            taskId: 'n1',
            needId: 'n1',
            order: 1,
            status: 'waiting',
            kind: 'medicine',
            name: '王奶奶',
            phone: '19910000009',
            address: { building: '12', unit: '3', room: '402' },
            notes: '敲门要响',
          },
          {
            taskId: 'n2',
            needId: 'n2',
            order: 2,
            status: 'waiting',
            kind: 'medicine',
            name: '赵爷爷',
            phone: '19910000009',
            address: { building: '12', unit: '3', room: '402' },
          },
        ],
        leftOver: [],
        money: { advanceFen: 0, paidFen: 0, receiptsFen: 0, returnedFen: 0 },
      });
    });

    it('never shows the code of a door', async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
      expect(JSON.stringify(await run())).not.toContain(CODE);
      expect(JSON.stringify(await run(dispatcher))).not.toContain(CODE);
    });

    it('is told to be looked at, by whom and of whom', async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1'), await aNeed(flow, 'n2')]);
      await hearRun(flow, 'r1', { type: 'linli.dispatch.stop-withdrawn.v1', runId: 'r1', taskId: 'n2', needId: 'n2' } as never);
      await run();
      await flow.settled();
      expect(await flow.published('linli.pharmacy-run.record-looked-at.v1')).toEqual([
        { type: 'linli.pharmacy-run.record-looked-at.v1', account: 'account-of-li', residentIds: ['of-n1'], purpose: 'run' },
      ]);
    });

    it('is there for its runners and dispatchers, and for nobody else', async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1')], ['li', 'wang']);
      await aRun(flow, 'r2', [await aNeed(flow, 'n2')]);
      expect((await run(wang)).runner).toBe('李小安、王大力');
      expect(problem(await flow.get(wang, '/runs/r2'))).toEqual([404, 'not-found']);
      expect(problem(await flow.get(stranger, '/runs/r1'))).toEqual([404, 'not-found']);
      expect(problem(await flow.get(clerk, '/runs/r1'))).toEqual([403, 'not-allowed']);
      expect(problem(await flow.get(dispatcher, '/runs/r9'))).toEqual([404, 'not-found']);
      const ids = async (who: typeof li) => ((await flow.get(who, '/runs')).body.items as { id: string }[]).map(({ id }) => id);
      expect([await ids(dispatcher), await ids(li), await ids(wang), await ids(stranger)]).toEqual([
        ['r2', 'r1'],
        ['r2', 'r1'],
        ['r1'],
        [],
      ]);
    });

    it('is listed page by page, for a runner too', async () => {
      for (const id of ['r1', 'r2', 'r3']) {
        flow.clock.advance(1000);
        await aRun(flow, id, [await aNeed(flow, `of-${id}`)]);
      }
      for (const who of [dispatcher, li]) {
        const first = (await flow.get(who, '/runs?limit=2')).body;
        expect(first.items).toMatchObject([{ id: 'r3', status: 'planned', runner: '李小安', stops: 1, waiting: 1 }, { id: 'r2' }]);
        const second = (await flow.get(who, `/runs?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)).body;
        expect([second.items.map(({ id }: { id: string }) => id), second.nextCursor]).toEqual([['r1'], null]);
      }
    });

    it('forgets its persons for its runner two hours after it was closed', async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
      await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 28, priceFen: 3250 });
      await flow.post(li, '/runs/r1/stops/n1/deliver', deliver(CODE, { paidFen: 3250 }));
      await flow.post(li, '/runs/r1/close', { receiptsFen: 3250, returnedFen: 0 });
      flow.clock.advance(2 * 3_600_000 - 1);
      expect((await run()).stops).toMatchObject([{ name: '王奶奶', status: 'delivered' }]);
      flow.clock.advance(1);
      const after = await run();
      expect(after).toMatchObject({ status: 'closed', shoppingList: [], stops: [{ taskId: 'n1', status: 'delivered' }] });
      expect(JSON.stringify(after)).not.toMatch(/王奶奶|19910000009|402|氨氯地平/);
      expect((await run(dispatcher)).stops).toMatchObject([{ name: '王奶奶' }]);
    });

    it('of somebody who is forgotten shows nobody', async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
      await flow.privacy.forget(['of-n1']);
      expect(await run()).toMatchObject({ shoppingList: [], stops: [{ taskId: 'n1', status: 'waiting' }] });
    });
  });

  describe('shopping', () => {
    beforeEach(async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1', [{ lineId: 'n1-1' }, { lineId: 'n1-2' }])]);
    });
    const line = async (lineId: string) =>
      ((await run()).shoppingList as { lines: { lineId: string }[] }[]).flatMap(({ lines }) => lines).find((one) => one.lineId === lineId);

    it('ticks a line in part, then whole, and tells of the first thing bought for a need', async () => {
      const part = await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 14, priceFen: 1600 });
      expect(part.status).toBe(200);
      expect(await line('n1-1')).toMatchObject({ status: 'part-bought', quantity: 28, boughtQuantity: 14, priceFen: 1600 });
      await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 28, priceFen: 3250 });
      expect(await line('n1-1')).toMatchObject({ status: 'bought', boughtQuantity: 28, priceFen: 3250 });
      expect(problem(await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 28, priceFen: 3250 }))).toEqual([409, 'already-bought']);
      expect(await flow.published('linli.pharmacy-run.buying-started.v1')).toEqual([
        { type: 'linli.pharmacy-run.buying-started.v1', runId: 'r1', taskId: 'n1', needId: 'n1' },
      ]);
    });

    it('says what is not to be had', async () => {
      expect((await flow.post(li, '/runs/r1/lines/n1-1/unavailable')).status).toBe(200);
      expect(await line('n1-1')).toMatchObject({ status: 'unavailable' });
      await flow.post(li, '/runs/r1/lines/n1-2/bought', { quantity: 1, priceFen: 100 });
      expect(problem(await flow.post(li, '/runs/r1/lines/n1-2/unavailable'))).toEqual([409, 'already-bought']);
    });

    it('corrects with a reason, which is sealed', async () => {
      expect(problem(await flow.post(li, '/runs/r1/lines/n1-1/correct', { quantity: 1, reason: '数错了' }))).toEqual([409, 'not-bought']);
      await flow.post(li, '/runs/r1/lines/n1-1/bought', { quantity: 28, priceFen: 3250 });
      expect(problem(await flow.post(li, '/runs/r1/lines/n1-1/correct', { priceFen: 3520 }))).toEqual([400, 'invalid-field']);
      expect((await flow.post(li, '/runs/r1/lines/n1-1/correct', { priceFen: 3520, reason: '看错了' })).status).toBe(200);
      expect(await line('n1-1')).toMatchObject({ status: 'bought', priceFen: 3520 });
      const { reason } = await fact<ItemCorrected>(flow, 'item-corrected');
      expect(await flow.privacy.open('of-n1', reason)).toBe('看错了');
    });

    it('leaves out what nobody buys: a repair has its stop and what is to be done there, and misses nothing', async () => {
      const repair = { ...(await aNeed(flow, 'n2', [{ lineId: 'n2-1', what: { item: '水龙头漏水' } }])), kind: 'repair' as const };
      await aRun(flow, 'r2', [repair]);
      expect(await run(li, 'r2')).toMatchObject({ shoppingList: [], stops: [{ kind: 'repair', work: ['水龙头漏水'] }] });
      expect(problem(await flow.post(li, '/runs/r2/lines/n2-1/bought', { quantity: 1, priceFen: 1 }))).toEqual([404, 'not-found']);
      await flow.post(li, '/runs/r2/stops/n2/deliver', deliver());
      expect(await flow.published('linli.pharmacy-run.stop-delivered.v1')).toMatchObject([{ taskId: 'n2', missing: [] }]);
    });

    it('knows only the lines of the run', async () => {
      await aRun(flow, 'r2', [await aNeed(flow, 'n2')]);
      for (const lineId of ['n2-1', 'n9-1'])
        expect(problem(await flow.post(li, `/runs/r1/lines/${lineId}/bought`, { quantity: 1, priceFen: 1 }, { ifMatch: 99 }))).toEqual([
          404,
          'not-found',
        ]);
    });

    it('takes whole fen and sensible amounts', async () => {
      const paths = async (body: object) =>
        ((await flow.post(li, '/runs/r1/lines/n1-1/bought', body)).body.errors as { path: string }[]).map((one) => one.path);
      expect(await paths({ quantity: 0, priceFen: 12.5 })).toEqual(['quantity', 'priceFen']);
      expect(await paths({ quantity: '28', priceFen: -1 })).toEqual(['quantity', 'priceFen']);
      expect(await paths({})).toEqual(['quantity', 'priceFen']);
    });
  });

  describe('substituting', () => {
    const other = { item: '硝苯地平控释片', strength: '30mg', quantity: 14, priceFen: 2100 };
    const at = '/runs/r1/lines';
    beforeEach(async () => {
      const lines = (['allowed', 'ask-first', 'never'] as const).map((substitution) => ({ lineId: substitution, substitution }));
      await aRun(flow, 'r1', [await aNeed(flow, 'n1', lines)]);
    });
    const line = async (lineId: string, who = li) =>
      ((await run(who)).shoppingList as { lines: { lineId: string }[] }[])[0]!.lines.find((one) => one.lineId === lineId);

    it('buys something else at once where the need allows it', async () => {
      expect((await flow.post(li, `${at}/allowed/substitute`, other)).status).toBe(200);
      expect(await line('allowed')).toEqual({
        lineId: 'allowed',
        taskId: 'n1',
        quantity: 28,
        substitution: 'allowed',
        status: 'substituted',
        boughtQuantity: 14,
        priceFen: 2100,
        instead: { item: '硝苯地平控释片', strength: '30mg' },
      });
      expect(await flow.published('linli.pharmacy-run.buying-started.v1')).toHaveLength(1);
      const { item, by } = await fact<SubstitutionAgreed>(flow, 'substitution-agreed');
      expect([await flow.privacy.open('of-n1', item), by]).toEqual([{ item: '硝苯地平控释片', strength: '30mg' }, undefined]);
      await flow.post(li, `${at}/allowed/correct`, { priceFen: 1800, reason: '看错了' });
      expect(await line('allowed')).toMatchObject({ status: 'substituted', priceFen: 1800 });
    });

    it('asks first, waits, and notes under seal who of the household has answered', async () => {
      expect(problem(await flow.post(li, `${at}/ask-first/answer`, { agrees: true, by: '女儿' }))).toEqual([409, 'nothing-asked']);
      await flow.post(li, `${at}/ask-first/substitute`, other);
      const waits = await line('ask-first');
      expect(waits).toMatchObject({ status: 'listed', asked: other });
      expect(waits).not.toHaveProperty('priceFen');
      expect(await flow.published('linli.pharmacy-run.buying-started.v1')).toEqual([]);
      await flow.post(li, `${at}/ask-first/answer`, { agrees: false, by: '女儿' });
      expect(await line('ask-first')).not.toHaveProperty('asked');
      await flow.post(li, `${at}/ask-first/substitute`, { ...other, strength: undefined });
      const answered = await flow.post(dispatcher, `${at}/ask-first/answer`, { agrees: true, by: '王奶奶', reason: '替小李打的电话' });
      expect(answered.status).toBe(200);
      expect(await line('ask-first')).toMatchObject({ status: 'substituted', boughtQuantity: 14, instead: { item: '硝苯地平控释片' } });
      const { by } = await fact<SubstitutionAgreed>(flow, 'substitution-agreed');
      expect(await flow.privacy.open('of-n1', by!)).toBe('王奶奶');
      expect(await flow.privacy.open('of-n1', (await fact<SubstitutionRefused>(flow, 'substitution-refused')).by)).toBe('女儿');
      expect(await flow.privacy.open('d', (await fact<DoneForRunner>(flow, 'done-for-runner')).reason)).toBe('替小李打的电话');
    });

    it('never where the need says never, and never with a controlled medicine', async () => {
      expect(problem(await flow.post(li, `${at}/never/substitute`, other))).toEqual([409, 'substitution-not-allowed']);
      for (const lineId of ['allowed', 'ask-first'])
        expect(problem(await flow.post(li, `${at}/${lineId}/substitute`, { ...other, item: '地西泮片' }))).toEqual([
          409,
          'controlled-medicine',
        ]);
      await aRun(flow, 'r2', [await aNeed(flow, 'n2', [{ lineId: 'l2', what: { item: '艾司唑仑片' }, substitution: 'allowed' }])]);
      expect(problem(await flow.post(li, '/runs/r2/lines/l2/substitute', other))).toEqual([409, 'controlled-medicine']);
    });

    it('tells what was given instead when it is handed over, under seal', async () => {
      await flow.post(li, `${at}/allowed/substitute`, other);
      await flow.post(li, '/runs/r1/stops/n1/deliver', deliver());
      expect(await flow.published('linli.pharmacy-run.stop-delivered.v1')).toMatchObject([{ missing: ['ask-first', 'never'] }]);
      const [given] = (await flow.published('linli.pharmacy-run.substitutes-given.v1')) as unknown as SubstitutesGivenV1[];
      expect(given).toMatchObject({ runId: 'r1', taskId: 'n1', needId: 'n1', substitutes: [{ lineId: 'allowed', quantity: 14 }] });
      expect(await flow.privacy.open('of-n1', given!.substitutes[0]!.item)).toEqual({ item: '硝苯地平控释片', strength: '30mg' });
    });

    it('stays in the bag as what it is when its stop leaves the run', async () => {
      await flow.post(li, `${at}/allowed/substitute`, other);
      await hearRun(flow, 'r1', { type: 'linli.dispatch.stop-withdrawn.v1', runId: 'r1', taskId: 'n1', needId: 'n1' } as never);
      expect((await run()).leftOver).toEqual([{ lineId: 'allowed', taskId: 'n1', unit: '片', ...other }]);
    });

    it('is for its runner, and takes what it is told by field', async () => {
      expect(problem(await flow.post(wang, `${at}/allowed/substitute`, other))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(clerk, `${at}/allowed/answer`, { agrees: true, by: '女儿' }))).toEqual([403, 'not-allowed']);
      const paths = async (path: string, body: object) =>
        ((await flow.post(li, `${at}/${path}`, body)).body.errors as { path: string }[]).map((one) => one.path).sort();
      expect(await paths('allowed/substitute', { ...other, item: ' ', quantity: 0 })).toEqual(['item', 'quantity']);
      expect(await paths('ask-first/answer', { agrees: 'yes' })).toEqual(['agrees', 'by']);
    });
  });

  describe('at the door', () => {
    beforeEach(async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1'), await aNeed(flow, 'n2')]);
    });
    const at1 = '/runs/r1/stops/n1/deliver';

    it('the right code hands over, with a missing line', async () => {
      await flow.post(li, '/runs/r1/lines/n1-1/unavailable');
      expect((await flow.post(li, at1, deliver())).status).toBe(200);
      expect((await run()).stops).toMatchObject([{ taskId: 'n1', status: 'delivered' }, { status: 'waiting' }]);
      expect(await flow.published('linli.pharmacy-run.stop-delivered.v1')).toEqual([
        { type: 'linli.pharmacy-run.stop-delivered.v1', runId: 'r1', taskId: 'n1', needId: 'n1', missing: ['n1-1'] },
      ]);
      expect(problem(await flow.post(li, at1, deliver()))).toEqual([409, 'stop-over']);
    });

    it('five wrong codes lock it, on every run, until there is a new one', async () => {
      for (let tries = 0; tries < 3; tries += 1) expect(problem(await flow.post(li, at1, deliver('0000')))).toEqual([409, 'wrong-code']);
      await hearRun(flow, 'r1', { type: 'linli.dispatch.stop-withdrawn.v1', runId: 'r1', taskId: 'n1', needId: 'n1' } as never);
      await hearRun(flow, 'r3', await aPlan(flow, 'r3', ['n1']));
      const again = '/runs/r3/stops/n1/deliver';
      for (let tries = 0; tries < 2; tries += 1) expect(problem(await flow.post(li, again, deliver('0000')))).toEqual([409, 'wrong-code']);
      expect(problem(await flow.post(li, again, deliver('0000')))).toEqual([409, 'code-locked']);
      expect(problem(await flow.post(li, again, deliver()))).toEqual([409, 'code-locked']);
      await flow.hears('intake', 'need/n1', {
        type: 'linli.intake.need-amended.v1',
        needId: 'n1',
        residentId: 'of-n1',
        handoverCode: await flow.privacy.seal('of-n1', '8023'),
      } as never);
      expect(problem(await flow.post(li, again, deliver()))).toEqual([409, 'wrong-code']);
      expect((await flow.post(li, again, deliver('8023'))).status).toBe(200);
    });

    it('a wrong code sent again is the same try', async () => {
      const key = randomUUID();
      for (let sent = 0; sent < 7; sent += 1)
        expect(problem(await flow.post(li, at1, deliver('0000'), { key }))).toEqual([409, 'wrong-code']);
      expect((await flow.log()).filter(({ type }) => type === 'code-tried')).toHaveLength(1);
      expect((await flow.post(li, at1, deliver())).status).toBe(200);
    });

    it('a stop fails with a reason, which is an incident and not yet a failure', async () => {
      expect((await flow.post(li, '/runs/r1/stops/n1/fail', { reason: 'absent', note: '敲了三次门' })).status).toBe(200);
      expect((await run()).stops).toMatchObject([{ status: 'failed' }, { status: 'waiting' }]);
      expect(await flow.published('linli.pharmacy-run.stop-failed.v1')).toEqual([
        { type: 'linli.pharmacy-run.stop-failed.v1', runId: 'r1', taskId: 'n1', needId: 'n1', reason: 'absent' },
      ]);
      expect(problem(await flow.post(li, at1, deliver()))).toEqual([409, 'stop-over']);
    });

    it('only the stops of the run are there', async () => {
      for (const taskId of ['n9', 'of-n1'])
        expect(problem(await flow.post(li, `/runs/r1/stops/${taskId}/deliver`, deliver(), { ifMatch: 99 }))).toEqual([404, 'not-found']);
      expect(problem(await flow.post(li, '/runs/r1/stops/n1/deliver', { proof: { kind: 'photo', code: '1' } }))).toEqual([
        400,
        'invalid-field',
      ]);
    });
  });

  describe('money', () => {
    beforeEach(async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
    });
    const handedOver = async (): Promise<void> => {
      await flow.post(li, '/runs/r1/stops/n1/deliver', deliver(CODE, { paidFen: 3250 }));
    };

    it('is advanced by the dispatcher, and taken back', async () => {
      expect(problem(await flow.post(li, '/runs/r1/advance', { amountFen: 5000 }))).toEqual([403, 'not-allowed']);
      expect((await flow.post(dispatcher, '/runs/r1/advance', { amountFen: 5000 })).status).toBe(200);
      expect((await flow.post(dispatcher, '/runs/r1/advance', { amountFen: -2000, reason: '用不了这么多' })).status).toBe(200);
      expect((await run()).money).toEqual({ advanceFen: 3000, paidFen: 0, receiptsFen: 0, returnedFen: 0 });
      expect(problem(await flow.post(dispatcher, '/runs/r1/advance', { amountFen: -3001 }))).toEqual([409, 'advance-too-small']);
    });

    it('closes the run when it balances', async () => {
      await flow.post(dispatcher, '/runs/r1/advance', { amountFen: 5000 });
      expect(problem(await flow.post(li, '/runs/r1/close', { receiptsFen: 3250, returnedFen: 5000 }))).toEqual([409, 'stops-open']);
      await handedOver();
      const refused = await flow.post(li, '/runs/r1/close', { receiptsFen: 3250, returnedFen: 0 });
      expect(refused.body).toMatchObject({ status: 409, code: 'money-does-not-balance', differenceFen: 5000 });
      expect((await flow.post(li, '/runs/r1/close', { receiptsFen: 3250, returnedFen: 5000 })).status).toBe(200);
      expect(await run()).toMatchObject({
        status: 'closed',
        money: { advanceFen: 5000, paidFen: 3250, receiptsFen: 3250, returnedFen: 5000 },
      });
      expect(await flow.published('linli.pharmacy-run.run-closed.v1')).toEqual([{ type: 'linli.pharmacy-run.run-closed.v1', runId: 'r1' }]);
      expect(problem(await flow.post(li, '/runs/r1/close', { receiptsFen: 3250, returnedFen: 5000 }))).toEqual([409, 'run-closed']);
      expect(problem(await flow.post(dispatcher, '/runs/r1/advance', { amountFen: 1 }))).toEqual([409, 'run-closed']);
    });

    it('closes it with a stated difference, whose reason and name are sealed', async () => {
      await handedOver();
      const difference = { reason: '丢了一张小票', by: '李小安' };
      expect((await flow.post(li, '/runs/r1/close', { receiptsFen: 3000, returnedFen: 0, difference })).status).toBe(200);
      const settled = await fact<RunSettled>(flow, 'run-settled');
      expect(settled.differenceFen).toBe(250);
      expect(await flow.privacy.open('account-of-li', settled.difference!)).toEqual(difference);
    });
  });

  describe('a dispatcher who does it for the runner', () => {
    beforeEach(async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
    });

    it('says why, and that is kept beside it', async () => {
      expect(
        (await flow.post(dispatcher, '/runs/r1/lines/n1-1/bought', { quantity: 28, priceFen: 3250, reason: '他的手机没电了' })).status,
      ).toBe(200);
      const note = await fact<DoneForRunner>(flow, 'done-for-runner');
      expect(await flow.privacy.open('d', note.reason)).toBe('他的手机没电了');
      expect((await flow.post(dispatcher, '/runs/r1/lines/n1-1/correct', { priceFen: 3000, reason: '他看错了' })).status).toBe(200);
      expect(
        (await flow.post(dispatcher, '/runs/r1/stops/n1/deliver', deliver(CODE, { paidFen: 3000, reason: '他的手机没电了' }))).status,
      ).toBe(200);
      expect((await flow.post(dispatcher, '/runs/r1/close', { receiptsFen: 3000, returnedFen: 0, reason: '他的手机没电了' })).status).toBe(
        200,
      );
      expect((await flow.log()).filter(({ type }) => type === 'done-for-runner')).toHaveLength(4);
    });

    it('or is refused, before anything is said about versions', async () => {
      for (const [path, body] of [
        ['lines/n1-1/bought', { quantity: 28, priceFen: 3250 }],
        ['lines/n1-1/unavailable', {}],
        ['stops/n1/deliver', deliver()],
        ['close', { receiptsFen: 0, returnedFen: 0 }],
      ] as const) {
        const refused = await flow.post(dispatcher, `/runs/r1/${path}`, body, { ifMatch: 99 });
        expect(refused.body).toMatchObject({ status: 400, code: 'invalid-field', errors: [{ path: 'reason' }] });
      }
    });
  });

  describe('refusals come in their order', () => {
    const COMMANDS: readonly [path: string, body: object, of: 'runner' | 'dispatcher'][] = [
      ['/runs/r9/advance', { amountFen: 100 }, 'dispatcher'],
      ['/runs/r9/lines/n1-1/bought', { quantity: 1, priceFen: 1 }, 'runner'],
      ['/runs/r9/lines/n1-1/unavailable', {}, 'runner'],
      ['/runs/r9/lines/n1-1/correct', { quantity: 1, reason: '数错了' }, 'runner'],
      ['/runs/r9/stops/n1/deliver', deliver(), 'runner'],
      ['/runs/r9/stops/n1/fail', { reason: 'absent' }, 'runner'],
      ['/runs/r9/close', { receiptsFen: 0, returnedFen: 0 }, 'runner'],
    ];

    it('on every command: 401, 403, the key, 400, 404, 412', async () => {
      await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
      for (const [path, body, of] of COMMANDS) {
        const json = { 'content-type': 'application/json' };
        const keyed = { ...json, 'idempotency-key': randomUUID() };
        const who = of === 'runner' ? li : dispatcher;
        const told = async (wanted: [number, string], init: Parameters<Flow['raw']>[2], asker?: typeof li, to = path) =>
          expect([path, ...problem(await flow.raw('POST', to, init, asker))]).toEqual([path, ...wanted]);
        await told([401, 'not-signed-in'], { headers: json, body: '{' });
        await told([403, 'not-allowed'], { headers: json, body: '{' }, clerk);
        await told([400, 'idempotency-key-missing'], { headers: json, body: '{' }, who);
        await told([400, 'malformed-json'], { headers: keyed, body: '{' }, who);
        await told([400, 'unknown-field'], { headers: keyed, body: JSON.stringify({ ...body, colour: 'red' }) }, who);
        const stale = { headers: { ...keyed, 'if-match': '"7"' }, body: JSON.stringify(body) };
        await told([404, 'not-found'], stale, who);
        const here = path.replace('r9', 'r1');
        if (of === 'runner') await told([404, 'not-found'], stale, wang, here);
        await told([404, 'not-found'], stale, stranger, here);
        await told([412, 'version-conflict'], stale, who, here);
      }
    });
  });

  it('a command sent again gets the same answer, also while the first try is under way', async () => {
    await aRun(flow, 'r1', [await aNeed(flow, 'n1')]);
    const key = randomUUID();
    const bought = { quantity: 28, priceFen: 3250 };
    const tries = await Promise.all(Array.from({ length: 5 }, () => flow.post(li, '/runs/r1/lines/n1-1/bought', bought, { key })));
    expect(tries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(tries.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await flow.log()).filter(({ type }) => type === 'item-bought')).toHaveLength(1);
    expect(problem(await flow.post(li, '/runs/r1/lines/n1-1/bought', { ...bought, priceFen: 1 }, { key }))).toEqual([
      409,
      'idempotency-key-reused',
    ]);
    await flow.restart();
    expect((await flow.post(li, '/runs/r1/lines/n1-1/bought', bought, { key })).body).toEqual(tries[0]!.body);
  });
});
