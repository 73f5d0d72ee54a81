import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  embeddedBus,
  memoryKeyStore,
  memoryLog,
  memoryProgress,
  memoryViewStore,
  systemClock,
  type Bus,
  type Report,
  view,
} from '@linli/engine';
import { defineService, tokenSigner, type ServiceDefinition } from '@linli/nest-kit';
import { newMasterKey } from '@linli/privacy';
import { Copies, textOf } from './copies.js';
import { startHost, type Host } from './host.js';
import { internalTokens } from './internal-tokens.js';
import { Neighbour } from './neighbour.js';
import type { Check } from './health.js';
import type { OpenPlatform } from './platform.js';
import { readSettings, SettingsWrong, type ServiceName } from './settings.js';

const COMMUNITY = '990101001001';
const SECRET = 'a secret that the services of a test share';

const areas = view<{ readonly heard: number }, { readonly type: string }>({
  name: 'areas',
  version: 1,
  fields: {},
  indexes: [],
  keys: ({ type }) => (type === 'linli.intake.area-defined.v1' || type === 'area-defined' ? ['area'] : []),
  project: (doc) => ({ heard: (doc?.heard ?? 0) + 1 }),
  live: { roles: ['clerk'] },
});

const AREA = { code: COMMUNITY, name: { zh: '榕树里社区', en: 'Banyan Lane Community' }, timeZone: 'Asia/Shanghai' };

const service = (name: ServiceName, hears: readonly string[]): ServiceDefinition =>
  defineService({
    name,
    controllers: [],
    handlers: [],
    publishes: { 'area-defined': { as: 'linli.intake.area-defined.v1' } },
    hears,
    views: [areas],
    reactions: [],
    due: [],
    lookUps: [],
    upcasters: {},
    operations: { greet: async ({ name: whose }, { who }: { who: string }) => ({ greeting: `${whose} greets ${who}` }) },
  });

