import { randomUUID } from 'node:crypto';
import type { HeardRecord, SetAside } from '@linli/engine';
import { openMongo } from '@linli/mongo';
import { Cluster } from './cluster.js';
import { Hands } from './hands.js';

const COMMUNITY = '990101001001';

/** Events that no service of today would have decided, written into intake's own log as another version of it would. */
describe('a cluster that meets events nobody foresaw', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start({ copies: 1, demo: 'small' });
    await cluster.operate('settle');
  }, 480_000);
  afterAll(async () => expect(await cluster?.stop()).toBe(0), 60_000);

  const databaseOf = (service: string) => openMongo({ uri: cluster.environment.LINLI_MONGO_URI!, database: `linli-${service}` });

  /** Another version of a service makes something public: its own log does not know the event either. */
  const makesPublic = async (service: string, stream: string, type: string, data: object): Promise<void> => {
    const { log, close } = await databaseOf(service);
    const appended = await log.append({
      community: COMMUNITY,
      at: new Date().toISOString(),
      command: { sender: 'tomorrow', id: randomUUID(), type: 'foresee', correlation: randomUUID() },
      writes: [[stream, (await log.streamVersion(COMMUNITY, stream)) + 1]],
      events: [{ stream, type: 'foreseen', data, public: { type } }],
    });
    expect(appended.outcome).toBe('stored');
    await close();
  };
  const heardBy = async (service: string, stream: string): Promise<HeardRecord[]> => {
    const { log, close } = await databaseOf(service);
    const commits = await log.read(COMMUNITY, 0, 10_000);
    await close();
    return commits.flatMap(({ body }) => body.heard?.records ?? []).filter(({ subject }) => subject === stream);
  };
  const setAside = async (): Promise<(SetAside & { service: string })[]> =>
    (await cluster.operate<{ items: (SetAside & { service: string })[] }>('set-aside')).answer.items;
  /** Work goes on behind it, in the same community. */
  const workGoesOn = async (): Promise<void> => {
    const hands = await Hands.begin(cluster.urls);
    await hands.more(10);
    await hands.stop();
    await cluster.expectWhole();
    for (const { needId } of hands.entered)
      for (const service of ['dispatch', 'pharmacy-run', 'reporting']) expect(await heardBy(service, `need/${needId}`)).toHaveLength(1);
  };

  it('keeps one of a future version as it came, everywhere, and stumbles over it nowhere', async () => {
    const stream = `need/${randomUUID()}`;
    const data = { whatever: { tomorrow: ['knows'] } };
    await makesPublic('intake', stream, 'linli.intake.need-foreseen.v2', data);
    await workGoesOn();
    for (const service of ['dispatch', 'pharmacy-run', 'reporting'])
      expect(await heardBy(service, stream)).toEqual([
        expect.objectContaining({ type: 'linli.intake.need-foreseen.v2', value: JSON.stringify(data) }),
      ]);
    expect(await setAside()).toEqual([]);
  }, 240_000);

  it('sets aside one that cannot be understood, with what follows on it, and goes on with all else', async () => {
    const [runId, residentId] = [randomUUID(), randomUUID()];
    await makesPublic('dispatch', `run/${runId}`, 'linli.dispatch.run-planned.v1', { runId, runners: [], stops: 'none' });
    await makesPublic('dispatch', `run/${runId}`, 'linli.dispatch.run-started.v1', { runId });
    await makesPublic('intake', `look/${residentId}`, 'linli.intake.record-looked-at.v1', { account: 'somebody' });
    await workGoesOn();
    const found = (await setAside()).map(({ service, kind, consumer, subject }) =>
      [service, kind, consumer.split('#')[0], subject].join(' '),
    );
    expect(found.sort()).toEqual([
      `gateway view looks ${residentId}`,
      `pharmacy-run reaction when-run-started run/${runId}`,
      `pharmacy-run view runs ${runId}`,
    ]);
  }, 240_000);
});
