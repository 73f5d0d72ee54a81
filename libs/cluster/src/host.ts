import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Server } from 'node:http';
import { createPeer, systemClock, systemIds, type Ground, type Peer, type Report } from '@linli/engine';
import type { Clock, Ids } from '@linli/kernel';
import {
  runService,
  tokenSigner,
  tokenVerifier,
  type Claims,
  type RunningService,
  type ServiceDefinition,
  type TokenVerifier,
} from '@linli/nest-kit';
import { openPrivacy, readMasterKey, type Privacy } from '@linli/privacy';
import { ChangeStream } from './change-stream.js';
import { Copies } from './copies.js';
import { healthOf, type Health } from './health.js';
import { httpPeer } from './http-peer.js';
import { createInternalServer } from './internal-server.js';
import { internalTokens } from './internal-tokens.js';
import { metricsOf } from './metrics.js';
import { Neighbour } from './neighbour.js';
import type { OpenPlatform } from './platform.js';
import { remoteService, type RemoteService } from './remote-service.js';
import { SERVICES, SettingsWrong, urlSettingOf, type ServiceName, type Settings } from './settings.js';

/** What a service's `main.ts` says of it. */
export interface ServiceProgram {
  readonly name: ServiceName;
  readonly define: (given: { readonly privacy: Privacy; readonly clock: Clock }) => ServiceDefinition;
  /** Opens a public port beside the internal one: the gateway's. */
  readonly open?: (host: PublicHost) => Promise<{ close(): Promise<void> }>;
}

