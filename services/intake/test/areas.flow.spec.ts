import { anAccount, COMMUNITY, flows, OTHER_COMMUNITY } from '@linli/flow';
import { intake } from '../src/intake.service.js';
import { administrator, aNeed, clerk, enter, HOMES, settle, upload } from './neighbourhood.js';

const DEADLINES = {
  leadTimeHours: 12,
  lifeCriticalHours: 1,
  urgentHours: 6,
  routineHours: 24,
  criticalWithinHours: 4,
  urgentWithinHours: 24,
};

flows(
  'intake',
  ({ privacy }) => intake(privacy),
  (at) => {
    const list = async (query = '', who = administrator) => (await at().get(who, `/areas${query}`)).body;

    it('an area is defined, told to the others, and listed with its tree', async () => {
      await settle(at());
      expect(await list('', clerk)).toEqual({
        items: [
          {
            code: COMMUNITY,
            name: { zh: '榕树里社区', en: 'Banyan Lane Community' },
            timeZone: 'Asia/Shanghai',
            deadlines: DEADLINES,
            homes: 4,
            buildings: [
              { building: '3', grid: '01', units: [{ unit: '1', rooms: ['101'] }] },
              {
                building: '12',
                grid: '03',
                units: [
                  { unit: '1', rooms: ['101'] },
                  { unit: '3', rooms: ['402', '403'] },
                ],
              },
            ],
          },
        ],
        nextCursor: null,
        asOf: '2022-11-24T06:03:20.000Z',
      });
      expect(await at().published('linli.intake.area-defined.v1')).toEqual([
        {
          type: 'linli.intake.area-defined.v1',
          code: COMMUNITY,
          name: { zh: '榕树里社区', en: 'Banyan Lane Community' },
          timeZone: 'Asia/Shanghai',
        },
      ]);
    });
    it('areas go page by page in the order of their codes, those that the caller’s role covers', async () => {
      await settle(at());
      await at().post(administrator, '/areas', { code: '990101001', name: { zh: '榕江街道', en: 'Banyan River' } });
      const first = await list('?limit=2');
      expect(first.items.map(({ code }: { code: string }) => code)).toEqual(['990101001', COMMUNITY]);
      expect((await list(`?limit=2&cursor=${first.nextCursor}`)).items).toMatchObject([{ code: OTHER_COMMUNITY }]);
      expect((await list('', anAccount('dispatcher', 'dispatcher', { area: OTHER_COMMUNITY }))).items).toMatchObject([
        { code: OTHER_COMMUNITY },
      ]);
    });
    it('what one has just defined is in the answer that one asks for with its position', async () => {
      const { body } = await at().post(administrator, '/areas', { code: COMMUNITY, name: { zh: '榕树里', en: 'Banyan' } });
      expect((await list(`?atLeast=${body.position}`)).items).toMatchObject([{ code: COMMUNITY }]);
    });
    it('a community may have deadlines of its own, and its needs follow them; the others hear nothing of it', async () => {
      await settle(at());
      const define = {
        code: COMMUNITY,
        name: { zh: '榕树里社区', en: 'Banyan Lane Community' },
        deadlines: { leadTimeHours: 6, routineHours: 48 },
      };
      expect((await at().post(administrator, '/areas', define)).status).toBe(201);
      expect((await list('', clerk)).items).toMatchObject([{ deadlines: { ...DEADLINES, leadTimeHours: 6, routineHours: 48 } }]);
      const residentId = await enter(at());
      expect((await at().post(clerk, '/needs', aNeed(residentId))).body.deadline).toBe('2022-11-25T00:03:20.000Z');
      const visit = aNeed(residentId, { kind: 'visit', lines: [], daysLeft: undefined });
      expect((await at().post(clerk, '/needs', visit)).body.deadline).toBe('2022-11-26T06:03:20.000Z');
      expect((await at().published('linli.intake.area-defined.v1')).at(-1)).not.toHaveProperty('deadlines');
      expect(await at().post(administrator, '/areas', { ...define, deadlines: { leadTimeHours: -1 } })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'deadlines.leadTimeHours' }] },
      });
    });
    it('homes come by a table, and the same table again is nothing', async () => {
      await settle(at());
      const again = await upload(at(), administrator, `/areas/${COMMUNITY}/homes`, HOMES);
      expect(again).toMatchObject({ status: 200, body: { homes: 4 } });
      expect((await at().log()).filter(({ type }) => type === 'homes-added')).toHaveLength(1);
      await upload(at(), administrator, `/areas/${COMMUNITY}/homes`, `${HOMES}5,1,101,02\n`);
      expect((await list('', clerk)).items[0].homes).toBe(5);
    });
    it('a large tree goes in by several commits', async () => {
      await settle(at());
      const rooms = Array.from({ length: 7_000 }, (_, number) => `${20 + Math.floor(number / 100)},1,${101 + (number % 100)},05`);
      const { body } = await upload(at(), administrator, `/areas/${COMMUNITY}/homes`, `楼栋,单元,房号,网格\n${rooms.join('\n')}`);
      expect(body).toMatchObject({ homes: 7_000 });
      expect((await list('', clerk)).items[0].homes).toBe(7_004);
    });
    it.each([
      ['a code that is none', { code: '99010100' }, 'code'],
      ['no name in English', { name: { zh: '榕树里' } }, 'name.en'],
      ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ])('not with %s', async (_, but, path) =>
      expect(await at().post(administrator, '/areas', { code: COMMUNITY, name: { zh: '榕树里', en: 'Banyan' }, ...but })).toMatchObject({
        status: 400,
        body: { code: 'invalid-field', errors: [{ path }] },
      }),
    );
    it('a table with a wrong row does not go in at all', async () => {
      await settle(at());
      expect(await upload(at(), administrator, `/areas/${COMMUNITY}/homes`, `${HOMES}5,1,,02\n`)).toMatchObject({
        status: 400,
        body: { code: 'invalid-row', row: 6, errors: [{ path: 'rows[6]', message: 'Row 6 must name building, unit and room.' }] },
      });
      expect((await list('', clerk)).items[0].homes).toBe(4);
    });
    it('homes stand in a community that is defined', async () => {
      await at().post(administrator, '/areas', { code: '990101001', name: { zh: '榕江街道', en: 'Banyan River' } });
      for (const code of ['990101001', COMMUNITY])
        expect((await upload(at(), administrator, `/areas/${code}/homes`, HOMES)).status).toBe(404);
    });
    it('outside one’s own area nothing is defined', async () => {
      const code = '110101001001';
      expect(await at().post(administrator, '/areas', { code, name: { zh: '别处', en: 'Elsewhere' } })).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      });
      expect((await upload(at(), administrator, `/areas/${code}/homes`, HOMES)).status).toBe(403);
    });
  },
);
