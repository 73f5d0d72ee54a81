import { anAccount, flows } from '@linli/flow';
import { intake } from '../src/intake.service.js';
import { aNeed, aResident, administrator, ask, clerk, clerkElsewhere, dispatcher, enter, settle } from './neighbourhood.js';

/** Who may use each route; everybody else is told no more than that. */
const ROUTES = [
  ['POST', '/areas', administrator],
  ['POST', '/areas/990101001001/homes', administrator],
  ['GET', '/areas', clerk],
  ['POST', '/residents', clerk],
  ['POST', '/residents/r1/correct', clerk],
  ['POST', '/residents/r1/verify', clerk],
  ['GET', '/residents/r1', clerk],
  ['POST', '/imports', clerk],
  ['GET', '/imports/i1', clerk],
  ['GET', '/imports/i1/errors.csv', clerk],
  ['GET', '/households?q=w', clerk],
  ['POST', '/needs', clerk],
  ['GET', '/needs', clerk],
  ['GET', '/needs/n1', clerk],
  ['POST', '/needs/n1/amend', clerk],
  ['POST', '/needs/n1/cancel', clerk],
  ['POST', '/needs/n1/confirm', clerk],
  ['POST', '/needs/n1/reopen', clerk],
  ['POST', '/needs/n1/new-code', clerk],
] as const;
const json = { 'content-type': 'application/json' };

