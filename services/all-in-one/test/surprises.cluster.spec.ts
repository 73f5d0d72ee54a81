import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { recordsOf, systemClock, topicOf, type HeardRecord, type SetAside } from '@linli/engine';
import { createTopics, openKafka, topicsOf } from '@linli/kafka';
import { openMongo } from '@linli/mongo';
import { Cluster, metricAt } from './cluster.js';
import { Hands } from './hands.js';
import { aFolder, eventually, freePort, watched } from './house.js';

const COMMUNITY = '990101001001';

/** Events that no service of today would have decided, written into intake's own log as another version of it would. */
describe('a cluster that meets events nobody foresaw', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await Cluster.start({ copies: 1, demo: 'small' });
    await cluster.operate('settle');
  });
  afterAll(async () => expect(await cluster?.stop()).toBe(0));

  /** Another version of a service makes something public: its own log does not know the event either. */
  const makesPublic = async (service: string, stream: string, type: string, data: object): Promise<void> => {
    const { log, close } = await openMongo({ uri: cluster.environment.LINLI_MONGO_URI!, database: `linli-${service}` });
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
  const heardBy = async (service: string, stream: string): Promise<HeardRecord[]> =>
    (await cluster.log(service, COMMUNITY)).flatMap(({ body }) => body.heard?.records ?? []).filter(({ subject }) => subject === stream);
  const setAside = async (): Promise<(SetAside & { service: string })[]> =>
    (await cluster.operate<{ items: (SetAside & { service: string })[] }>('set-aside')).answer.items;
  const portOf = async (service: string): Promise<number> => (await cluster.places()).find((place) => place.service === service)!.port;
  const said = (service: string, message: string): unknown[] => linesOf(cluster.words(service), message);
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
    for (const service of ['dispatch', 'pharmacy-run', 'reporting']) {
      expect(await metricAt(await portOf(service), 'linli_engine_total', { what: 'unknown' })).toBe(1);
      expect(said(service, 'an event of a type that is not known here was kept')).toMatchObject([
        { source: 'intake', type: 'linli.intake.need-foreseen.v2' },
      ]);
    }
  });

  it('passes over records that no source would send, and says so where an operator looks', async () => {
    const topic = topicOf('intake');
    const settings = { brokers: [cluster.environment.LINLI_KAFKA_BROKERS!], clientId: 'stranger' };
    const around = { clock: systemClock, report: () => undefined };
    const [plan] = topicsOf(['intake'], { replication: 1 });
    await createTopics(settings, [{ ...plan!, maxBatchBytes: 4_000_000 }], around);
    const commits = await cluster.log('intake', COMMUNITY);
    const [record] = commits.flatMap((commit) => recordsOf('intake', 'intake', commit));
    const headers = { ...record!.headers, ce_sequence: '1000000' };
    const large = JSON.stringify({ text: 'x'.repeat(2_000_000) });
    const bus = openKafka({ ...settings, ...around, onCrash: () => undefined });
    for (const [head, value] of [
      [{}, '{}'],
      [headers, 'hello'],
      [headers, large],
    ] as const)
      await bus.publish([{ topic, key: COMMUNITY, headers: head, value: Buffer.from(value) }]);
    await bus.close();
    await workGoesOn();
    for (const service of ['dispatch', 'pharmacy-run', 'reporting']) {
      expect(await metricAt(await portOf(service), 'linli_engine_total', { what: 'bad' })).toBe(3);
      expect(said(service, 'a record was not understood')).toMatchObject([
        { level: 'warn', topic, error: expect.stringContaining('has no header ce_sequence') },
        { level: 'warn', topic, error: expect.stringContaining('is no JSON object') },
        { level: 'warn', topic, error: expect.stringContaining('has 2000011 bytes') },
      ]);
    }
  });

  describe('and a copy that is set wrong', () => {
    /** One more copy of dispatch: what it says, and how it is asked. */
    const aCopy = async (settings: Readonly<Record<string, string>>) => {
      const port = await freePort();
      const child = spawn(process.execPath, [resolve('services/dispatch/dist/main.js')], {
        env: { PATH: process.env.PATH, ...cluster.environment, LINLI_INTERNAL_PORT: String(port), ...settings },
      });
      watched(child);
      let words = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (words += chunk.toString('utf8')));
      const ended = once(child, 'exit') as Promise<[number | null]>;
      return { port, words: () => words, ended, end: () => child.kill('SIGTERM') };
    };

    it.each<[string, (folder: string) => Record<string, string>, RegExp]>([
      ['to brokers that are not there', () => ({ LINLI_KAFKA_BROKERS: '127.0.0.1:1' }), /No broker answers at 127\.0\.0\.1:1/],
      [
        'with a name and a password for brokers that ask for none',
        (folder) => {
          writeFileSync(join(folder, 'password'), 'sesame\n');
          return { LINLI_KAFKA_SASL: 'plain', LINLI_KAFKA_USER: 'linli', LINLI_KAFKA_PASSWORD_FILE: join(folder, 'password') };
        },
        /The brokers at 127\.0\.0\.1:\d+ ask for no name and password/,
      ],
    ])('%s is not ready and says why; the others go on', async (_, settings, sentence) => {
      const folder = aFolder();
      mkdirSync(folder.path, { recursive: true });
      const copy = await aCopy(settings(folder.path));
      try {
        const health = await eventually('it says what is wrong', async () => {
          const answer = await fetch(`http://127.0.0.1:${copy.port}/health/ready`).catch(() => undefined);
          const told = (await answer?.json()) as { ready: boolean; checks: Record<string, string> } | undefined;
          expect(told?.ready).not.toBe(true);
          return sentence.test(told?.checks.broker ?? '') && told?.checks.service === 'ok' && told;
        });
        expect(health).toMatchObject({ ready: false, checks: { broker: expect.stringMatching(sentence) as string, database: 'ok' } });
        expect(await metricAt(copy.port, 'linli_ready', { check: 'broker' })).toBe(0);
        expect(await metricAt(copy.port, 'linli_bus_total', { what: 'troubles' })).toBeGreaterThan(0);
        const [line] = linesOf(copy.words().split('\n'), 'the bus is not well');
        expect(line).toMatchObject({ level: 'error', error: expect.stringMatching(sentence) as string });
        expect(copy.words()).not.toContain('sesame');
        await workGoesOn();
      } finally {
        copy.end();
        await copy.ended;
        folder.remove();
      }
    });

    it.each<[string, Record<string, string>, number, RegExp]>([
      [
        'to a database that is not there',
        { LINLI_MONGO_URI: 'mongodb://127.0.0.1:9' },
        1,
        /^MongoDB cannot be used at 127\.0\.0\.1:9: .+\.$/m,
      ],
      ['by a name that is no setting', { LINLI_KAFKA_BROKER: '127.0.0.1:9092' }, 2, /LINLI_KAFKA_BROKER/],
    ])('%s ends with a sentence', async (_, settings, code, sentence) => {
      const copy = await aCopy(settings);
      expect((await copy.ended)[0]).toBe(code);
      expect(copy.words()).toMatch(sentence);
    });
  });

  it('sets aside one of another shape than its contract says, with what follows on it, and goes on with all else', async () => {
    const [runId, residentId] = [randomUUID(), randomUUID()];
    await makesPublic('dispatch', `run/${runId}`, 'linli.dispatch.run-planned.v1', { runId, runners: [], stops: 'none' });
    await makesPublic('dispatch', `run/${runId}`, 'linli.dispatch.run-started.v1', { runId });
    await makesPublic('intake', `look/${residentId}`, 'linli.intake.record-looked-at.v1', { account: 'somebody', purpose: 'care' });
    await workGoesOn();
    const hearers = { intake: ['dispatch', 'gateway', 'pharmacy-run', 'reporting'], dispatch: ['intake', 'pharmacy-run', 'reporting'] };
    const wrong = (type: string, where: string): RegExp => new RegExp(`^Record [0-9]+ is no ${type}: ${where}\\.$`);
    const behind = /^waits behind an earlier record of its subject$/;
    const expected = [
      ...hearers.dispatch.map(
        (service) => [service, `run/${runId}`, wrong('linli.dispatch.run-planned.v1', '/stops must be array')] as const,
      ),
      ...hearers.dispatch.map((service) => [service, `run/${runId}`, behind] as const),
      ...hearers.intake.map(
        (service) =>
          [service, `look/${residentId}`, wrong('linli.intake.record-looked-at.v1', "must have required property 'residentIds'")] as const,
      ),
    ];
    const found = await setAside();
    expect(found).toHaveLength(expected.length);
    for (const [service, subject, error] of expected)
      expect(found).toContainEqual(
        expect.objectContaining({ service, kind: 'record', subject, error: expect.stringMatching(error) as string }),
      );
    for (const [service, waiting] of [
      ['pharmacy-run', 2],
      ['gateway', 1],
    ] as const) {
      expect(await metricAt(await portOf(service), 'linli_set_aside', { kind: 'record' })).toBe(
        found.filter((one) => one.service === service).length,
      );
      expect(said(service, 'a record was set aside').length).toBeGreaterThanOrEqual(waiting);
    }
    for (const stream of [`run/${runId}`, `look/${residentId}`])
      for (const { aside } of await heardBy('reporting', stream)) expect(aside).toBe(true);
  });
});

const linesOf = (words: readonly string[], message: string): unknown[] =>
  words.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { message?: string }).filter((line) => line.message === message); // prettier-ignore
