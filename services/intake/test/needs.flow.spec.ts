import { COMMUNITY, flows } from '@linli/flow';
import { intake } from '../src/intake.service.js';
import { aNeed, ask, clerk, clerkElsewhere, colleague, enter, LINE, settle, theOthers } from './neighbourhood.js';

const HOUR = 3_600_000;

flows(
  'intake',
  ({ privacy }) => intake(privacy),
  (at) => {
    let residentId: string;
    beforeEach(async () => {
      await settle(at());
      residentId = await enter(at());
    });
    const need = async (id: string) => (await at().get(clerk, `/needs/${id}`)).body;

    it.each([
      ['kind=medicine&daysLeft=1', { deadline: '2022-11-24T18:03:20.000Z', from: 'days-left', urgency: 'urgent', overridden: false }],
      ['kind=repair', { deadline: '2022-11-25T06:03:20.000Z', from: 'urgency', urgency: 'routine', overridden: false }],
      ['kind=repair&urgency=urgent', { from: 'urgency', urgency: 'urgent', proposed: 'routine', overridden: true }],
    ])('the deadline of %s is told beforehand', async (asked, expected) =>
      expect(await at().get(clerk, `/needs/deadline?${asked}`)).toMatchObject({ status: 200, body: expected }),
    );

    describe('a need is entered', () => {
      it('with its deadline twelve hours before the medicine runs out', async () => {
        const answer = await at().post(
          clerk,
          '/needs',
          aNeed(residentId, { notes: '放门口', requester: { name: '女儿', phone: '13900139000', relation: '女儿' } }),
        );
        expect(answer).toMatchObject({
          status: 201,
          body: {
            id: expect.any(String),
            version: 1,
            position: expect.any(Number),
            deadline: '2022-11-24T18:03:20.000Z',
            urgency: 'urgent',
          },
        });
        expect(await need(answer.body.id)).toEqual({
          id: answer.body.id,
          version: 1,
          residentId,
          resident: { name: '王小明', phone: '13800138000', address: { building: '12', unit: '3', room: '402' } },
          householdId: expect.any(String),
          building: '12',
          grid: '03',
          kind: 'medicine',
          status: 'open',
          urgency: 'urgent',
          deadline: '2022-11-24T18:03:20.000Z',
          deadlineFrom: 'days-left',
          lines: [{ lineId: expect.any(String), ...LINE }],
          missing: [],
          handoverCode: expect.stringMatching(/^\d{4}$/),
          requester: { name: '女儿', phone: '13900139000', relation: '女儿' },
          notes: '放门口',
          createdAt: '2022-11-24T06:03:20.000Z',
          changedAt: '2022-11-24T06:03:20.000Z',
          history: [{ type: 'need-created', at: '2022-11-24T06:03:20.000Z', version: 1, by: 'clerk' }],
        });
      });
      it('is told to the others as its contract says, without a word of whom and what in clear', async () => {
        const id = await ask(at(), residentId, {
          notes: '放门口',
          requester: { name: '女儿' },
          urgency: 'life-critical',
          urgencyReason: '明早手术',
        });
        const [told, ...more] = await at().published('linli.intake.need-created.v1');
        expect(more).toEqual([]);
        const { delivery, handoverCode, lines, ...rest } = told as unknown as {
          delivery: string;
          handoverCode: string;
          lines: { item: string }[];
        };
        expect(rest).toEqual({
          type: 'linli.intake.need-created.v1',
          needId: id,
          residentId,
          householdId: expect.any(String),
          kind: 'medicine',
          urgency: 'life-critical',
          deadline: '2022-11-24T18:03:20.000Z',
          building: '12',
          grid: '03',
        });
        expect(await at().privacy.open(residentId, delivery)).toEqual({
          name: '王小明',
          phone: '13800138000',
          address: { building: '12', unit: '3', room: '402' },
          notes: '耳背，请大声敲门\n放门口',
        });
        expect(await at().privacy.open(residentId, handoverCode)).toMatch(/^\d{4}$/);
        expect(await at().privacy.open(residentId, lines[0]!.item)).toEqual({ item: LINE.item, strength: LINE.strength });
        expect(JSON.stringify(await at().log())).not.toMatch(/王小明|13800138000|女儿|放门口|耳背|氨氯地平|手术/);
      });
      it('with the deadline of the medication plan where nobody counts the days', async () => {
        const answer = await at().post(clerk, '/needs', aNeed(residentId, { daysLeft: undefined }));
        // Two a day from the 24th in Shanghai: out as the 26th begins there.
        expect(answer.body).toMatchObject({ deadline: '2022-11-25T04:00:00.000Z', urgency: 'urgent', deadlineFrom: 'medication-plan' });
      });
      it.each([
        ['life-critical', 1],
        ['urgent', 6],
        ['routine', 24],
      ])('%s: due in %d hours where nothing runs out', async (urgency, hours) => {
        const answer = await at().post(
          clerk,
          '/needs',
          aNeed(residentId, { kind: 'repair', daysLeft: undefined, urgency, urgencyReason: '漏水' }),
        );
        expect(Date.parse(answer.body.deadline) - at().clock.now()).toBe(hours * HOUR);
      });
      it('with a deadline already past, which stands', async () => {
        const answer = await at().post(clerk, '/needs', aNeed(residentId, { daysLeft: 0 }));
        expect(answer.body).toMatchObject({ deadline: '2022-11-23T18:03:20.000Z', urgency: 'life-critical' });
      });
      it('with another urgency than the answers say only for a reason, which is kept', async () => {
        const refused = await at().post(clerk, '/needs', aNeed(residentId, { urgency: 'routine' }));
        expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-field', errors: [{ path: 'urgencyReason' }] } });
        const id = await ask(at(), residentId, { urgency: 'routine', urgencyReason: '邻居借了一板' });
        expect((await need(id)).history).toMatchObject([{ type: 'need-created', said: '邻居借了一板' }]);
      });
      it('not a second of the kind for the same person, unless the clerk says so: she is told who is on the way', async () => {
        const first = await ask(at(), residentId);
        await theOthers(at(), first).assign('小李');
        const refused = await at().post(clerk, '/needs', aNeed(residentId));
        expect(refused).toMatchObject({
          status: 409,
          body: { code: 'need-already-open', needId: first, needStatus: 'assigned', deadline: '2022-11-24T18:03:20.000Z', runner: '小李' },
        });
        await ask(at(), residentId, { kind: 'groceries' });
        await ask(at(), residentId, { evenIfOpen: true });
      });
      it('by two clerks at once only once', async () => {
        const answers = await Promise.all([clerk, colleague].map((who) => at().post(who, '/needs', aNeed(residentId))));
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      });
      it.each(['艾司唑仑片', 'Diazepam'])('not of a controlled medicine, under whatever kind: %s', async (item) => {
        for (const kind of ['medicine', 'other']) {
          const refused = await at().post(clerk, '/needs', aNeed(residentId, { kind, lines: [{ ...LINE, item }] }));
          expect(refused).toMatchObject({ status: 409, body: { code: 'controlled-medicine' } });
        }
      });
      it.each([
        ['no line of something to buy', { lines: [] }, 'lines'],
        ['a quantity of nothing', { lines: [{ ...LINE, quantity: 0 }] }, 'lines[0].quantity'],
        ['an absurd quantity', { lines: [{ ...LINE, quantity: 1e9 }] }, 'lines[0].quantity'],
        ['a quantity in words', { lines: [{ ...LINE, quantity: '7' }] }, 'lines[0].quantity'],
        ['a substitution nobody knows', { lines: [{ ...LINE, substitution: 'perhaps' }] }, 'lines[0].substitution'],
        ['a kind nobody knows', { kind: 'miracle' }, 'kind'],
        ['an urgency nobody knows', { urgency: 'soon' }, 'urgency'],
        ['days that are past', { daysLeft: -1 }, 'daysLeft'],
        ['a phone of the requester that is none', { requester: { phone: '12' } }, 'requester.phone'],
        ['half a character', { notes: '\ud800' }, 'notes'],
      ])('not with %s', async (_, but, path) => {
        const refused = await at().post(clerk, '/needs', aNeed(residentId, but));
        expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-field', errors: [{ path }] } });
      });
      it('not with a field nobody knows, which is named', async () =>
        expect(await at().post(clerk, '/needs', aNeed(residentId, { lines: [{ ...LINE, colour: 'blue' }] }))).toMatchObject({
          status: 400,
          body: { code: 'unknown-field', errors: [{ path: 'lines[0].colour' }] },
        }));
      it('not for somebody who is not there, or elsewhere', async () => {
        expect((await at().post(clerk, '/needs', aNeed('nobody'))).status).toBe(404);
        expect((await at().post(clerkElsewhere, '/needs', aNeed(residentId))).status).toBe(404);
      });
    });

    describe('a need is amended', () => {
      it('before it is bought, and the others are told what holds now', async () => {
        const id = await ask(at(), residentId);
        await theOthers(at(), id).assign();
        const line = { ...LINE, quantity: 14 };
        const answer = await at().post(clerk, `/needs/${id}/amend`, { lines: [line], daysLeft: 2, notes: '打电话' });
        expect(answer).toMatchObject({ status: 200, body: { id, deadline: '2022-11-25T18:03:20.000Z', urgency: 'routine' } });
        expect(await need(id)).toMatchObject({ deadline: '2022-11-25T18:03:20.000Z', urgency: 'routine', lines: [line], notes: '打电话' });
        const [told] = (await at().published('linli.intake.need-amended.v1')) as unknown as { delivery: string }[];
        expect(Object.keys(told!).sort()).toEqual(['deadline', 'delivery', 'lines', 'needId', 'residentId', 'type', 'urgency']);
        expect(await at().privacy.open(residentId, told!.delivery)).toMatchObject({ notes: '耳背，请大声敲门\n打电话' });
      });
      it('in its urgency with a reason, and the deadline that was told stays', async () => {
        const id = await ask(at(), residentId);
        expect(await at().post(clerk, `/needs/${id}/amend`, { urgency: 'life-critical' })).toMatchObject({
          status: 400,
          body: { errors: [{ path: 'urgencyReason' }] },
        });
        const answer = await at().post(clerk, `/needs/${id}/amend`, { urgency: 'life-critical', urgencyReason: '头晕' });
        expect(answer.body).toMatchObject({ deadline: '2022-11-24T18:03:20.000Z', urgency: 'life-critical' });
      });
      it('in its urgency, and the hours count from when it was entered', async () => {
        const id = await ask(at(), residentId, { kind: 'repair', daysLeft: undefined });
        at().clock.advance(2 * HOUR);
        const answer = await at().post(clerk, `/needs/${id}/amend`, { urgency: 'urgent', urgencyReason: '漏到楼下' });
        expect(answer.body.deadline).toBe('2022-11-24T12:03:20.000Z');
      });
      it('by the medication plan, when a planned medicine is asked for now', async () => {
        const id = await ask(at(), residentId, { daysLeft: undefined, lines: [{ ...LINE, item: '维生素C片' }] });
        expect(await need(id)).toMatchObject({ deadlineFrom: 'urgency' });
        const answer = await at().post(clerk, `/needs/${id}/amend`, { lines: [LINE] });
        expect(answer.body.deadline).toBe('2022-11-25T04:00:00.000Z');
        expect(await need(id)).toMatchObject({ deadlineFrom: 'medication-plan' });
      });
      it('not into a controlled medicine, nor into nothing', async () => {
        const id = await ask(at(), residentId);
        expect(await at().post(clerk, `/needs/${id}/amend`, { lines: [{ ...LINE, item: '地西泮片' }] })).toMatchObject({
          status: 409,
          body: { code: 'controlled-medicine' },
        });
        expect(await at().post(clerk, `/needs/${id}/amend`, { lines: [] })).toMatchObject({
          status: 400,
          body: { errors: [{ path: 'lines' }] },
        });
      });
      it('by nobody who saw another version: the loser sees what changed', async () => {
        const id = await ask(at(), residentId);
        expect((await at().post(colleague, `/needs/${id}/amend`, { notes: '打电话' }, { ifMatch: 1 })).body.version).toBe(2);
        expect(await at().post(clerk, `/needs/${id}/amend`, { notes: '敲门' }, { ifMatch: 1 })).toMatchObject({
          status: 412,
          body: { code: 'version-conflict', version: 2, changes: [{ type: 'need-amended', version: 2 }] },
        });
      });
    });

    it('who is on the way goes where the person is now, also after something is bought', async () => {
      const id = await ask(at(), residentId, { notes: '放门口' });
      await theOthers(at(), id).assign();
      await theOthers(at(), id).buy();
      await at().post(clerk, `/residents/${residentId}/correct`, { phone: '13900139000', reason: '换号了' });
      const [told] = (await at().published('linli.intake.need-amended.v1')) as unknown as { delivery: string }[];
      expect(await at().privacy.open(residentId, told!.delivery)).toMatchObject({
        phone: '13900139000',
        notes: '耳背，请大声敲门\n放门口',
      });
      await at().post(clerk, `/residents/${residentId}/correct`, { careCategories: [], reason: '核对' });
      expect(await at().published('linli.intake.need-amended.v1')).toHaveLength(1);
    });

    describe('whose resident moves', () => {
      const NEW = { building: '3', unit: '1', room: '101' };
      const move = (address = NEW) => at().post(clerk, `/residents/${residentId}/correct`, { address, reason: '搬家' });
      const moves = async () => (await at().published('linli.intake.need-moved.v1')) as unknown as { delivery: string }[];

      it('goes along while it is open or on its way, and the others are told where to; what is over stays where it was', async () => {
        const done = await ask(at(), residentId, { kind: 'visit', daysLeft: undefined, lines: [] });
        await theOthers(at(), done).complete();
        const open = await ask(at(), residentId, { kind: 'groceries', daysLeft: undefined });
        const onItsWay = await ask(at(), residentId, { notes: '放门口' });
        await theOthers(at(), onItsWay).assign();
        await theOthers(at(), onItsWay).buy();
        await move();
        const { householdId } = (await at().get(clerk, `/residents/${residentId}`)).body;
        const told = { type: 'linli.intake.need-moved.v1', residentId, householdId, building: '3', grid: '01' };
        expect(await moves()).toEqual([
          { ...told, needId: open, delivery: expect.any(String) },
          { ...told, needId: onItsWay, delivery: expect.any(String) },
        ]);
        expect(await at().privacy.open(residentId, (await moves())[1]!.delivery)).toMatchObject({
          address: NEW,
          notes: '耳背，请大声敲门\n放门口',
        });
        expect(await at().published('linli.intake.need-amended.v1')).toEqual([]);
        const listed = async (building: string) =>
          ((await at().get(clerk, `/needs?building=${building}`)).body.items as { id: string }[]).map(({ id }) => id).sort();
        expect(await listed('3')).toEqual([open, onItsWay].sort());
        expect(await listed('12')).toEqual([done]);
      });
      it('is told once, however often the move is said', async () => {
        await ask(at(), residentId);
        await move();
        await move();
        expect(await moves()).toHaveLength(1);
      });
      it('and back: each way is told', async () => {
        await ask(at(), residentId);
        await move();
        await move({ building: '12', unit: '3', room: '402' });
        expect(await moves()).toMatchObject([
          { building: '3', grid: '01' },
          { building: '12', grid: '03' },
        ]);
      });
      it.each<[string, (id: string) => Promise<unknown>]>([
        ['its clerk', (id) => at().post(clerk, `/needs/${id}/reopen`)],
        ['its dispatcher', (id) => theOthers(at(), id).release()],
      ])('while nobody was on the way goes along when %s takes it up again', async (_who, again) => {
        const id = await ask(at(), residentId);
        await theOthers(at(), id).assign();
        await theOthers(at(), id).fail();
        await move();
        expect(await moves()).toEqual([]);
        await again(id);
        expect(await moves()).toMatchObject([{ needId: id, building: '3', grid: '01' }]);
        expect(await at().privacy.open(residentId, (await moves())[0]!.delivery)).toMatchObject({ address: NEW });
      });
    });

    it('a need that is taken up again has the number that its resident has now', async () => {
      const id = await ask(at(), residentId);
      await theOthers(at(), id).assign();
      await theOthers(at(), id).fail();
      await at().post(clerk, `/residents/${residentId}/correct`, { phone: '13900139000', reason: '换号了' });
      await at().post(clerk, `/needs/${id}/reopen`);
      const [told] = (await at().published('linli.intake.need-amended.v1')) as unknown as { delivery: string }[];
      expect(await at().privacy.open(residentId, told!.delivery)).toMatchObject({ phone: '13900139000' });
    });

    describe('what happens to a need', () => {
      it('the whole way: taken, bought, met, confirmed', async () => {
        const id = await ask(at(), residentId);
        const others = theOthers(at(), id);
        await others.assign('小李');
        expect(await need(id)).toMatchObject({ status: 'assigned', runId: 'run1', runner: '小李' });
        await others.buy();
        await others.complete(['l9']);
        expect(await need(id)).toMatchObject({ status: 'met', missing: ['l9'] });
        const confirmed = await at().post(clerk, `/needs/${id}/confirm`, { note: '收到了' });
        expect(confirmed).toMatchObject({ status: 200, body: { id, version: 5 } });
        expect(await need(id)).toMatchObject({
          status: 'confirmed',
          confirmedBy: 'requester',
          history: [
            { type: 'need-created', by: 'clerk' },
            { type: 'need-claimed-by-dispatch' },
            { type: 'need-buying-started' },
            { type: 'need-met' },
            { type: 'need-confirmed', by: 'clerk', said: '收到了' },
          ],
        });
        expect(await at().published('linli.intake.need-confirmed.v1')).toEqual([
          { type: 'linli.intake.need-confirmed.v1', needId: id, residentId, confirmedBy: 'requester' },
        ]);
        await ask(at(), residentId);
      });
      it('is heard though the bus should lose it', async () => {
        const id = await ask(at(), residentId);
        await at().hears(
          'dispatch',
          `task/${id}`,
          { type: 'linli.dispatch.task-completed.v1', taskId: id, needId: id, missing: [] } as never,
          { lost: true },
        );
        expect((await need(id)).status).toBe('met');
      });
      it('shows what was given in the place of a line, until it is reopened', async () => {
        const id = await ask(at(), residentId);
        const [{ lineId }] = (await need(id)).lines as [{ lineId: string }];
        const item = await at().privacy.seal(residentId, { item: '硝苯地平控释片', strength: '30mg' });
        const told = { runId: 'run1', taskId: id, needId: id, substitutes: [{ lineId, quantity: 14, item }] };
        await at().hears('pharmacy-run', 'purchase/run1', { type: 'linli.pharmacy-run.substitutes-given.v1', ...told } as never);
        await theOthers(at(), id).complete();
        const instead = { item: '硝苯地平控释片', strength: '30mg', quantity: 14 };
        const met = await need(id);
        expect(met).toMatchObject({ status: 'met', missing: [], lines: [{ lineId, ...LINE, instead }] });
        expect(met.history).toMatchObject([{ type: 'need-created' }, { type: 'need-substitutes-given' }, { type: 'need-met' }]);
        await at().post(clerk, `/needs/${id}/reopen`, {});
        expect((await need(id)).lines).toEqual([{ lineId, ...LINE }]);
      });
      it('of a need that nobody here knows is let go', async () => {
        await theOthers(at(), 'unknown').complete();
        expect((await at().get(clerk, '/needs')).body.items).toEqual([]);
      });
      it('confirms itself 24 hours after it was met, when nobody could be reached', async () => {
        const id = await ask(at(), residentId);
        await theOthers(at(), id).complete();
        at().clock.advance(24 * HOUR - 1_000);
        await at().service.engine.sendDue();
        expect((await need(id)).status).toBe('met');
        at().clock.advance(1_000);
        await at().service.engine.sendDue();
        await at().settled();
        expect(await need(id)).toMatchObject({ status: 'confirmed', confirmedBy: 'nobody-reached' });
        expect(await at().published('linli.intake.need-confirmed.v1')).toMatchObject([{ confirmedBy: 'nobody-reached' }]);
      });
      it('does not confirm itself what was reopened meanwhile', async () => {
        const id = await ask(at(), residentId);
        await theOthers(at(), id).complete();
        await at().post(clerk, `/needs/${id}/reopen`, { reason: '药不对' });
        at().clock.advance(25 * HOUR);
        await at().service.engine.sendDue();
        await at().settled();
        expect(await need(id)).toMatchObject({ status: 'open' });
      });
      it('is cancelled before it is bought, with its reason, and not after', async () => {
        const id = await ask(at(), residentId);
        await theOthers(at(), id).assign();
        expect((await at().post(clerk, `/needs/${id}/cancel`, { reason: '女儿送来了' })).status).toBe(200);
        expect(await need(id)).toMatchObject({ status: 'cancelled', history: [{}, {}, { type: 'need-cancelled', said: '女儿送来了' }] });
        expect(await at().published('linli.intake.need-cancelled.v1')).toEqual([
          { type: 'linli.intake.need-cancelled.v1', needId: id, residentId },
        ]);
        const bought = await ask(at(), residentId);
        await theOthers(at(), bought).assign();
        await theOthers(at(), bought).buy();
        for (const [what, body] of [
          ['cancel', {}],
          ['amend', { notes: '晚点来' }],
        ] as const)
          expect(await at().post(clerk, `/needs/${bought}/${what}`, body)).toMatchObject({ status: 409, body: { code: 'already-bought' } });
      });
      it('fails and is taken up again, everything of it told anew', async () => {
        const id = await ask(at(), residentId, { notes: '放门口' });
        await theOthers(at(), id).assign();
        await theOthers(at(), id).fail();
        expect(await need(id)).toMatchObject({ status: 'not-met' });
        expect(await at().post(clerk, `/needs/${id}/confirm`)).toMatchObject({ status: 409, body: { code: 'need-not-met' } });
        expect((await at().post(clerk, `/needs/${id}/reopen`, { reason: '再试' })).status).toBe(200);
        expect(await need(id)).toMatchObject({ status: 'open', missing: [], notes: '放门口' });
        const [created] = await at().published('linli.intake.need-created.v1');
        expect(await at().published('linli.intake.need-reopened.v1')).toEqual([{ ...created, type: 'linli.intake.need-reopened.v1' }]);
        expect(await at().post(clerk, '/needs', aNeed(residentId))).toMatchObject({ status: 409, body: { code: 'need-already-open' } });
      });
      it('is open again when its task is taken up again after it had failed', async () => {
        const id = await ask(at(), residentId);
        const others = theOthers(at(), id);
        await others.assign();
        await others.fail();
        await others.release();
        expect(await need(id)).toMatchObject({ status: 'open' });
        expect(await need(id)).not.toHaveProperty('runner');
        expect(await at().post(clerk, '/needs', aNeed(residentId))).toMatchObject({ status: 409, body: { code: 'need-already-open' } });
        await others.assign('小王');
        expect(await need(id)).toMatchObject({ status: 'assigned', runner: '小王' });
        await others.complete();
        expect(await need(id)).toMatchObject({ status: 'met' });
      });
      it('comes back to the board', async () => {
        const id = await ask(at(), residentId);
        await theOthers(at(), id).assign();
        await theOthers(at(), id).release();
        const back = await need(id);
        expect(back).toMatchObject({ status: 'open' });
        expect(back).not.toHaveProperty('runner');
        expect(back).not.toHaveProperty('runId');
      });
      it('gets a new code while it is under way, and none afterwards', async () => {
        const id = await ask(at(), residentId);
        const codes = new Set([(await need(id)).handoverCode]);
        for (let times = 0; times < 8; times += 1) {
          expect((await at().post(clerk, `/needs/${id}/new-code`)).status).toBe(200);
          codes.add((await need(id)).handoverCode);
        }
        expect(codes.size).toBeGreaterThan(1);
        const told = (await at().published('linli.intake.need-amended.v1')) as unknown as { handoverCode: string }[];
        expect(await at().privacy.open(residentId, told.at(-1)!.handoverCode)).toBe((await need(id)).handoverCode);
        await theOthers(at(), id).complete();
        expect(await at().post(clerk, `/needs/${id}/new-code`)).toMatchObject({ status: 409, body: { code: 'need-not-open' } });
      });
    });

    describe('needs are listed', () => {
      it('by deadline, page by page, as asked', async () => {
        const other = await enter(at(), {
          name: '李芳',
          phone: '13800138001',
          idCard: undefined,
          address: { building: '3', unit: '1', room: '101' },
        });
        const late = await ask(at(), residentId, { kind: 'visit', daysLeft: undefined, lines: [] });
        const soon = await ask(at(), residentId, { daysLeft: 0.6 });
        const between = await ask(at(), other);
        await theOthers(at(), between).assign();
        const list = async (query: string) => (await at().get(clerk, `/needs${query}`)).body;
        const ids = async (query: string) => ((await list(query)).items as { id: string }[]).map(({ id }) => id);
        expect(await ids('')).toEqual([soon, between, late]);
        const first = await list('?limit=2');
        expect(first).toMatchObject({
          items: [{ id: soon }, { id: between, runner: '小李' }],
          nextCursor: expect.any(String),
          asOf: expect.any(String),
        });
        expect(await list(`?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)).toMatchObject({
          items: [{ id: late }],
          nextCursor: null,
        });
        expect(await ids('?status=assigned')).toEqual([between]);
        expect(await ids('?kind=medicine&building=12')).toEqual([soon]);
        expect(await ids(`?residentId=${residentId}`)).toEqual([soon, late]);
        expect(await ids(`?residentId=${residentId}&kind=visit`)).toEqual([late]);
        expect(await ids('?status=cancelled')).toEqual([]);
        expect(JSON.stringify(await list(''))).not.toMatch(/王小明|氨氯地平|handoverCode/);
      });
      it('in the own community alone, and nothing of it can be had elsewhere', async () => {
        const id = await ask(at(), residentId);
        expect((await at().get(clerkElsewhere, '/needs')).body.items).toEqual([]);
        expect((await at().get(clerkElsewhere, `/needs/${id}`)).status).toBe(404);
        for (const what of ['cancel', 'confirm', 'reopen', 'new-code', 'amend'])
          expect((await at().post(clerkElsewhere, `/needs/${id}/${what}`)).status).toBe(404);
      });
      it('with what one has just written, when one says so', async () => {
        const { body } = await at().post(clerk, '/needs', aNeed(residentId));
        expect((await at().get(clerk, `/needs?atLeast=${body.position}`)).body.items).toMatchObject([{ id: body.id }]);
        expect((await at().get(clerk, `/needs/${body.id}?atLeast=${body.position}`)).status).toBe(200);
      });
      it.each(['?limit=0', '?limit=201', '?limit=many', '?cursor=none', '?status=lost', '?shoeSize=42', '?atLeast=-1'])(
        'not for %s',
        async (query) => expect((await at().get(clerk, `/needs${query}`)).status).toBe(400),
      );
    });

    it('a command sent twice is carried out once, and with another body it is another', async () => {
      const key = crypto.randomUUID();
      const first = await at().post(clerk, '/needs', aNeed(residentId), { key });
      const again = await at().post(clerk, '/needs', aNeed(residentId), { key });
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect(first.headers.get('idempotent-replayed')).toBeNull();
      expect(await at().post(clerk, '/needs', aNeed(residentId, { daysLeft: 2 }), { key })).toMatchObject({
        status: 409,
        body: { code: 'idempotency-key-reused' },
      });
      expect(await at().published('linli.intake.need-created.v1')).toHaveLength(1);
    });
    it('a look at a need is a fact: who, at whom, where', async () => {
      const id = await ask(at(), residentId);
      await at().get(colleague, `/needs/${id}`);
      expect(await at().published('linli.intake.record-looked-at.v1')).toEqual([
        { type: 'linli.intake.record-looked-at.v1', account: 'colleague', residentIds: [residentId], purpose: 'need' },
      ]);
    });
    it('everything is there after a restart', async () => {
      const id = await ask(at(), residentId);
      await theOthers(at(), id).assign();
      const before = await need(id);
      await at().restart();
      expect(await need(id)).toEqual(before);
      await theOthers(at(), id).complete();
      expect((await need(id)).status).toBe('met');
      expect((await at().log(COMMUNITY)).filter(({ type }) => type === 'need-met')).toHaveLength(1);
    });
  },
);
