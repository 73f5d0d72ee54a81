import { COMMUNITY, OTHER_COMMUNITY } from '@linli/flow';
import { type Door, doors, PASSWORD, type SignedIn } from './door.js';

const ACCOUNTS = '/api/auth/accounts';
const LOOKS = '/api/auth/looks';
const DAY = 24 * 3_600_000;
const SUB_DISTRICT = '990101001';

doors((at) => {
  let door: Door;
  let boss: SignedIn;
  beforeEach(async () => {
    door = at();
    boss = await door.boss();
  });
  const named = async (by: SignedIn, query = ''): Promise<string[]> =>
    ((await door.get(`${ACCOUNTS}${query}`, by)).body.items as { account: string }[]).map(({ account }) => account);
  const body = (but: object = {}) => ({
    account: 'li',
    name: '李雷',
    password: PASSWORD,
    roles: [{ role: 'clerk', area: COMMUNITY }],
    ...but,
  });

  describe('an account', () => {
    it('is listed as it was made, and its holder can sign in at once', async () => {
      const roles = [{ role: 'runner', area: COMMUNITY, until: '2022-12-31' }];
      const made = await door.post(ACCOUNTS, body({ account: 'li.lei', roles, volunteerId: 'v1' }), boss);
      expect(made).toMatchObject({ status: 201, body: { id: expect.any(String), version: 1, position: expect.any(Number) } });
      const { items, nextCursor, asOf } = (await door.get(`${ACCOUNTS}?atLeast=${made.body.position}`, boss)).body;
      expect(items[1]).toEqual({ id: made.body.id, account: 'li.lei', name: '李雷', roles, volunteerId: 'v1', version: 1 });
      expect([nextCursor, asOf]).toEqual([null, '2022-11-24T06:03:20.000Z']);
      expect((await door.signIn('li.lei')).user).toEqual({ id: made.body.id, name: '李雷', roles, volunteerId: 'v1' });
    });

    it('is told by path where it is not as it should be', async () => {
      for (const [but, path] of [
        [{ account: '' }, 'account'],
        [{ account: 'li lei' }, 'account'],
        [{ name: ' ' }, 'name'],
        [{ password: 'password1' }, 'password'],
        [{ password: 'li' }, 'password'],
        [{ roles: [] }, 'roles'],
        [{ roles: [{ role: 'king', area: COMMUNITY }] }, 'roles[0].role'],
        [{ roles: [{ role: 'clerk', area: '9901' }] }, 'roles[0].area'],
        [{ roles: [{ role: 'clerk', area: '99010100100' }] }, 'roles[0].area'],
        [{ roles: [{ role: 'clerk', area: COMMUNITY, until: '2022-02-30' }] }, 'roles[0].until'],
      ] as const)
        expect(await door.post(ACCOUNTS, body(but), boss)).toMatchObject({
          status: 400,
          body: { code: 'invalid-field', errors: [{ path }] },
        });
    });

    it('has a name of its own, in any case', async () => {
      await door.post(ACCOUNTS, body(), boss);
      expect(await door.post(ACCOUNTS, body({ account: 'ＬI' }), boss)).toMatchObject({ status: 409, body: { code: 'account-exists' } });
    });

    it('is made once, however often it is sent', async () => {
      const key = crypto.randomUUID();
      const send = (but: object = {}, by = boss) => door.post(ACCOUNTS, body(but), { ...by, key });
      const together = await Promise.all([send(), send(), send()]);
      expect(new Set(together.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
      expect(together.map(({ headers }) => headers.get('idempotent-replayed')).sort()).toEqual([null, 'true', 'true'].sort());
      expect(await send({ name: '李蕾' })).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
      expect(await send({ password: 'two old gentlemen' })).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
      // The key belongs to the account that sends it.
      await door.hire(boss, 'second', 'administrator', { area: '99' });
      expect((await send({ account: 'wang' }, await door.signIn('second'))).status).toBe(201);
      expect(await named(boss)).toEqual(['administrator', 'li', 'second', 'wang']);
    });

    it('is one of a page', async () => {
      for (const account of ['a', 'b', 'c']) await door.hire(boss, account, 'clerk');
      const first = await door.get(`${ACCOUNTS}?limit=2`, boss);
      expect((first.body.items as object[]).length).toBe(2);
      expect(await named(boss, `?limit=2&cursor=${first.body.nextCursor}`)).toEqual(['b', 'c']);
      for (const query of ['limit=0', 'limit=201', 'limit=x', 'atLeast=-1', 'cursor='])
        expect(await door.get(`${ACCOUNTS}?${query}`, boss)).toMatchObject({ status: 400, body: { code: 'invalid-field' } });
    });
  });

  describe('a role', () => {
    const roles = (id: string, change: object, by: SignedIn = boss, sending: object = {}) =>
      door.post(`${ACCOUNTS}/${id}/roles`, change, { ...by, ...sending });

    it('is in force, or over, for the next request of its holder', async () => {
      const id = await door.hire(boss, 'li', 'clerk');
      const li = await door.signIn('li');
      expect(await door.get(ACCOUNTS, li)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
      await roles(id, { roles: [{ role: 'administrator', area: COMMUNITY }] });
      expect((await door.get(ACCOUNTS, li)).status).toBe(200);
      await roles(id, { end: [{ role: 'administrator', area: COMMUNITY }] });
      expect((await door.get(ACCOUNTS, li)).status).toBe(403);
      expect((await door.get('/api/auth/me', li)).body.user.roles).toEqual([{ role: 'clerk', area: COMMUNITY }]);
    });

    it('ends with the last moment of its last day, where the neighbourhood is', async () => {
      await door.hire(boss, 'li', 'administrator', { until: '2022-11-24' });
      const li = await door.signIn('li');
      // 14:03 in Shanghai: 9 h 56 min 40 s are left of the day.
      door.flow.clock.advance(((9 * 60 + 56) * 60 + 40) * 1_000 - 1);
      expect((await door.get(ACCOUNTS, li)).status).toBe(200);
      door.flow.clock.advance(1);
      expect(await door.get(ACCOUNTS, li)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
      expect((await door.get('/api/auth/me', li)).body.user.roles).toEqual([]);
      expect((await door.get('/api/echo/thing', li)).body.claims.roles).toEqual([]);
    });

    it('is changed as it was last seen, and who lost is told what has changed', async () => {
      const id = await door.hire(boss, 'li', 'clerk');
      await roles(id, { roles: [{ role: 'caller', area: COMMUNITY }] });
      const lost = await roles(id, { roles: [{ role: 'runner', area: COMMUNITY }] }, boss, { headers: { 'if-match': '"1"' } });
      expect(lost).toMatchObject({
        status: 412,
        body: { code: 'version-conflict', version: 2, changes: [{ type: 'role-granted', version: 2 }] },
      });
      expect((await roles(id, { roles: [{ role: 'runner', area: COMMUNITY }] }, boss, { headers: { 'if-match': '"2"' } })).status).toBe(
        200,
      );
    });

    it('is given and seen in the areas of an administrator only', async () => {
      await door.hire(boss, 'local', 'administrator');
      const elsewhere = await door.hire(boss, 'elsewhere', 'clerk', { area: OTHER_COMMUNITY });
      await door.hire(boss, 'here', 'clerk');
      const local = await door.signIn('local');
      expect(await named(local)).toEqual(['local', 'here']);
      expect(await door.post(ACCOUNTS, body({ roles: [{ role: 'clerk', area: OTHER_COMMUNITY }] }), local)).toMatchObject({ status: 403 });
      for (const [path, sent] of [
        [`${ACCOUNTS}/${elsewhere}/roles`, {}],
        [`${ACCOUNTS}/${elsewhere}/password`, { password: 'two old gentlemen' }],
        [`${ACCOUNTS}/unknown/roles`, {}],
      ] as const)
        expect(await door.post(path, sent, local)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    });

    it('for an area above a community asks which one, and only its own', async () => {
      await door.hire(boss, 'auditor', 'auditor', { area: SUB_DISTRICT });
      const auditor = await door.signIn('auditor');
      expect(await door.get(LOOKS, auditor)).toMatchObject({ status: 400, body: { code: 'area-needed' } });
      expect(await door.get(`${LOOKS}?area=${SUB_DISTRICT}`, auditor)).toMatchObject({ status: 400, body: { code: 'area-needed' } });
      expect((await door.get(`${LOOKS}?area=${COMMUNITY}`, auditor)).status).toBe(200);
      expect(await door.get(`${LOOKS}?area=${OTHER_COMMUNITY}`, auditor)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    });
  });

  it('refusals come in their order: who, whether he may, the key, the shape, whether it is there, the version, the rule', async () => {
    const id = await door.hire(boss, 'li', 'clerk');
    const li = await door.signIn('li');
    const path = `${ACCOUNTS}/${boss.user.id}/roles`;
    const own = { end: [{ role: 'administrator', area: '' }] };
    const steps: [number, string, Promise<{ status: number; body: { code: string } }>][] = [
      [401, 'not-signed-in', door.post(path, '{"', { key: null })],
      [403, 'csrf-missing', door.post(path, '{"', { cookie: li.cookie, key: null })],
      [403, 'not-allowed', door.post(path, '{"', { token: li.token, key: null })],
      [400, 'idempotency-key-missing', door.post(path, '{"', { token: boss.token, key: null })],
      [400, 'malformed-json', door.post(path, '{"', { token: boss.token })],
      [404, 'not-found', door.post(`${ACCOUNTS}/unknown/roles`, {}, { token: boss.token, headers: { 'if-match': '"9"' } })],
      [412, 'version-conflict', door.post(`${ACCOUNTS}/${id}/roles`, {}, { token: boss.token, headers: { 'if-match': '"9"' } })],
    ];
    for (const [status, code, sent] of steps) expect(await sent).toMatchObject({ status, body: { code } });
    // The first administrator holds the whole installation, which no request can name.
    expect(await door.post(path, own, boss)).toMatchObject({ status: 400, body: { errors: [{ path: 'end[0].area' }] } });
    await door.post(`${ACCOUNTS}/${id}/roles`, { roles: [{ role: 'administrator', area: COMMUNITY }] }, boss);
    expect(
      await door.post(`${ACCOUNTS}/${id}/roles`, { end: [{ role: 'administrator', area: COMMUNITY }] }, { token: li.token }),
    ).toMatchObject({
      status: 409,
      body: { code: 'own-administration' },
    });
  });

  describe('who looked at whose record', () => {
    const looked = (account: string, residentIds: string[], source: 'intake' | 'pharmacy-run' = 'intake', community = COMMUNITY) => {
      const event = { type: `linli.${source}.record-looked-at.v1`, account, residentIds, purpose: 'resident' };
      return door.flow.hears(source, `look/${crypto.randomUUID()}`, event, { community });
    };
    const asked = async (by: SignedIn, query = ''): Promise<string[]> =>
      ((await door.get(`${LOOKS}${query}`, by)).body.items as { account: string; resident: string }[]).map(
        ({ account, resident }) => `${account} ${resident}`,
      );

    it('is told to the auditor of the community, the latest first, by person, account and day', async () => {
      await door.hire(boss, 'auditor', 'auditor');
      const area = {
        type: 'linli.intake.area-defined.v1',
        code: COMMUNITY,
        name: { zh: '榕树里', en: 'Banyan' },
        timeZone: 'Asia/Shanghai',
      };
      await door.flow.hears('intake', `area/${COMMUNITY}`, area);
      await looked('li', ['r1', 'r2']);
      door.flow.clock.advance(DAY);
      await looked('wang', ['r1'], 'pharmacy-run');
      await looked('zhao', ['r9'], 'intake', OTHER_COMMUNITY);
      const auditor = await door.signIn('auditor');
      expect((await door.get(LOOKS, auditor)).body.items[0]).toEqual({
        at: '2022-11-25T06:03:20.000Z',
        account: 'wang',
        resident: 'r1',
        purpose: 'resident',
        service: 'pharmacy-run',
      });
      expect(await asked(auditor, '?resident=r1')).toEqual(['wang r1', 'li r1']);
      expect((await asked(auditor, '?account=li')).sort()).toEqual(['li r1', 'li r2']);
      expect(await asked(auditor, '?from=2022-11-25')).toEqual(['wang r1']);
      expect((await asked(auditor, '?to=2022-11-24')).sort()).toEqual(['li r1', 'li r2']);
      expect(await asked(auditor, '?resident=r1&account=li&from=2022-11-24&to=2022-11-24')).toEqual(['li r1']);
      const page = await door.get(`${LOOKS}?limit=1`, auditor);
      expect(await asked(auditor, `?limit=2&cursor=${encodeURIComponent(page.body.nextCursor as string)}`)).toHaveLength(2);
    });

    it('is nobody else’s to read', async () => {
      await door.hire(boss, 'clerk', 'clerk');
      for (const by of [boss, await door.signIn('clerk')])
        expect(await door.get(LOOKS, by)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    });
  });

  it('a list that is to include what is not there yet is asked for again', async () => {
    let waits = true;
    const asked = door.get(`${ACCOUNTS}?atLeast=9999`, boss).finally(() => (waits = false));
    const { clock } = door.flow;
    const before = clock.now();
    while (waits) {
      clock.advance(20);
      await new Promise((turn) => setTimeout(turn, 1));
    }
    const { status, headers, body } = await asked;
    expect(clock.now() - before).toBeGreaterThanOrEqual(2_000);
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'not-ready', '2']);
  });
});
