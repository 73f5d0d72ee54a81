import type { DomainEvent } from '@linli/kernel';
import type { NeedKind } from '@linli/contracts';
import { anAccount, COMMUNITY, flows, OTHER_COMMUNITY, type Flow } from '@linli/flow';
import { reporting } from '../src/reporting.service.js';

const SUB_DISTRICT = '990101001';
const official = anAccount('official', 'official', { area: SUB_DISTRICT });
const secretary = anAccount('secretary', 'approver');
const DAY_MS = 86_400_000;

/** What intake, dispatch and pharmacy-run make public. */
const theOthers = (flow: Flow) => {
  const intake = (subject: string, event: DomainEvent & object, community = COMMUNITY) =>
    flow.hears('intake', subject, event, { community });
  const dispatch = (subject: string, event: DomainEvent & object, community = COMMUNITY) =>
    flow.hears('dispatch', subject, event, { community });
  const facts = (
    needId: string,
    { kind = 'medicine' as NeedKind, grid = '03', householdId = 'h1', deadline = '2022-11-24T18:00:00.000Z' } = {},
  ) => ({
    ...{ needId, residentId: 'r1', householdId, kind, urgency: 'urgent', deadline, building: '12', grid },
    ...{ lines: [], delivery: 's1.delivery', handoverCode: 's1.code' },
  });
  return {
    define: (code: string, zh: string, en: string, timeZone = 'Asia/Shanghai') =>
      intake(`area/${code}`, { type: 'linli.intake.area-defined.v1', code, name: { zh, en }, timeZone } as DomainEvent, code),
    need: (needId: string, but: Parameters<typeof facts>[1] = {}, community = COMMUNITY) =>
      intake(`need/${needId}`, { type: 'linli.intake.need-created.v1', ...facts(needId, but) } as DomainEvent, community),
    amend: (needId: string, deadline: string) =>
      intake(`need/${needId}`, { type: 'linli.intake.need-amended.v1', needId, residentId: 'r1', deadline } as DomainEvent),
    move: (needId: string, grid: string) =>
      intake(`need/${needId}`, {
        ...{ type: 'linli.intake.need-moved.v1', needId, residentId: 'r1', householdId: `new-${needId}`, building: '3', grid },
        delivery: 's1.elsewhere',
      } as DomainEvent),
    cancel: (needId: string) =>
      intake(`need/${needId}`, { type: 'linli.intake.need-cancelled.v1', needId, residentId: 'r1' } as DomainEvent),
    reopen: (needId: string) => intake(`need/${needId}`, { type: 'linli.intake.need-reopened.v1', ...facts(needId) } as DomainEvent),
    confirm: (needId: string) =>
      intake(`need/${needId}`, {
        type: 'linli.intake.need-confirmed.v1',
        needId,
        residentId: 'r1',
        confirmedBy: 'requester',
      } as DomainEvent),
    count: (grid: string, specialCare: number) =>
      intake(`register/${grid}`, {
        ...{ type: 'linli.intake.resident-counted.v1', grid, households: 100, residents: 300 },
        ...{ specialCare, categories: {} },
      } as DomainEvent),
    complete: (needId: string, community = COMMUNITY) =>
      dispatch(
        `task/${needId}`,
        { type: 'linli.dispatch.task-completed.v1', taskId: needId, needId, missing: [] } as DomainEvent,
        community,
      ),
    fail: (needId: string) =>
      dispatch(`task/${needId}`, { type: 'linli.dispatch.task-failed.v1', taskId: needId, needId, reason: 'sold-out' } as DomainEvent),
    turn: (volunteerId: string, to: 'on' | 'off') =>
      dispatch(`volunteer/${volunteerId}`, { type: `linli.dispatch.volunteer-went-${to}.v1`, volunteerId } as DomainEvent),
  };
};

