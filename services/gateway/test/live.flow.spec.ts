import { COMMUNITY, OTHER_COMMUNITY } from '@linli/flow';
import { type Door, doors, type Ear, type SignedIn } from './door.js';

const EVENTS = '/api/events';
const WINDOW_MS = 50;

doors((at) => {
  let door: Door;
  let boss: SignedIn;
  let dispatcher: SignedIn;
  beforeEach(async () => {
    door = at();
    boss = await door.boss();
    await door.hire(boss, 'dispatcher', 'dispatcher');
    dispatcher = await door.signIn('dispatcher');
  });
  const tell = (...changes: Parameters<Door['changes']>): void => {
    door.changes(...changes);
    door.flow.clock.advance(WINDOW_MS);
  };
  const ids = (ear: Ear): unknown[] => ear.frames().map(({ data }) => data.id);
  /** Everybody hears this one: what was not heard before it is not coming. */
  const toAll = async (...ears: Ear[]): Promise<void> => {
    const roles = ['dispatcher', 'runner', 'clerk', 'official', 'administrator'] as const;
    tell({ id: 'last', roles: [...roles] }, { id: 'last', community: OTHER_COMMUNITY, roles: [...roles] });
    await Promise.all(ears.map((ear) => ear.until((text) => text.includes('"last"'))));
  };

  it('answers at once, and says every fifteen seconds that it is still there', async () => {
    const ear = await door.listen(dispatcher);
    expect([ear.status, ear.headers['content-type'], ear.headers['cache-control'], ear.headers['x-accel-buffering']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
      'no',
    ]);
    await ear.until((text) => text.startsWith(': '));
    const comments = (text: string): number => text.split('\n').filter((line) => line.startsWith(':')).length;
    door.flow.clock.advance(14_900);
    await toAll(ear);
    expect(comments(ear.text())).toBe(1);
    door.flow.clock.advance(50);
    await ear.until((text) => comments(text) === 2);
    door.flow.clock.advance(15_000);
    await ear.until((text) => comments(text) === 3);
  });

  it('tells what has changed and where to read it, and nothing of what it says', async () => {
    const ear = await door.listen(dispatcher);
    tell({ needId: 'n1' });
    await ear.until((text) => text.includes('n1'));
    expect(ear.frames()).toEqual([
      { event: 'changed', id: expect.stringMatching(/^\S+$/), data: { view: 'board', id: 'd1', position: 7, needId: 'n1' } },
    ]);
  });

  it('tells nobody of accounts and sessions', async () => {
    const ear = await door.listen(boss);
    await door.hire(boss, 'li', 'clerk');
    await door.signIn('li');
    await toAll(ear);
    expect(new Set(ids(ear))).toEqual(new Set(['last']));
  });

  it('tells each only what he may see', async () => {
    await door.hire(boss, 'runner', 'runner', { volunteerId: 'v1' });
    await door.hire(boss, 'nobody-yet', 'runner');
    await door.hire(boss, 'elsewhere', 'dispatcher', { area: OTHER_COMMUNITY });
    await door.hire(boss, 'official', 'official', { area: '990101' });
    const names = ['dispatcher', 'runner', 'nobody-yet', 'elsewhere', 'official'];
    const ears = await Promise.all(names.map(async (name) => door.listen(await door.signIn(name))));
    const onlyOwn = (...people: string[]) => ({ roles: ['runner' as const], people });
    tell(
      { id: 'planning' },
      { id: 'of-v1', roles: ['dispatcher', 'runner'], onlyOwn: onlyOwn('v1') },
      { id: 'of-v2', roles: ['dispatcher', 'runner'], onlyOwn: onlyOwn('v2') },
      { id: 'there', community: OTHER_COMMUNITY },
      { id: 'figures', roles: ['official'] },
      { id: 'for-nobody', roles: [] },
    );
    await toAll(...ears);
    expect(ears.map((ear) => ids(ear).filter((id) => id !== 'last'))).toEqual([
      ['planning', 'of-v1', 'of-v2'],
      ['of-v1'],
      [],
      ['there'],
      ['figures'],
    ]);
  });

  describe('who comes back', () => {
    const back = (by: SignedIn, last: string): Promise<Ear> => door.listen({ ...by, headers: { 'last-event-id': last } });

    it('is told what he has missed, once', async () => {
      const ear = await door.listen(dispatcher);
      tell({ id: 'first' });
      await ear.until((text) => text.includes('first'));
      ear.leave();
      tell({ id: 'second' });
      tell({ id: 'third' }, { id: 'not-his', community: OTHER_COMMUNITY });
      const again = await back(dispatcher, ear.frames()[0]!.id);
      await toAll(again);
      expect(ids(again)).toEqual(['second', 'third', 'last']);
    });

    it('with nothing missed is told nothing', async () => {
      const ear = await door.listen(dispatcher);
      tell({ id: 'first' });
      await ear.until((text) => text.includes('first'));
      const again = await back(dispatcher, ear.frames()[0]!.id);
      await toAll(again);
      expect(ids(again)).toEqual(['last']);
    });

    it('too late, or with what this start never said, is told to read anew', async () => {
      const ear = await door.listen(dispatcher);
      tell({ id: 'first' });
      await ear.until((text) => text.includes('first'));
      const first = ear.frames()[0]!.id;
      for (let many = 0; many < 11; many += 1) tell(...Array.from({ length: 1_000 }, (_, at) => ({ id: `d${at}` })));
      for (const last of [first, 'another-7', 'rubbish', `${first.split('-')[0]}-x`, '']) {
        const again = await back(dispatcher, last);
        await again.until((text) => text.includes('event:'));
        const [frame] = again.frames();
        expect([last, frame!.event, frame!.data]).toEqual([last, 'reset', {}]);
        // From there on it goes on as for everybody.
        const onwards = await back(dispatcher, frame!.id);
        await toAll(onwards);
        expect(ids(onwards)).toEqual(['last']);
        again.leave();
        onwards.leave();
      }
    });

    it('is told so as well when something was missed on our side', async () => {
      const ear = await door.listen(dispatcher);
      door.missed();
      await ear.until((text) => text.includes('event: reset'));
    });
  });

  describe('ends', () => {
    it('with its session', async () => {
      const [ear, other] = [await door.listen(dispatcher), await door.listen({ cookie: (await door.signIn('dispatcher')).cookie })];
      await door.post('/api/auth/sign-out', {}, { token: dispatcher.token, key: null });
      await ear.ended;
      await toAll(other);
    });

    it('when nobody has done anything for twelve hours: to listen is to do nothing', async () => {
      const ear = await door.listen(dispatcher);
      door.flow.clock.advance(12 * 3_600_000 - 60_000);
      await toAll(ear);
      door.flow.clock.advance(60_000 + 15_000);
      await ear.ended;
    });

    it('when roles or password change, so that whoever listens is asked again', async () => {
      for (const [path, body] of [
        ['roles', { roles: [{ role: 'clerk', area: COMMUNITY }] }],
        ['password', { password: 'two old gentlemen' }],
      ] as const) {
        const ear = await door.listen(dispatcher);
        expect((await door.post(`/api/auth/accounts/${dispatcher.user.id}/${path}`, body, boss)).status).toBe(200);
        await ear.ended;
      }
      expect(await door.get(EVENTS, { token: dispatcher.token })).toMatchObject({ status: 401 });
    });
  });

  it('a role that ends today is told nothing tomorrow', async () => {
    await door.hire(boss, 'li', 'dispatcher', { until: '2022-11-24' });
    const ear = await door.listen(await door.signIn('li'));
    const other = await door.listen(dispatcher);
    door.flow.clock.advance(10 * 3_600_000);
    await toAll(other);
    expect(ids(ear)).toEqual([]);
  });

  it('is for who is signed in, is only read, and is open in twenty places at most', async () => {
    expect(await door.get(EVENTS)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect(await door.post(EVENTS, {}, { token: dispatcher.token })).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } });
    const ears = await Promise.all(Array.from({ length: 20 }, () => door.listen(dispatcher)));
    expect(ears.map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
    const one = await door.get(EVENTS, { token: dispatcher.token });
    expect([one.status, one.body.code, one.headers.get('retry-after')]).toEqual([429, 'too-many-requests', '15']);
    const left = ears[0]!;
    left.leave();
    await left.ended;
    let again: Ear;
    do again = await door.listen(dispatcher);
    while (again.status !== 200);
  });
});
