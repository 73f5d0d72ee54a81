import { join } from 'node:path';
import {
  continuedIn,
  createPeer,
  embeddedBus,
  systemClock,
  systemIds,
  type Ground,
  type KeyStore,
  type Log,
  type Peer,
  type Report,
} from '@linli/engine';
import { dispatch } from '@linli/dispatch';
import { gateway } from '@linli/gateway';
import { intake } from '@linli/intake';
import {
  newTokenKeys,
  runService,
  tokenSigner,
  tokenVerifier,
  type Claims,
  type RunningService,
  type ServiceDefinition,
} from '@linli/nest-kit';
import { pharmacyRun } from '@linli/pharmacy-run';
import { masterKeyFrom, openPrivacy, type Privacy } from '@linli/privacy';
import { reporting } from '@linli/reporting';
import { lockFolder, openKeyStore, openLog, openViewStore } from '@linli/sqlite';
import { threadFiller } from './filling/filler.js';

export const SERVICES = ['gateway', 'intake', 'dispatch', 'pharmacy-run', 'reporting'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** The whole house in one process: every service on its own files, one bus, one vault. */
export interface System {
  readonly folder: string;
  readonly services: Readonly<Record<ServiceName, RunningService>>;
  readonly privacy: Privacy;
  readonly keys: KeyStore;
  readonly sign: (claims: Claims) => Promise<string>;
  /** True when nothing has ever happened here. */
  isEmpty(): Promise<boolean>;
  stop(): Promise<void>;
}

export const filesOf = (folder: string) => ({
  masterKey: join(folder, 'master.key'),
  vault: join(folder, 'vault.db'),
  log: (service: string) => join(folder, `${service}.log.db`),
  views: (service: string) => join(folder, `${service}.views.db`),
});

export const definitionsOf = (privacy: Privacy): Record<ServiceName, ServiceDefinition> => ({
  gateway: gateway({ clock: systemClock }),
  intake: intake(privacy),
  dispatch: dispatch(),
  'pharmacy-run': pharmacyRun(),
  reporting: reporting(),
});

/** The house goes on elsewhere: what was decided here now would be decided twice. */
export class FolderMoved extends Error {}

const mustBeOpen = async (folder: string, log: Log): Promise<void> => {
  for (const { community } of await log.heads()) {
    const closed = await continuedIn(log, community);
    if (closed) throw new FolderMoved(`${folder} is closed: what was here goes on in ${closed.where}.`);
  }
};

/** Opens a data folder and starts every service on it. Throws, with one sentence each, for a folder that cannot be used. */
export const startSystem = async ({ folder, report }: { folder: string; report: (line: Report) => void }): Promise<System> => {
  const lock = lockFolder(folder);
  const files = filesOf(folder);
  const clock = systemClock;
  const masterKey = masterKeyFrom(files.masterKey);
  const keys = openKeyStore(files.vault);
  const privacy = await openPrivacy({ keys, masterKey });
  const bus = embeddedBus({ clock, report });
  const { privateKey, publicKey } = newTokenKeys();
  const verify = tokenVerifier(publicKey, clock.now);
  const definitions = definitionsOf(privacy);
  const peers = new Map<string, Peer>();
  const grounds = new Map<ServiceName, Ground>();
  for (const name of SERVICES) {
    const storage = openLog(files.log(name));
    await mustBeOpen(folder, storage.log);
    const views = openViewStore(files.views(name));
    const ground: Ground = {
      ...storage,
      views,
      filler: threadFiller({ service: name, log: files.log(name), views: files.views(name) }, { ...storage, views, report }),
      bus,
      peers,
      sealing: privacy.sealing,
      clock,
      ids: systemIds,
      report,
    };
    grounds.set(name, ground);
    peers.set(name, createPeer(name, name, ground));
  }
  const running = await Promise.all(
    SERVICES.map(async (name) => [name, await runService(definitions[name], { ground: grounds.get(name)!, privacy, verify })] as const),
  );
  const services = Object.fromEntries(running) as Record<ServiceName, RunningService>;
  return {
    folder,
    services,
    privacy,
    keys,
    sign: tokenSigner(privateKey, clock.now),
    isEmpty: async () => (await Promise.all([...grounds.values()].map(({ log }) => log.heads()))).every((heads) => heads.length === 0),
    async stop() {
      await Promise.all(running.map(([, service]) => service.stop()));
      await bus.close();
      for (const { log, views } of grounds.values()) {
        await views.close();
        await log.close();
      }
      await keys.close();
      lock.release();
    },
  };
};

export const logsOf = (system: System): [ServiceName, Log][] => SERVICES.map((name) => [name, system.services[name].engine.ground.log]);