describe('a service of a cluster', () => {
  let folder: string;
  let environment: Record<string, string>;
  let bus: Bus;
  const reports: Report[] = [];
  const hosts = new Set<Host>();
  const keys = memoryKeyStore();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-host-'));
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    environment = {
      LINLI_TOKEN_PUBLIC_KEY_FILE: file('public.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString()),
      LINLI_INTERNAL_SECRET_FILE: file('secret', SECRET),
      LINLI_MASTER_KEY_FILE: file('master.key', newMasterKey()),
      LINLI_MONGO_URI: 'mongodb://none',
      LINLI_KAFKA_BROKERS: 'none:9092',
      LINLI_INTERNAL_PORT: '0',
    };
    bus = embeddedBus({ clock: systemClock });
  });
  afterEach(async () => {
    for (const one of copies.splice(0)) one.close();
    for (const host of hosts) await host.stop();
    hosts.clear();
  });
  afterAll(async () => {
    await bus.close();
    rmSync(folder, { recursive: true });
  });

  const memory =
    (checks: Record<string, Check>): OpenPlatform =>
    async () => ({
      log: memoryLog(),
      progress: memoryProgress(),
      views: memoryViewStore(),
      // Hearing goes by pulling alone: a bus that loses everything.
      bus: { ...bus, publish: async () => undefined, close: async () => undefined },
      keys: { ...keys, close: async () => undefined },
      checks,
      counts: () => ({}),
      close: async () => undefined,
    });
  const start = async (
    name: ServiceName,
    { hears = [], more = {}, checks = {} }: { hears?: string[]; more?: Record<string, string>; checks?: Record<string, Check> } = {},
  ): Promise<Host> => {
    const host = await startHost(
      { name, define: () => service(name, hears) },
      {
        settings: readSettings(name, { ...environment, ...more }),
        openPlatform: memory(checks),
        report: (line) => void reports.push(line),
        onCrash: (error) => {
          throw error;
        },
      },
    );
    hosts.add(host);
    return host;
  };
  const urlOf = ({ internalPort }: Host): string => `http://127.0.0.1:${internalPort}`;
  const copies: Copies[] = [];
  const neighbourAt = (host: Host, name: string): Neighbour => {
    const one = new Copies(name, [new URL(urlOf(host))], Date.now);
    copies.push(one);
    return new Neighbour(one, internalTokens(SECRET, Date.now));
  };
  const happens = (host: Host): Promise<unknown> =>
    host.service.engine.ground.log.append({
      community: COMMUNITY,
      at: '2022-11-24T04:00:00.000Z',
      writes: [[`area/${randomUUID()}`, 1]],
      events: [{ stream: 'area/1', type: 'area-defined', data: AREA, public: { type: 'linli.intake.area-defined.v1' } }],
    });

  it('says that it lives and is ready, and what it counts', async () => {
    const url = urlOf(await start('intake'));
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^linli_ready\{check="service",service="intake"\} 1$/m);
    expect(metrics).toMatch(/^linli_log_commits\{service="intake"\} 0$/m);
  });

  it('is not ready while what it stands on is not, and says what', async () => {
    const url = urlOf(await start('intake', { checks: { broker: async () => 'no broker answers' } }));
    const answer = await fetch(`${url}/health/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ ready: false, checks: { service: 'ok', broker: 'no broker answers' } });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('hears another service that no bus tells it of', async () => {
    const intake = await start('intake');
    await happens(intake);
    const dispatch = await start('dispatch', { hears: ['intake'], more: { LINLI_INTAKE_URL: urlOf(intake) } });
    await dispatch.service.engine.settled();
    expect((await dispatch.service.engine.views.get(areas, COMMUNITY, 'area'))?.doc).toEqual({ heard: 1 });
  });

  it('answers nobody without a token for it on its internal routes', async () => {
    const url = urlOf(await start('intake'));
    const token = await internalTokens(SECRET, Date.now).for('dispatch');
    for (const path of ['/internal/heads', '/internal/operate', '/api/intake/needs'])
      for (const headers of [undefined, { authorization: `Bearer ${token}` }])
        expect((await fetch(url + path, { headers })).status).toBe(401);
  });

  it('takes who asks from the gateway’s token alone', async () => {
    const intake = await start('intake');
    const sign = tokenSigner(privateKey, Date.now);
    const authorization = `Bearer ${await internalTokens(SECRET, Date.now).for('intake')}`;
    const headers = { authorization, 'x-linli-token': await sign({ account: 'a', roles: [] }) };
    expect((await fetch(`${urlOf(intake)}/api/intake/nothing`, { headers })).status).toBe(404);
  });

  it('tells its changes to who listens, and what was missed to who comes back', async () => {
    const intake = await start('intake');
    const neighbour = neighbourAt(intake, 'intake');
    const listen = async (
      after: string,
    ): Promise<{ next: () => Promise<{ at?: string; changes?: unknown[]; gap?: true }>; end(): void }> => {
      const answer = await neighbour.ask({ method: 'GET', path: `/internal/changes?after=${after}`, endless: true });
      let text = '';
      const chunks = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      return {
        async next() {
          while (!text.includes('\n')) text += ((await chunks.next()).value as Buffer).toString('utf8');
          const line = text.slice(0, text.indexOf('\n'));
          text = text.slice(line.length + 1);
          return JSON.parse(line) as { at?: string };
        },
        end: () => void answer.destroy(),
      };
    };
    const first = await listen('');
    const { at } = await first.next();
    await happens(intake);
    expect((await first.next()).changes).toMatchObject([{ view: 'areas', community: COMMUNITY, id: 'area' }]);
    first.end();
    const second = await listen(at!);
    expect(await second.next()).toEqual({ at });
    expect((await second.next()).changes).toHaveLength(1);
    second.end();
    const third = await listen('another-7');
    expect((await third.next()).gap).toBe(true);
    third.end();
  });

  it('does what an operator asks, and says how far it is', async () => {
    const intake = await start('intake');
    await happens(intake);
    const ask = async (operation: object): Promise<unknown[]> => {
      const answer = await neighbourAt(intake, 'intake').ask({
        method: 'POST',
        path: '/internal/operate',
        body: JSON.stringify(operation),
      });
      return (await textOf(answer))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    };
    expect((await ask({ operation: 'verify' })).at(-1)).toEqual({ outcome: { commits: 1, events: 1, documents: 1, faults: [] } });
    expect(await ask({ operation: 'list-set-aside' })).toEqual([{ outcome: [] }]);
    expect(await ask({ operation: 'rebuild', view: 'ares' })).toEqual([{ trouble: 'intake has no view ares.' }]);
    expect(await ask({ operation: 'replay', id: 'none' })).toEqual([{ trouble: 'Nothing is set aside under none.' }]);
    expect(await ask({ operation: 'own', name: 'greet', input: { who: 'you' } })).toEqual([{ outcome: { greeting: 'intake greets you' } }]);
  });

  it('says in a sentence what is set wrong', async () => {
    await expect(start('dispatch', { hears: ['intake'] })).rejects.toThrow(
      new SettingsWrong('LINLI_INTAKE_URL is missing: dispatch speaks to intake.'),
    );
    const { LINLI_INTERNAL_SECRET_FILE: secret } = environment;
    await expect(start('intake', { more: { LINLI_TOKEN_PUBLIC_KEY_FILE: secret! } })).rejects.toThrow(
      new SettingsWrong('LINLI_TOKEN_PUBLIC_KEY_FILE must hold an Ed25519 key in PEM.'),
    );
    await expect(start('intake', { more: { LINLI_MASTER_KEY_FILE: secret! } })).rejects.toThrow(
      /^LINLI_MASTER_KEY_FILE must hold 32 bytes/,
    );
  });
});
