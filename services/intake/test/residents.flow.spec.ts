import { flows, OTHER_COMMUNITY } from '@linli/flow';
import { ForgetResident } from '../src/commands/resident.commands.js';
import { intake } from '../src/intake.service.js';
import { aNeed, aResident, ask, clerk, clerkElsewhere, colleague, enter, settle, theOthers, until } from './neighbourhood.js';

flows(
  'intake',
  ({ privacy }) => intake(privacy),
  (at) => {
    beforeEach(() => settle(at()));
    const read = async (id: string) => (await at().get(clerk, `/residents/${id}`)).body;
    const search = async (q: string, more = '') => (await at().get(clerk, `/households?q=${encodeURIComponent(q)}${more}`)).body;
    const found = async (q: string) =>
      ((await search(q)).items as { residents: { id: string }[] }[]).flatMap(({ residents }) => residents.map(({ id }) => id));
    const forget = async (residentId: string) => {
      const commandId = at().ids.next();
      await at().service.commands.execute(
        new ForgetResident({ residentId }, { community: '990101001001', sender: 'operator', commandId, correlation: commandId }),
      );
      await at().settled();
    };

    describe('somebody is registered', () => {
      it('and read back as entered', async () => {
        const answer = await at().post(clerk, '/residents', aResident({ phone: '+86 138-0013-8000' }));
        expect(answer).toMatchObject({ status: 201, body: { id: expect.any(String), version: 1, position: expect.any(Number) } });
        expect(await at().get(clerk, `/residents/${answer.body.id}?atLeast=${answer.body.position}`)).toMatchObject({
          status: 200,
          body: {
            ...aResident({ phone: '+86 138-0013-8000' }),
            id: answer.body.id,
            version: 1,
            householdId: expect.any(String),
            grid: '03',
            registeredAt: '2022-11-24T06:03:20.000Z',
            changedAt: '2022-11-24T06:03:20.000Z',
          },
        });
      });
      it('with no more than a name and an address', async () => {
        const address = { building: '3', unit: '1', room: '101' };
        const id = await enter(at(), {
          phone: undefined,
          idCard: undefined,
          careCategories: undefined,
          medicationPlan: undefined,
          notes: undefined,
          address,
        });
        expect(await read(id)).toMatchObject({ name: '王小明', address, careCategories: [], medicationPlan: [] });
      });
      it.each([
        ['a phone that is none', { phone: '12345' }, 'phone'],
        ['an ID number with a wrong check digit', { idCard: '110105194912310021' }, 'idCard'],
        ['an address outside the area tree', { address: { building: '99', unit: '1', room: '1' } }, 'address'],
        ['an address without a room', { address: { building: '12', unit: '3' } }, 'address.room'],
        ['no name', { name: '  ' }, 'name'],
        ['a name without end', { name: '王'.repeat(101) }, 'name'],
        ['a category nobody knows', { careCategories: ['alien'] }, 'careCategories[0]'],
        [
          'a negative count',
          { medicationPlan: [{ medicine: 'x', dailyDose: 1, unitsLeft: -1, countedOn: '2022-11-24' }] },
          'medicationPlan[0].unitsLeft',
        ],
        [
          'an absurd dose',
          { medicationPlan: [{ medicine: 'x', dailyDose: 1e6, unitsLeft: 1, countedOn: '2022-11-24' }] },
          'medicationPlan[0].dailyDose',
        ],
        [
          'a day that is none',
          { medicationPlan: [{ medicine: 'x', dailyDose: 1, unitsLeft: 1, countedOn: '2022-02-30' }] },
          'medicationPlan[0].countedOn',
        ],
        [
          'a count of tomorrow',
          { medicationPlan: [{ medicine: 'x', dailyDose: 1, unitsLeft: 1, countedOn: '2022-11-25' }] },
          'medicationPlan[0].countedOn',
        ],
      ])('not with %s', async (_, but, path) => {
        expect(await at().post(clerk, '/residents', aResident(but))).toMatchObject({
          status: 400,
          body: { code: 'invalid-field', errors: [{ path, code: 'invalid-field', message: expect.any(String) }] },
        });
      });
      it('not with a field nobody knows, which is named', async () =>
        expect(await at().post(clerk, '/residents', aResident({ shoeSize: 42 }))).toMatchObject({
          status: 400,
          body: { code: 'unknown-field', errors: [{ path: 'shoeSize' }] },
        }));
      it('once, however often the same is sent', async () => {
        const key = crypto.randomUUID();
        const answers = await Promise.all([1, 2, 3].map(() => at().post(clerk, '/residents', aResident(), { key })));
        expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
        expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
        expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(2);
        expect(await found('13800138000')).toHaveLength(1);
      });
      it('without a word of it in clear', async () => {
        await enter(at());
        const log = JSON.stringify((await at().log()).filter(({ type }) => type !== 'homes-added'));
        expect(log).not.toMatch(/王小明|13800138000|11010519491231002X|12-3-402|"402"|lone-elder|氨氯地平|耳背/);
        expect(log).toContain('"building":"12"');
      });
    });

    describe('a record is corrected', () => {
      it('in the fields that are said, with a reason', async () => {
        const id = await enter(at());
        const answer = await at().post(clerk, `/residents/${id}/correct`, {
          phone: '13900139000',
          careCategories: ['very-old'],
          medicationPlan: [{ medicine: '二甲双胍片', dailyDose: 2, unitsLeft: 60, countedOn: '2022-11-23' }],
          reason: '电话核对',
        });
        expect(answer).toMatchObject({ status: 200, body: { id, version: 2 } });
        expect(await read(id)).toMatchObject({
          ...aResident({ phone: '13900139000', careCategories: ['very-old'] }),
          medicationPlan: [{ medicine: '二甲双胍片', dailyDose: 2, unitsLeft: 60, countedOn: '2022-11-23' }],
          version: 2,
        });
        expect(await found('13800138000')).toEqual([]);
        expect(await found('13900139000')).toEqual([id]);
        const [corrected] = (await at().log()).filter(({ type }) => type === 'resident-corrected');
        expect(corrected?.data).toMatchObject({ fields: ['phone', 'careCategories', 'medicationPlan'] });
        expect(await at().privacy.open(id, (corrected!.data as unknown as { reason: string }).reason)).toBe('电话核对');
      });
      it('by moving: another door, another household', async () => {
        const id = await enter(at());
        const before = await read(id);
        const address = { building: '3', unit: '1', room: '101' };
        await at().post(clerk, `/residents/${id}/correct`, { address, reason: '搬家' });
        const after = await read(id);
        expect(after).toMatchObject({ address, grid: '01' });
        expect(after.householdId).not.toBe(before.householdId);
        expect(await found('12-3-402')).toEqual([]);
        expect(await found('3-1-101')).toEqual([id]);
      });
      it('by taking a field away with an empty one', async () => {
        const id = await enter(at());
        await at().post(clerk, `/residents/${id}/correct`, { phone: '', notes: '', reason: '停机' });
        const after = await read(id);
        expect(after).not.toHaveProperty('phone');
        expect(after).not.toHaveProperty('notes');
      });
      it('not where nothing differs: no event, the same version', async () => {
        const id = await enter(at());
        const answer = await at().post(clerk, `/residents/${id}/correct`, { name: '王小明', phone: '13800138000', reason: '核对' });
        expect(answer).toMatchObject({ status: 200, body: { version: 1 } });
        expect((await at().log()).filter(({ type }) => type === 'resident-corrected')).toEqual([]);
      });
      it('not without a reason, and not to what cannot be', async () => {
        const id = await enter(at());
        for (const [body, path] of [
          [{ phone: '13900139000' }, 'reason'],
          [{ phone: '12', reason: '核对' }, 'phone'],
          [{ name: '', reason: '核对' }, 'name'],
          [{ address: { building: '99', unit: '1', room: '1' }, reason: '核对' }, 'address'],
        ] as const)
          expect(await at().post(clerk, `/residents/${id}/correct`, body)).toMatchObject({
            status: 400,
            body: { code: 'invalid-field', errors: [{ path }] },
          });
      });
      it('not over what a colleague has changed meanwhile: the loser sees what', async () => {
        const id = await enter(at());
        await at().post(colleague, `/residents/${id}/correct`, { phone: '13900139000', reason: '核对' }, { ifMatch: 1 });
        expect(await at().post(clerk, `/residents/${id}/correct`, { phone: '13700137000', reason: '核对' }, { ifMatch: 1 })).toMatchObject({
          status: 412,
          body: { code: 'version-conflict', version: 2, changes: [{ type: 'resident-corrected', version: 2 }] },
        });
        expect((await at().post(clerk, `/residents/${id}/correct`, { phone: '13700137000', reason: '核对' }, { ifMatch: 2 })).status).toBe(
          200,
        );
      });
      it('and verified: who did it, and when', async () => {
        const id = await enter(at());
        expect(await read(id)).not.toHaveProperty('verified');
        const headers = { 'linli-occurred-at': '2022-11-24T05:00:00.000Z' };
        expect(await at().post(colleague, `/residents/${id}/verify`, {}, { headers })).toMatchObject({ status: 200, body: { version: 2 } });
        expect(await read(id)).toMatchObject({ version: 2, verified: { at: '2022-11-24T05:00:00.000Z', by: 'colleague' } });
        await at().post(clerk, `/residents/${id}/correct`, { phone: '13900139000', reason: '换号' });
        expect(await read(id)).toMatchObject({ version: 3, verified: { by: 'colleague' } });
      });
    });

    describe('the one box', () => {
      it.each(['13800138000', '1380013', '王小明', '小明', 'wxm', '12-3-402', '12号楼3单元402室'])(
        'finds the household by %s',
        async (q) => {
          const id = await enter(at());
          expect(await found(q)).toEqual([id]);
        },
      );
      it('shows who lives there, what is open and who is on the way, what was last, and the notes', async () => {
        const id = await enter(at());
        const wife = await enter(at(), { name: '李芳', phone: undefined, idCard: undefined, careCategories: [], notes: undefined });
        const over = await ask(at(), id, { kind: 'groceries' });
        await at().post(clerk, `/needs/${over}/cancel`);
        at().clock.advance(1_000);
        const open = await ask(at(), id);
        at().clock.advance(1_000);
        await theOthers(at(), open).assign('小李');
        expect(await search('12-3-402')).toEqual({
          items: [
            {
              id: expect.any(String),
              address: { building: '12', unit: '3', room: '402' },
              residents: [
                { id, name: '王小明', phone: '13800138000', careCategories: ['lone-elder', 'chronic-illness'] },
                { id: wife, name: '李芳', careCategories: [] },
              ],
              openNeeds: [{ id: open, kind: 'medicine', status: 'assigned', deadline: '2022-11-24T18:03:21.000Z', runner: '小李' }],
              lastContacts: [
                { at: '2022-11-24T06:03:22.000Z', needId: open, kind: 'medicine', what: 'need-claimed-by-dispatch' },
                { at: '2022-11-24T06:03:20.000Z', needId: over, kind: 'groceries', what: 'need-cancelled' },
              ],
              notes: [{ residentId: id, text: '耳背，请大声敲门' }],
            },
          ],
          nextCursor: null,
          asOf: expect.any(String),
        });
      });
      it('goes page by page', async () => {
        const homes = [
          ['12', '3', '402'],
          ['12', '3', '403'],
          ['12', '1', '101'],
          ['3', '1', '101'],
        ];
        for (const [building, unit, room] of homes) {
          for (const name of ['王芳', '王明'])
            await enter(at(), { name, phone: undefined, idCard: undefined, address: { building, unit, room } });
        }
        const rooms: string[] = [];
        let pages = 0;
        for (let cursor: string | null = ''; cursor !== null; pages += 1) {
          const page = await search('王', `&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
          rooms.push(
            ...page.items.map(({ address }: { address: { building: string; unit: string; room: string } }) =>
              Object.values(address).join('-'),
            ),
          );
          cursor = page.nextCursor;
        }
        expect(pages).toBe(2);
        expect(rooms.sort()).toEqual(homes.map((home) => home.join('-')).sort());
      });
      it('includes what one has just written, the needs as well', async () => {
        const id = await enter(at());
        const { body } = await at().post(clerk, '/needs', aNeed(id));
        expect(await search('12-3-402', `&atLeast=${body.position}`)).toMatchObject({ items: [{ openNeeds: [{ id: body.id }] }] });
      });
      it('finds nobody of another community', async () => {
        await enter(at());
        expect((await at().get(clerkElsewhere, '/households?q=13800138000')).body.items).toEqual([]);
      });
      it.each(['', '?q=', '?q=%20', `?q=${'x'.repeat(101)}`, '?q=w&limit=201', '?q=w&cursor=none', '?q=w&shoeSize=1'])(
        'does not ask %s',
        async (query) => expect((await at().get(clerk, `/households${query}`)).status).toBe(400),
      );
      it('finds everybody again after a restart', async () => {
        const id = await enter(at());
        await at().restart();
        expect(await found('王小明')).toEqual([id]);
        expect(await found('wxm')).toEqual([id]);
      });
    });

    it('every look at a person is a fact', async () => {
      const id = await enter(at());
      await at().get(colleague, `/residents/${id}`);
      await at().get(colleague, '/households?q=12-3-402');
      await at().get(colleague, '/households?q=9-9-999');
      await at().settled();
      expect(await at().published('linli.intake.record-looked-at.v1')).toEqual([
        { type: 'linli.intake.record-looked-at.v1', account: 'colleague', residentIds: [id], purpose: 'resident' },
        { type: 'linli.intake.record-looked-at.v1', account: 'colleague', residentIds: [id], purpose: 'household-search' },
      ]);
    });

    describe('somebody is forgotten', () => {
      it('and is in no answer, no look-up and no view; the others are told', async () => {
        const id = await enter(at());
        const other = await enter(at(), { name: '李芳', phone: '13800138001', idCard: undefined });
        const open = await ask(at(), id);
        const over = await ask(at(), id, { kind: 'groceries' });
        await theOthers(at(), over).complete();
        await at().post(clerk, `/needs/${over}/confirm`, { note: '谢谢' });
        await forget(id);
        for (const path of [`/residents/${id}`, `/needs/${open}`, `/needs/${over}`]) expect((await at().get(clerk, path)).status).toBe(404);
        for (const q of ['13800138000', '王小明', 'wxm']) expect(await found(q)).toEqual([]);
        expect(await found('12-3-402')).toEqual([other]);
        expect((await at().get(clerk, '/needs')).body.items).toEqual([]);
        expect((await at().get(clerk, `/needs?residentId=${id}`)).body.items).toEqual([]);
        for (const path of [`/residents/${id}/correct`, `/residents/${id}/verify`])
          expect(
            (await at().post(clerk, path, path.endsWith('correct') ? { name: '王小明', reason: '核对' } : {}, { ifMatch: 9 })).status,
          ).toBe(404);
        expect((await at().post(clerk, '/needs', aNeed(id))).status).toBe(404);
        expect(await at().published('linli.intake.resident-forgotten.v1')).toEqual([
          { type: 'linli.intake.resident-forgotten.v1', residentId: id },
        ]);
        expect(await at().published('linli.intake.need-cancelled.v1')).toEqual([
          { type: 'linli.intake.need-cancelled.v1', needId: open, residentId: id },
        ]);
      });
      it('and stays forgotten after a restart: what was sealed opens no more', async () => {
        const id = await enter(at());
        const [registered] = (await at().log()).filter(({ type }) => type === 'resident-registered');
        const { record } = registered!.data as unknown as { record: string };
        expect(await at().privacy.open(id, record)).toMatchObject({ name: '王小明' });
        await forget(id);
        expect(await at().privacy.open(id, record)).toBeUndefined();
        await at().restart();
        expect(await found('王小明')).toEqual([]);
        expect((await at().get(clerk, `/residents/${id}`)).status).toBe(404);
      });
      it('twice, harmlessly; what is bought for the person goes on to its end', async () => {
        const id = await enter(at());
        const bought = await ask(at(), id);
        await theOthers(at(), bought).assign();
        await theOthers(at(), bought).buy();
        await forget(id);
        await forget(id);
        expect(await at().published('linli.intake.need-cancelled.v1')).toEqual([]);
        await theOthers(at(), bought).complete();
        expect((await at().log()).some(({ type }) => type === 'need-met')).toBe(true);
      });
    });

    describe('people are counted by grid, without telling who', () => {
      const counted = async (times: number) => {
        at().clock.advance(2_000);
        const found = await until(async () => {
          const counts = await at().published('linli.intake.resident-counted.v1');
          return counts.length >= times && counts;
        });
        await at().settled();
        return found;
      };
      it('a moment after nothing has changed any more, and only where a count has', async () => {
        const id = await enter(at());
        await enter(at(), { name: '李芳', phone: undefined, idCard: undefined, careCategories: [] });
        const count = { type: 'linli.intake.resident-counted.v1', grid: '03', households: 1, residents: 2, specialCare: 1 };
        const first = { ...count, categories: { 'lone-elder': 1, 'chronic-illness': 1 } };
        expect(await counted(1)).toEqual([first]);
        await at().post(clerk, `/residents/${id}/correct`, { phone: '13900139000', reason: '换号' });
        expect(await counted(1)).toEqual([first]);
        await at().post(clerk, `/residents/${id}/correct`, { careCategories: ['dialysis'], reason: '核对' });
        expect(await counted(2)).toEqual([first, { ...count, categories: { dialysis: 1 } }]);
      });
      it('also those whom everybody has left', async () => {
        const id = await enter(at());
        await counted(1);
        await at().post(clerk, `/residents/${id}/correct`, { address: { building: '3', unit: '1', room: '101' }, reason: '搬家' });
        const byGrid = new Map((await counted(3)).map((count) => [(count as unknown as { grid: string }).grid, count]));
        expect(byGrid.get('03')).toMatchObject({ households: 0, residents: 0, specialCare: 0, categories: {} });
        expect(byGrid.get('01')).toMatchObject({ households: 1, residents: 1, specialCare: 1 });
      });
    });

    it('a clerk works in her own community', async () => {
      const id = await enter(at());
      expect((await at().get(clerkElsewhere, `/residents/${id}`)).status).toBe(404);
      expect((await at().post(clerkElsewhere, `/residents/${id}/correct`, { name: '李芳', reason: '核对' })).status).toBe(404);
      expect((await at().get(clerk, `/residents/${id}?area=${OTHER_COMMUNITY}`)).status).toBe(403);
    });
  },
);