/** What a public port needs to know. */
export interface PublicHost {
  readonly own: RunningService;
  /** The services behind it. */
  readonly services: readonly RemoteService[];
  readonly sign: (claims: Claims) => Promise<string>;
  readonly health: () => Promise<Health>;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface HostOptions {
  readonly settings: Settings;
  readonly openPlatform: OpenPlatform;
  readonly report: (line: Report) => void;
  readonly onCrash: (error: Error) => void;
  readonly clock?: Clock;
}

export interface Host {
  readonly service: RunningService;
  readonly internalPort: number;
  readonly health: () => Promise<Health>;
  /** Takes no more requests, finishes what is under way, closes everything. */
  stop(): Promise<void>;
}

/** Another copy may forget a person: here the key is gone after so long. */
const KEYS_AT_HAND_MS = 30_000;

/** Starts one service of a cluster on its own. Throws `SettingsWrong` with one sentence for what is set wrong. */
export const startHost = async (program: ServiceProgram, options: HostOptions): Promise<Host> => {
  const { settings, onCrash, clock = systemClock } = options;
  const { name } = program;
  let isUp = false;
  const tokens = internalTokens(settings.LINLI_INTERNAL_SECRET_FILE, clock.now);
  const verify = verifierOf(settings.LINLI_TOKEN_PUBLIC_KEY_FILE, clock.now);
  const masterKey = readMasterKey(settings.LINLI_MASTER_KEY_FILE, 'LINLI_MASTER_KEY_FILE');
  const copies = new Map<ServiceName, Copies>();
  const copiesOf = (of: ServiceName): Copies => {
    const urls = settings[urlSettingOf(of)];
    if (urls === undefined) throw new SettingsWrong(`${urlSettingOf(of)} is missing: ${name} speaks to ${of}.`);
    const known = copies.get(of) ?? new Copies(of, urls, clock.now);
    copies.set(of, known);
    return known;
  };

  const metrics = metricsOf(
    name,
    () => (isUp ? service : undefined),
    () => health(),
    () => platform.counts(),
  );
  const report = (line: Report): void => {
    if (line.level !== 'info') metrics.reported(line.level);
    options.report({ service: name, ...line });
  };
  const platform = await options.openPlatform({ service: name, settings, clock, report, onCrash });
  let service: RunningService | undefined;
  const health = healthOf({ service: async () => (isUp ? undefined : 'it is starting or stopping'), ...platform.checks }, clock.now);
  const closePlatform = async (): Promise<void> => {
    for (const known of copies.values()) known.close();
    await platform.close();
  };

  let server: Server | undefined;
  try {
    const privacy = await openPrivacy({ keys: platform.keys, masterKey, keep: { ms: KEYS_AT_HAND_MS, now: clock.now } });
    const definition = program.define({ privacy, clock });
    const ground: Ground = {
      log: platform.log,
      progress: platform.progress,
      views: platform.views,
      bus: platform.bus,
      peers: new Map<string, Peer>(
        definition.hears.map((source) => [source, httpPeer(new Neighbour(copiesOf(source as ServiceName), tokens))]),
      ),
      sealing: privacy.sealing,
      clock,
      ids: systemIds,
      report,
    };
    const changes = new ChangeStream(clock, systemIds.next().replaceAll('-', ''));
    const open = createInternalServer({
      name,
      tokens,
      peer: createPeer(name, name, ground),
      changes,
      health,
      metrics,
      running: () => (isUp ? service : undefined),
      servesApi: program.open === undefined,
      report,
    });
    server = open;
    // Open before the service has started: whoever waits for what it knows pulls from its log.
    const { LINLI_INTERNAL_PORT: port, LINLI_INTERNAL_HOST: address } = settings;
    await listening(
      'LINLI_INTERNAL_PORT',
      `${address}:${port}`,
      () => new Promise<void>((resolve, reject) => open.once('error', reject).listen(port, address, resolve)),
    );
    const running = await runService(definition, { ground, privacy, verify });
    service = running;
    running.engine.onChange((changed) => changes.take(changed));
    isUp = true;
    const publicHost = (): PublicHost => ({
      own: running,
      services: SERVICES.filter((other) => other !== name).map((other) => remoteService(copiesOf(other), tokens, { clock, report })),
      sign: signerOf(settings.LINLI_TOKEN_PRIVATE_KEY_FILE, clock.now),
      health,
      settings,
      clock,
      ids: systemIds,
    });
    const front =
      program.open && (await listening('LINLI_PORT', `${settings.LINLI_HOST}:${settings.LINLI_PORT}`, () => program.open!(publicHost())));
    const { port: internalPort } = open.address() as { port: number };
    report({ level: 'info', message: 'ready', internalPort });
    return {
      service: running,
      internalPort,
      health,
      async stop() {
        isUp = false;
        report({ level: 'info', message: 'stopping' });
        await front?.close();
        changes.close();
        await closed(open);
        await running.stop();
        await closePlatform();
        report({ level: 'info', message: 'stopped' });
      },
    };
  } catch (error) {
    isUp = false;
    server?.closeAllConnections();
    server?.close();
    await service?.stop();
    await closePlatform();
    throw error;
  }
};

const NOT_OURS = new Set(['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND']);

/** An address that cannot be listened on is a matter of how it is set. */
const listening = async <Answer>(setting: string, address: string, open: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await open();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!NOT_OURS.has(code ?? '')) throw error;
    throw new SettingsWrong(`${address} cannot be listened on (${code}): choose another with ${setting}.`);
  }
};

/** Connections that others keep for their next request are closed as soon as no request is on them. */
const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
  });

const PEM = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g;

const ed25519 = (setting: string, make: () => KeyObject): KeyObject => {
  try {
    const key = make();
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: whatever stands there, it is no such key.
  }
  throw new SettingsWrong(`${setting} must hold an Ed25519 key in PEM.`);
};

const signerOf = (pem: string, now: () => number): ((claims: Claims) => Promise<string>) =>
  tokenSigner(
    ed25519('LINLI_TOKEN_PRIVATE_KEY_FILE', () => createPrivateKey(pem)),
    now,
  );

/** Accepts what any of the keys has signed: while the gateway's key is changed there are two. */
const verifierOf = (pems: string, now: () => number): TokenVerifier => {
  const verifiers = (pems.match(PEM) ?? ['']).map((pem) =>
    tokenVerifier(
      ed25519('LINLI_TOKEN_PUBLIC_KEY_FILE', () => createPublicKey(pem)),
      now,
    ),
  );
  return async (token) => {
    for (const verifier of verifiers) {
      const claims = await verifier(token);
      if (claims) return claims;
    }
    return undefined;
  };
};
