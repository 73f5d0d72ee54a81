import type { StoredCommit } from '@linli/engine';
import { Cluster, metricAt } from './cluster.js';
import { Hands, listed, needsCounted } from './hands.js';
import { call, command, eventually, signIn } from './house.js';

const COMMUNITY = '990101001001';

/** What is broken here is mended again within each test: one cluster for all of them. */
describe('a cluster of two copies of each service, and four of those that people write to', () => {
  let cluster: Cluster;
  let before: { needs: number; hands: number };
  const all: Hands[] = [];
  beforeAll(async () => {
    cluster = await Cluster.start({ copies: '2,intake=4,dispatch=4', demo: 'small' });
    await cluster.operate('settle');
    before = { needs: await needsCounted(cluster.urls[0]!), hands: 0 };
  });
  afterAll(async () => expect(await cluster?.stop()).toBe(0));

  const begin = async (count?: number): Promise<Hands> => {
    const hands = await Hands.begin(cluster.urls, count);
    all.push(hands);
    return hands;
  };

  /** Everything that was ever acknowledged is there once, in the logs and on the screens of each service; and all is whole. */
  const expectNothingLostOrDoubled = async (): Promise<void> => {
    await cluster.expectWhole();
    const entered = all.flatMap((hands) => hands.entered);
    const needIds = entered.map(({ needId }) => needId);
    const intake = await cluster.log('intake', COMMUNITY);
    const dispatch = await cluster.log('dispatch', COMMUNITY);
    expectOnce(entered.flatMap(({ keys }) => keys.intake), commandsOf(intake)); // prettier-ignore
    expectOnce(entered.flatMap(({ keys }) => keys.dispatch), commandsOf(dispatch)); // prettier-ignore
    expectOnce(needIds, decidedIn(intake, 'need-created', 'need/'));
    expectOnce(needIds, decidedIn(dispatch, 'task-opened', 'task/'));
    for (const service of ['dispatch', 'pharmacy-run', 'reporting'])
      expectOnce(
        needIds,
        heardIn(service === 'dispatch' ? dispatch : await cluster.log(service, COMMUNITY), 'linli.intake.need-created.v1'),
      );
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
    const places = await cluster.places();
    for (const copy of [1, 2, 3, 4]) {
      for (const { service } of places.filter((place) => place.copy === copy)) {
        await cluster.obey(`kill ${service} ${copy}`);
        await hands.more(3);
      }
      await cluster.obey('ready');
    }
    await hands.more(5);
    await hands.stop();
    await expectNothingLostOrDoubled();
  });

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
  });

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
  });

  it('takes what hands at both gateways write into one community at once, through four copies of two services', async () => {
    const taken = async (): Promise<number[]> => {
      const writers = (await cluster.places()).filter(({ service }) => service === 'intake' || service === 'dispatch');
      return Promise.all(writers.map(({ port }) => commandsTakenAt(port)));
    };
    const before = await taken();
    const hands = await begin(16);
    await hands.more(120);
    await hands.stop();
    const after = await taken();
    expect(after.map((count, copy) => count > before[copy]!)).toEqual(Array.from({ length: 8 }, () => true));
    await expectNothingLostOrDoubled();
  });

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

/** Each of these stands exactly once among those. */
const expectOnce = (these: readonly string[], those: readonly string[]): void => {
  const found = new Map<string, number>();
  for (const one of those) found.set(one, (found.get(one) ?? 0) + 1);
  expect(these.filter((one) => found.get(one) !== 1)).toEqual([]);
};

const commandsOf = (log: readonly StoredCommit[]): string[] => log.flatMap(({ body }) => body.command?.id ?? []);
const decidedIn = (log: readonly StoredCommit[], type: string, stream: string): string[] =>
  log.flatMap(({ body }) => body.events.filter((event) => event.type === type).map((event) => event.stream.slice(stream.length)));
const heardIn = (log: readonly StoredCommit[], type: string): string[] =>
  log.flatMap(({ body }) => (body.heard?.records ?? []).filter((heard) => heard.type === type).map(({ subject }) => subject.slice(5)));

/** How many commands a copy has answered since it started. */
const commandsTakenAt = (port: number): Promise<number> =>
  metricAt(port, 'linli_http_request_seconds_count', { method: 'POST', status: '201' });

const readyAt = async (port: number): Promise<{ ready: boolean; checks: Record<string, string> }> => {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
  return (await answer.json()) as { ready: boolean; checks: Record<string, string> };
};