flows(
  'intake',
  ({ privacy }) => intake(privacy),
  (at) => {
    beforeEach(() => settle(at()));

    it.each(ROUTES)('%s %s: first who asks, then whether he may', async (method, path) => {
      const nonsense = method === 'POST' ? { body: '{"', headers: json } : {};
      expect(await at().raw(method, path, nonsense)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
      for (const role of ['runner', 'caller', 'captain', 'approver', 'official', 'auditor'] as const) {
        // Whoever looks on from above a community must learn which ones there are.
        if (role === 'auditor' && method === 'GET' && path === '/areas') continue;
        expect(await at().raw(method, path, nonsense, anAccount('other', role))).toMatchObject({
          status: 403,
          body: { code: 'not-allowed' },
        });
      }
      const ended = anAccount('former', [], { roles: [{ role: 'clerk', area: '990101001001', until: '2022-11-23' }] });
      expect((await at().raw(method, path, nonsense, ended)).status).toBe(403);
    });
    it.each(ROUTES.filter(([method]) => method === 'POST'))('%s %s: then the key, then the shape', async (method, path, who) => {
      expect(await at().raw(method, path, { body: '{"', headers: json }, who)).toMatchObject({
        status: 400,
        body: { code: 'idempotency-key-missing' },
      });
      expect(await at().raw(method, path, { body: '{"', headers: { ...json, 'idempotency-key': 'seven' } }, who)).toMatchObject({
        status: 400,
        body: { code: 'invalid-field', errors: [{ path: 'Idempotency-Key' }] },
      });
      if (path.endsWith('/homes') || path === '/imports') return;
      const key = { 'idempotency-key': crypto.randomUUID() };
      for (const [body, code] of [
        ['{"', 'malformed-json'],
        [Uint8Array.from([0x22, 0xff, 0x22]), 'malformed-json'],
        [`${'['.repeat(17)}${']'.repeat(17)}`, 'too-deep'],
        ['{"shoeSize":42}', 'unknown-field'],
        ['[]', 'invalid-field'],
        ['null', 'invalid-field'],
        ['"text"', 'invalid-field'],
      ] as const)
        expect(await at().raw(method, path, { body, headers: { ...json, ...key } }, who)).toMatchObject({ status: 400, body: { code } });
      expect(await at().raw(method, path, { body: '{}', headers: { ...key, 'content-type': 'text/plain' } }, who)).toMatchObject({
        status: 415,
        body: { code: 'unsupported-media-type' },
      });
      const huge = JSON.stringify({ notes: 'x'.repeat(64 * 1024) });
      expect(await at().raw(method, path, { body: huge, headers: { ...json, ...key } }, who)).toMatchObject({
        status: 413,
        body: { code: 'body-too-large' },
      });
    });
    it('then whether it is there, then whether it has changed, then whether a rule forbids it', async () => {
      const id = await ask(at(), await enter(at()));
      const twice = { ifMatch: 9 };
      expect((await at().post(clerk, '/needs/unknown/confirm', { note: 7 }, twice)).status).toBe(400);
      expect((await at().post(clerk, '/needs/unknown/confirm', {}, twice)).status).toBe(404);
      expect((await at().post(clerkElsewhere, `/needs/${id}/confirm`, {}, twice)).status).toBe(404);
      expect((await at().post(clerk, `/needs/${id}/confirm`, {}, twice)).status).toBe(412);
      expect((await at().post(clerk, `/needs/${id}/confirm`, {}, { ifMatch: 1 })).status).toBe(409);
      const other = await enter(at(), { name: '李芳', phone: undefined, idCard: undefined });
      await ask(at(), other);
      // The shape of an urgency without its reason before the rule of one open need.
      expect((await at().post(clerk, '/needs', aNeed(other, { urgency: 'routine' }))).status).toBe(400);
      expect(
        (await at().post(clerk, '/residents/unknown/correct', { address: { building: '99', unit: '1', room: '1' }, reason: '核对' }))
          .status,
      ).toBe(400);
    });
    it('every refusal is a problem with its code, its sentence and no stack', async () => {
      const answers = [
        await at().get(clerk, '/needs/unknown'),
        await at().post(clerk, '/needs', {}),
        await at().post(clerk, '/residents', aResident({ phone: 'x' })),
        await at().get(dispatcher, '/needs'),
        await at().get(clerk, '/nothing/here'),
        await at().get(clerk, '/needs/%2e%2e%2fetc'),
      ];
      for (const { status, headers, body } of answers) {
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
        expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
        expect(body).toMatchObject({
          type: 'about:blank',
          status,
          code: expect.stringMatching(/^[a-z-]+$/),
          title: expect.stringMatching(/\.$/),
        });
        expect(JSON.stringify(body)).not.toMatch(/\.(ts|js):\d/);
      }
    });
    it('a clerk of several communities says which', async () => {
      const both = anAccount('both', [], {
        roles: [
          { role: 'clerk', area: '990101001001' },
          { role: 'clerk', area: '990101002001' },
        ],
      });
      expect(await at().get(both, '/needs')).toMatchObject({ status: 400, body: { code: 'area-needed' } });
      expect((await at().get(both, '/needs?area=990101002001')).status).toBe(200);
      expect(await at().get(both, '/needs?area=990101002002')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
      expect((await at().post(both, '/residents?area=990101002001', aResident())).status).toBe(201);
    });
    it('when something happened on a device that was offline is kept, and not in the future', async () => {
      const residentId = await enter(at());
      const send = (when: string) => at().post(clerk, '/needs', aNeed(residentId), { headers: { 'linli-occurred-at': when } });
      expect((await send('2022-11-24T05:00:00Z')).status).toBe(201);
      const [created] = (await at().log()).filter(({ type }) => type === 'need-created');
      expect(created).toMatchObject({ at: '2022-11-24T06:03:20.000Z', occurredAt: '2022-11-24T05:00:00.000Z' });
      for (const when of ['2022-11-25T05:00:00Z', 'yesterday'])
        expect(await send(when)).toMatchObject({ status: 400, body: { errors: [{ path: 'Linli-Occurred-At' }] } });
    });
    it.each(['"seven"', '7.5', '"-1"', '*'])('an If-Match that is no version is told: %s', async (version) => {
      const id = await ask(at(), await enter(at()));
      const answer = await at().post(clerk, `/needs/${id}/cancel`, {}, { headers: { 'if-match': version } });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'If-Match' }] } });
    });
  },
);
