import { Cluster } from './cluster.js';
import { Hands, listed, needsCounted } from './hands.js';
import { call, command, eventually, signIn } from './house.js';

const SERVICES = ['gateway', 'intake', 'dispatch', 'pharmacy-run', 'reporting'];

/** What is broken here is mended again within each test: one cluster, two copies of everything, for all of them. */
describe('a cluster of two copies of each service', () => {
  let cluster: Cluster;
  let before: { needs: number; hands: number };
  const all: Hands[] = [];
  beforeAll(async () => {
    cluster = await Cluster.start({ copies: 2, demo: 'small' });
    await cluster.operate('settle');
    before = { needs: await needsCounted(cluster.urls[0]!), hands: 0 };
  }, 480_000);
  afterAll(async () => expect(await cluster?.stop()).toBe(0), 60_000);

  const begin = async (count?: number): Promise<Hands> => {
    const hands = await Hands.begin(cluster.urls, count);
    all.push(hands);
    return hands;
  };

  /** Everything that was ever acknowledged is there once, in each of three services; and all is whole. */
  const expectNothingLostOrDoubled = async (): Promise<void> => {
    await cluster.expectWhole();
    const entered = all.flatMap((hands) => hands.entered);
    const [url] = cluster.urls as [string];
    const needs = await listed(url, 'clerk', '/api/intake/needs?kind=visit', 'id');
    const tasks = await listed(url, 'dispatcher', '/api/dispatch/board?kind=visit', 'needId');
    const wrong = entered.filter(({ needId }) => needs.get(needId) !== 1 || tasks.get(needId) !== 1);
    expect(wrong).toEqual([]);
    expect(await needsCounted(url)).toBe(before.needs + entered.length);
    expect((await cluster.operate<{ items: unknown[] }>('set-aside')).answer.items).toEqual([]);
  };

  it('loses and doubles nothing when each service is killed under load', async () => {
    const hands = await begin();
    for (const copy of [1, 2]) {
      for (const service of SERVICES) {
        await cluster.obey(`kill ${service} ${copy}`);
        await hands.more(3);
      }
      await cluster.obey('ready');
    }
    await hands.more(5);
    await hands.stop();
    await expectNothingLostOrDoubled();
  }, 480_000);

  it('goes on deciding while there is no broker, and is heard afterwards', async () => {
    const hands = await begin();
    await hands.more(5);
    await cluster.obey('stop kafka');
    const stopped = Date.now();
    // Work goes on: the log is the outbox.
    await hands.more(20);
    await eventually('every copy says that there is no broker', async () => {
      const ready = await Promise.all((await cluster.places()).map(({ port }) => readyAt(port)));
      return ready.every((one) => one.ready === false && one.checks.broker !== 'ok');
    });
    while (Date.now() - stopped < 15_000) await hands.more(1);
    await cluster.obey('start kafka');
    await cluster.obey('ready');
    await hands.more(5);
    await hands.stop();
    await expectNothingLostOrDoubled();
  }, 480_000);

  it('answers 503 while there is no database, and goes on when it is back', async () => {
    const hands = await begin();
    await hands.more(5);
    await cluster.obey('restart mongo');
    await hands.more(10);
    await cluster.obey('stop mongo');
    const token = await signIn(cluster.urls[0]!, 'clerk').catch((error: unknown) => String(error));
    expect(token).toMatch(/503/);
    await cluster.obey('start mongo');
    await cluster.obey('ready');
    await hands.more(5);
    await hands.stop();
    await expectNothingLostOrDoubled();
  }, 480_000);

  it('takes what hands at both gateways write into one community at once', async () => {
    const hands = await begin(16);
    await hands.more(120);
    await hands.stop();
    await expectNothingLostOrDoubled();
  }, 480_000);

  it('knows at one gateway at once who signed in, out or got a role at the other', async () => {
    const [one, other] = cluster.urls as [string, string];
    const administrator = await signIn(one, 'administrator');
    const roles = [{ role: 'clerk', area: '990101001001' }];
    const made = await command(one, administrator, '/api/auth/accounts', {
      account: 'newcomer',
      name: '新来的',
      password: 'a-long-password',
      roles,
    });
    expect(made.status).toBe(201);
    const token = await signIn(other, 'newcomer', 'a-long-password');
    for (const url of [one, other]) expect((await call(url, 'GET', '/api/auth/me', { token })).body.user.id).toBe(made.body.id);
    expect((await call(one, 'POST', '/api/auth/sign-out', { token })).status).toBe(200);
    await eventually('the other gateway has heard of it', async () => (await call(other, 'GET', '/api/auth/me', { token })).status === 401);
  });
});

const readyAt = async (port: number): Promise<{ ready: boolean; checks: Record<string, string> }> => {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
  return (await answer.json()) as { ready: boolean; checks: Record<string, string> };
};
