import { callerFor, isInForce, newTokenKeys, tokenSigner, tokenVerifier, type Claims, type Grant } from './auth.js';
import { EdgeProblem } from './body.js';

const HERE = '990101001001';
const THERE = '990101001002';
const NOW = Date.parse('2022-11-24T06:03:20.000Z');

describe('a token of the gateway', () => {
  const { privateKey, publicKey } = newTokenKeys();
  const claims: Claims = { account: 'li', roles: [{ role: 'runner', area: HERE, until: '2022-12-31' }], volunteerId: 'v1' };
  let now = NOW;
  beforeEach(() => void (now = NOW));
  const clock = () => now;

  it('says who somebody is, for a minute', async () => {
    const token = await tokenSigner(privateKey, clock)(claims);
    const verify = tokenVerifier(publicKey, clock);
    expect(await verify(token)).toEqual(claims);
    now += 59_000;
    expect(await verify(token)).toEqual(claims);
    now += 1_001;
    expect(await verify(token)).toBeUndefined();
    expect(await tokenVerifier(publicKey, clock)(token)).toBeUndefined();
  });

  it('is made anew before it runs out', async () => {
    const sign = tokenSigner(privateKey, clock);
    const first = await sign(claims);
    now += 30_000;
    expect(await sign(claims)).toBe(first);
    now += 11_000;
    expect(await sign(claims)).not.toBe(first);
    expect(await sign({ account: 'wang', roles: [] })).not.toBe(await sign(claims));
  });

  it('of somebody else is worth nothing, nor is one that was changed', async () => {
    const verify = tokenVerifier(publicKey, clock);
    const token = await tokenSigner(privateKey, clock)(claims);
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const forged = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), sub: 'boss' };
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    for (const bad of [
      await tokenSigner(newTokenKeys().privateKey, clock)(claims),
      [head, Buffer.from(JSON.stringify(forged)).toString('base64url'), signature].join('.'),
      [unsigned, payload, ''].join('.'),
      [unsigned, payload, signature].join('.'),
      'rubbish',
      '',
    ])
      expect(await verify(bad)).toBeUndefined();
  });
});

describe('a grant', () => {
  const until: Grant = { role: 'clerk', area: HERE, until: '2022-11-24' };
  it('holds to the last moment of its last day, by the neighbourhood’s clock', () => {
    expect(isInForce(until, Date.parse('2022-11-24T15:59:59.999Z'))).toBe(true);
    expect(isInForce(until, Date.parse('2022-11-24T16:00:00.000Z'))).toBe(false);
    expect(isInForce({ role: 'clerk', area: HERE }, Number.MAX_SAFE_INTEGER)).toBe(true);
  });
});

describe('who asks', () => {
  const asks = (roles: Grant[], area?: string, community = true) =>
    callerFor({ account: 'li', roles }, ['dispatcher', 'official'], community, area, NOW);
  const problem = (work: () => unknown): [number, string] => {
    try {
      work();
    } catch (error) {
      if (error instanceof EdgeProblem) return [error.status, error.code];
      throw error;
    }
    throw new Error('He may.');
  };

  it('works in his only community for a role the route is for', () =>
    expect(
      asks([
        { role: 'dispatcher', area: HERE },
        { role: 'clerk', area: HERE },
        { role: 'clerk', area: THERE },
      ]),
    ).toEqual({
      account: 'li',
      community: HERE,
      roles: ['dispatcher', 'clerk'],
      grants: [{ role: 'dispatcher', area: HERE }],
    }));

  it('is turned away without such a role, or after its last day', () => {
    expect(problem(() => asks([]))).toEqual([403, 'not-allowed']);
    expect(problem(() => asks([{ role: 'clerk', area: HERE }]))).toEqual([403, 'not-allowed']);
    expect(problem(() => asks([{ role: 'dispatcher', area: HERE, until: '2022-11-23' }]))).toEqual([403, 'not-allowed']);
  });

  it('says which of several communities, and gets only his own', () => {
    const both: Grant[] = [
      { role: 'dispatcher', area: HERE },
      { role: 'dispatcher', area: THERE },
    ];
    expect(problem(() => asks(both))).toEqual([400, 'area-needed']);
    expect(asks(both, THERE).community).toBe(THERE);
    expect(problem(() => asks(both, '990101002001'))).toEqual([403, 'not-allowed']);
    for (const area of ['', '990101001', '99010100100x', '9901010010011'])
      expect(problem(() => asks(both, area))).toEqual([400, 'area-needed']);
  });

  it('for an area above says which community below it', () => {
    const above: Grant[] = [{ role: 'official', area: '990101001' }];
    expect(problem(() => asks(above))).toEqual([400, 'area-needed']);
    expect(asks(above, HERE)).toMatchObject({ community: HERE, roles: ['official'] });
    expect(problem(() => asks(above, '990101002001'))).toEqual([403, 'not-allowed']);
  });

  it('has in one community only the roles he has there', () =>
    expect(
      asks(
        [
          { role: 'dispatcher', area: HERE },
          { role: 'official', area: THERE },
        ],
        THERE,
      ).roles,
    ).toEqual(['official']));

  it('needs no community where a route has none', () => {
    const roles: Grant[] = [
      { role: 'dispatcher', area: HERE },
      { role: 'official', area: '99' },
    ];
    expect(asks(roles, undefined, false)).toMatchObject({ community: '', roles: ['dispatcher', 'official'], grants: roles });
  });
});