flows(
  'reporting',
  () => reporting(),
  (at) => {
    const others = () => theOthers(at());
    const summary = async (query = '', who = official) => (await at().get(who, `/summary${query}`)).body;
    beforeEach(async () => {
      await others().define(SUB_DISTRICT, '榕江街道', 'Banyan River Sub-district');
      await others().define(COMMUNITY, '榕树里社区', 'Banyan Lane Community');
      await others().define(OTHER_COMMUNITY, '江北嘴社区', 'River Mouth Community');
    });

    it('the figures follow a need from its entry to the word of whoever asked', async () => {
      await others().count('03', 12);
      await others().count('01', 4);
      await others().turn('v1', 'on');
      await others().need('n1');
      const counts = async () => (await summary()).counts;
      const none = { needsMet: 0, needsConfirmed: 0, needsOverdue: 0, householdsServed: 0, visits: 0, problemsSolved: 0 };
      expect(await counts()).toEqual({ ...none, needsCreated: 1, needsOpen: 1, onDuty: 1 });
      at().clock.advance(90 * 60_000);
      await others().complete('n1');
      expect(await counts()).toEqual({ ...none, needsCreated: 1, needsMet: 1, needsOpen: 0, householdsServed: 1, onDuty: 1 });
      await others().confirm('n1');
      await others().turn('v1', 'off');
      expect(await summary()).toEqual({
        area: SUB_DISTRICT,
        name: { zh: '榕江街道', en: 'Banyan River Sub-district' },
        from: '2022-11-24',
        to: '2022-11-24',
        asOf: '2022-11-24T07:33:20.000Z',
        lagMs: 0,
        counts: { ...none, needsCreated: 1, needsMet: 1, needsConfirmed: 1, needsOpen: 0, householdsServed: 1, onDuty: 0 },
        needsByKind: expect.objectContaining({ medicine: 1, groceries: 0 }),
        timeToMeetMinutes: { median: 90, p90: 90 },
        coverage: { specialCare: 16, reached: 0 },
        areas: [
          {
            area: COMMUNITY,
            name: { zh: '榕树里社区', en: 'Banyan Lane Community' },
            counts: { ...none, needsCreated: 1, needsMet: 1, needsConfirmed: 1, needsOpen: 0, householdsServed: 1, onDuty: 0 },
          },
        ],
      });
    });
    it('what is heard in another order comes to the same: nobody promises the order of two sources', async () => {
      await others().complete('n1');
      await others().confirm('n1');
      expect((await summary()).counts).toMatchObject({ needsCreated: 0, needsMet: 0 });
      await others().need('n1');
      expect((await summary()).counts).toMatchObject({ needsCreated: 1, needsMet: 1, needsConfirmed: 1, needsOpen: 0 });
    });
    it('a need that is cancelled or failed is open no more, and again when it is taken up again', async () => {
      for (const needId of ['n1', 'n2', 'n3']) await others().need(needId);
      at().clock.advance(1_000);
      await others().cancel('n1');
      await others().fail('n2');
      expect((await summary()).counts).toMatchObject({ needsCreated: 3, needsOpen: 1, needsMet: 0 });
      at().clock.advance(1_000);
      await others().reopen('n2');
      expect((await summary()).counts).toMatchObject({ needsOpen: 2 });
    });
    it('a need is overdue by the deadline that holds now', async () => {
      await others().need('n1', { deadline: '2022-11-24T05:00:00.000Z' });
      expect((await summary()).counts).toMatchObject({ needsOverdue: 1 });
      await others().amend('n1', '2022-11-25T05:00:00.000Z');
      expect((await summary()).counts).toMatchObject({ needsOverdue: 0 });
    });

    describe('areas', () => {
      beforeEach(async () => {
        await others().need('n1');
        await others().need('n2', { kind: 'groceries' }, OTHER_COMMUNITY);
      });
      const district = anAccount('district', 'official', { area: '990101' });
      it('add up by the digits of their codes', async () => {
        expect((await summary('?area=990101', district)).counts.needsCreated).toBe(2);
        expect((await summary('?area=990101001', district)).counts.needsCreated).toBe(1);
        expect(await summary(`?area=${OTHER_COMMUNITY}`, district)).toMatchObject({
          counts: { needsCreated: 1 },
          needsByKind: { groceries: 1 },
        });
        const country = anAccount('country', 'official', { area: '99' });
        for (const area of ['99', '9901']) expect((await summary(`?area=${area}`, country)).counts.needsCreated).toBe(2);
        expect((await summary('', district)).areas).toMatchObject([
          { area: SUB_DISTRICT, name: { en: 'Banyan River Sub-district' }, counts: { needsCreated: 1 } },
          { area: '990101002', counts: { needsCreated: 1 } },
        ]);
      });
      it('are seen by whose role covers them', async () => {
        expect((await at().get(official, '/summary?area=990101')).status).toBe(403);
        expect((await at().get(official, `/summary?area=${OTHER_COMMUNITY}`)).status).toBe(403);
        expect((await at().get(secretary, `/summary?area=${SUB_DISTRICT}`)).status).toBe(403);
        expect(await summary('', secretary)).toMatchObject({ area: COMMUNITY, counts: { needsCreated: 1 } });
        expect((await at().get(secretary, `/bulletin?area=${OTHER_COMMUNITY}`)).status).toBe(403);
      });
      it('are named by who sees several', async () => {
        const two = anAccount('two', [], { roles: [SUB_DISTRICT, '990101002'].map((area) => ({ role: 'official' as const, area })) });
        expect(await at().get(two, '/summary')).toMatchObject({ status: 400, body: { code: 'area-needed' } });
        expect((await summary('?area=990101002', two)).counts.needsCreated).toBe(1);
      });
      it.each([
        '?area=990',
        '?area=990101001-03',
        '?area=abc',
        '?from=yesterday',
        '?from=2022-11-25',
        '?to=2022-11-25',
        '?from=2022-11-24&to=2022-11-23',
        '?shoeSize=42',
      ])('are not asked for like this: %s', async (query) => expect((await at().get(official, `/summary${query}`)).status).toBe(400));
    });

    it('nobody else reads figures, and nobody who is not signed in', async () => {
      for (const path of ['/summary', '/trend', '/bulletin']) {
        expect((await at().raw('GET', path, {})).status).toBe(401);
        for (const role of ['clerk', 'caller', 'dispatcher', 'runner', 'captain', 'administrator', 'auditor'] as const)
          expect(await at().get(anAccount('other', role), path)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
      }
    });

    describe('days', () => {
      it('are the community’s own, both ends included', async () => {
        // 23:59 and 00:01 in Shanghai.
        at().clock.advance(Date.parse('2022-11-24T15:59:00.000Z') - at().clock.now());
        await others().need('n1');
        at().clock.advance(120_000);
        await others().need('n2');
        const created = async (query: string) => (await summary(query)).counts.needsCreated;
        expect(await created('?from=2022-11-24&to=2022-11-24')).toBe(1);
        expect(await created('?from=2022-11-25&to=2022-11-25')).toBe(1);
        expect(await created('?from=2022-11-24&to=2022-11-25')).toBe(2);
        expect(await summary()).toMatchObject({ from: '2022-11-24', to: '2022-11-25', counts: { needsCreated: 2 } });
      });
      it('end where the community says they do', async () => {
        await others().define(COMMUNITY, '榕树里社区', 'Banyan Lane Community', 'America/New_York');
        at().clock.advance(Date.parse('2022-11-25T01:00:00.000Z') - at().clock.now());
        await others().need('n1');
        expect(await summary(`?area=${COMMUNITY}`)).toMatchObject({ from: '2022-11-24', to: '2022-11-24', counts: { needsCreated: 1 } });
      });
      it('before anything happened have figures too', async () => {
        await others().need('n1');
        expect(await summary('?to=2022-11-20')).toMatchObject({
          from: '2022-11-20',
          to: '2022-11-20',
          counts: { needsCreated: 0, needsOpen: 0 },
        });
      });
      it('say how things stood at their end', async () => {
        await others().turn('v1', 'on');
        await others().need('n1', { deadline: '2022-11-24T12:00:00.000Z' });
        at().clock.advance(DAY_MS);
        await others().complete('n1');
        await others().turn('v1', 'off');
        expect((await summary('?to=2022-11-24')).counts).toMatchObject({ needsMet: 0, needsOpen: 1, needsOverdue: 1, onDuty: 1 });
        expect((await summary('?from=2022-11-25')).counts).toMatchObject({ needsCreated: 0, needsMet: 1, needsOpen: 0, onDuty: 0 });
      });
    });

    describe('below a community', () => {
      beforeEach(async () => {
        for (const grid of ['01', '02', '03', '04']) await others().count(grid, 3);
        for (const [grid, count] of [
          ['01', 2],
          ['02', 6],
          ['03', 8],
        ] as const)
          for (let number = 0; number < count; number += 1)
            await others().need(`${grid}-${number}`, { grid, householdId: `${grid}-${number}` });
      });
      it('nothing is told of a day that is not over', async () => {
        const { areas } = await summary(`?area=${COMMUNITY}`);
        expect(areas.map(({ area }: { area: string }) => area)).toEqual(['01', '02', '03', '04'].map((grid) => `${COMMUNITY}-${grid}`));
        for (const { counts } of areas) expect(new Set(Object.values(counts))).toEqual(new Set([null]));
      });
      it('small numbers are hidden, and as many others as it takes', async () => {
        at().clock.advance(DAY_MS);
        const { counts, areas } = await summary(`?area=${COMMUNITY}`);
        expect(counts.needsCreated).toBe(16);
        expect(areas.map((row: { counts: { needsCreated: unknown } }) => row.counts.needsCreated)).toEqual(['<5', 6, 8, '<5']);
        expect(areas[2].counts).toMatchObject({ needsOpen: 8, onDuty: null, visits: null });
      });
      it('what moves is open where it went from that day on, and was entered where it was', async () => {
        at().clock.advance(DAY_MS);
        for (let number = 0; number < 6; number += 1) await others().move(`03-${number}`, '02');
        at().clock.advance(DAY_MS);
        const open = async (day: string) => {
          const { counts, areas } = await summary(`?area=${COMMUNITY}&from=${day}&to=${day}`);
          return [counts.needsOpen, ...areas.map((row: { counts: { needsOpen: unknown } }) => row.counts.needsOpen)];
        };
        expect(await open('2022-11-24')).toEqual([16, '<5', 6, 8, '<5']);
        expect(await open('2022-11-25')).toEqual([16, '<5', 12, '<5', '<5']);
        const { areas } = await summary(`?area=${COMMUNITY}`);
        expect(areas.map((row: { counts: { needsCreated: unknown } }) => row.counts.needsCreated)).toEqual(['<5', 6, 8, '<5']);
      });
      it('a grid can be asked for by itself, and tells no more', async () => {
        at().clock.advance(DAY_MS);
        const { areas } = await summary(`?area=${COMMUNITY}`);
        for (const { area, counts } of areas)
          expect(await summary(`?area=${area}`)).toEqual({
            ...{ area, from: '2022-11-24', to: '2022-11-25', asOf: expect.any(String), lagMs: 0, counts, areas: [] },
            needsByKind: {},
            timeToMeetMinutes: { median: null, p90: null },
            coverage: { specialCare: null, reached: null },
          });
        const unknown = (await summary(`?area=${COMMUNITY}-99`)).counts;
        expect(new Set(Object.values(unknown))).toEqual(new Set([null]));
      });
    });

    describe('the trend', () => {
      const trend = async (query = '', who = official) => (await at().get(who, `/trend${query}`)).body;
      interface Told {
        readonly days: readonly { readonly day: string; readonly counts: unknown }[];
      }
      it('is a week of days, each as the summary of that day tells it', async () => {
        await others().turn('v1', 'on');
        await others().need('n1', { deadline: '2022-11-24T12:00:00.000Z' });
        at().clock.advance(DAY_MS);
        await others().complete('n1');
        await others().need('n2');
        const told: Told & { from: string; to: string } = await trend();
        expect(told).toMatchObject({ area: SUB_DISTRICT, from: '2022-11-19', to: '2022-11-25' });
        expect(told.days.map(({ day }) => day)).toEqual(['19', '20', '21', '22', '23', '24', '25'].map((day) => `2022-11-${day}`));
        for (const { day, counts } of told.days) expect(counts).toEqual((await summary(`?from=${day}&to=${day}`)).counts);
        expect(told.days.at(-1)!.counts).toMatchObject({ needsCreated: 1, needsMet: 1, needsOpen: 1, onDuty: 1 });
        expect((await trend('?from=2022-11-24&to=2022-11-24')).days).toHaveLength(1);
      });
      it('hides below a community, day by day, what the summary of a day hides', async () => {
        for (const [grid, count] of [
          ['01', 2],
          ['02', 6],
          ['03', 8],
        ] as const)
          for (let number = 0; number < count; number += 1)
            await others().need(`${grid}-${number}`, { grid, householdId: `${grid}-${number}` });
        at().clock.advance(DAY_MS);
        for (const grid of ['01', '02', '03', '99']) {
          const area = `${COMMUNITY}-${grid}`;
          const { days }: Told = await trend(`?area=${area}`);
          for (const { day, counts } of days) expect(counts).toEqual((await summary(`?area=${area}&from=${day}&to=${day}`)).counts);
          // Today is not over.
          expect(new Set(Object.values(days.at(-1)!.counts as object))).toEqual(new Set([null]));
        }
        const { days }: Told = await trend(`?area=${COMMUNITY}-01`);
        expect(days.at(-2)!.counts).toMatchObject({ needsCreated: '<5' });
      });
      it.each(['?to=2022-11-25', '?from=2022-11-25', '?from=2022-08-24&to=2022-11-24', '?area=9', '?day=2022-11-24'])(
        'is not asked for like this: %s',
        async (query) => expect((await at().get(official, `/trend${query}`)).status).toBe(400),
      );
      it('is seen by whose role covers the area', async () =>
        expect((await at().get(official, `/trend?area=${OTHER_COMMUNITY}`)).status).toBe(403));
    });

    describe('the bulletin', () => {
      it('says the day from the same figures, in both languages', async () => {
        await others().need('n1');
        await others().complete('n1');
        at().clock.advance(DAY_MS);
        await others().need('n2');
        await others().turn('v1', 'on');
        const { body } = await at().get(secretary, '/bulletin');
        expect(body).toMatchObject({ area: COMMUNITY, day: '2022-11-25' });
        expect(body.zh).toContain('截至2022年11月25日，榕树里社区累计电话走访0次');
        expect(body.zh).toContain('受理居民需求2件，已办结1件');
        expect(body.zh).toContain('当日新增需求1件，办结0件；目前在办1件');
        expect(body.en).toContain('taken up 2 needs, met 1 of them');
        expect(body.en).toContain('1 new need came in and 0 were met; 1 is open, 1 of them overdue, and 1 volunteer is on duty.');
        expect(body.en).not.toMatch(/[\u3400-\u9fff]/);
        expect((await at().get(official, '/bulletin?day=2022-11-24')).body).toMatchObject({
          area: SUB_DISTRICT,
          day: '2022-11-24',
          zh: expect.stringContaining('榕江街道'),
        });
      });
      it.each(['?day=2022-11-25', '?day=soon', `?area=${COMMUNITY}-03`, '?area=9'])('is not written for %s', async (query) =>
        expect((await at().get(official, `/bulletin${query}`)).status).toBe(400),
      );
    });

    it('the figures are the same after a restart', async () => {
      await others().need('n1');
      await others().turn('v1', 'on');
      const before = await summary();
      await at().restart();
      expect(await summary()).toEqual(before);
    });
  },
);
