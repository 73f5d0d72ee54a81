import { existsSync } from 'node:fs';
import {
  closeLog,
  continuedIn,
  systemClock,
  takeProgressAlong,
  verifyService,
  type KeyStore,
  type Log,
  type StoredCommit,
} from '@linli/engine';
import { instant } from '@linli/kernel';
import { databaseOf, readSome, type Settings } from '@linli/cluster';
import { openMongo, openMongoKeyStore, type Mongo } from '@linli/mongo';
import type { ServiceDefinition } from '@linli/nest-kit';
import { masterKeyFrom, openPrivacy, readMasterKey } from '@linli/privacy';
import { lockFolder, openKeyStore, openLog } from '@linli/sqlite';
import type { Outcome } from '../operate/outcomes.js';
import { Trouble, type Progress as Saying } from '../operate/trouble.js';
import { definitionsOf, filesOf, SERVICES, startSystem } from '../system.js';

const PAGE = 500;

/**
 * Moves an embedded installation into the databases of a cluster: every log verbatim, every key, proves it, and closes
 * the old house. Broken off it can be begun again: what is there already is held against the old house and left.
 */
export const moveHouse = async (folder: string, environment: NodeJS.ProcessEnv, say: Saying): Promise<Outcome> => {
  const settings = readSome(['LINLI_MONGO_URI', 'LINLI_MONGO_PREFIX', 'LINLI_MASTER_KEY_FILE'], environment);
  const files = filesOf(folder);
  if (!existsSync(files.vault)) throw new Trouble(`There is no house in ${folder}.`);
  const masterKey = readMasterKey(settings.LINLI_MASTER_KEY_FILE, 'LINLI_MASTER_KEY_FILE');
  if (!Buffer.from(masterKeyFrom(files.masterKey)).equals(masterKey))
    throw new Trouble('LINLI_MASTER_KEY_FILE must hold the master key of the old house: it opens what is moved.');
  await finishWork(folder, say);
  const lock = lockFolder(folder);
  const keys = openKeyStore(files.vault);
  const definitions = definitionsOf(await openPrivacy({ keys, masterKey }));
  const where = `the databases ${settings.LINLI_MONGO_PREFIX}-* of the cluster`;
  try {
    const persons = await moveVault(files.vault, settings, say);
    let commits = 0;
    for (const service of SERVICES) commits += await moveService(folder, definitions[service], settings, say);
    await proveVault(settings, masterKey);
    // Only now: until here the old house could have gone on.
    for (const service of SERVICES) {
      const { log } = openLog(files.log(service));
      await closeLog(log, where, instant(systemClock.now()));
      await log.close();
    }
    return {
      ok: true,
      commits,
      persons,
      lines: [`${commits} commits and ${persons} keys are moved and proven. ${folder} is closed: it goes on in ${where}.`],
    };
  } finally {
    await keys.close();
    lock.release();
  }
};

/** What has been decided is heard and reacted to before it is moved. A house that is closed already has done so. */
const finishWork = async (folder: string, say: Saying): Promise<void> => {
  const lock = lockFolder(folder);
  const { log } = openLog(filesOf(folder).log('intake'));
  const isClosed = (await Promise.all((await log.heads()).map(({ community }) => continuedIn(log, community)))).some(Boolean);
  await log.close();
  lock.release();
  if (isClosed) return;
  say('finishing what is under way');
  const system = await startSystem({ folder, report: () => undefined });
  // What one service reacts to may be news to another: twice round is the longest way of a need.
  for (const name of [...SERVICES, ...SERVICES]) await system.services[name].engine.settled();
  await system.stop();
};

const moveService = async (folder: string, definition: ServiceDefinition, settings: Settings, say: Saying): Promise<number> => {
  const service = definition.name;
  const from = openLog(filesOf(folder).log(service));
  const to = await openMongo({ uri: settings.LINLI_MONGO_URI, database: databaseOf(settings, service) });
  try {
    const commits = await copyLog(service, from.log, to.log, say);
    await takeProgressAlong(definition, from, to.progress);
    await prove(service, from.log, to);
    return commits;
  } finally {
    await to.close();
    await from.log.close();
  }
};

/** Where the old log ended before it was closed, if it was. */
const endOf = async (log: Log, community: string): Promise<number> =>
  (await continuedIn(log, community))?.position ?? (await log.head(community)).position;

const at = async (log: Log, community: string, position: number): Promise<StoredCommit | undefined> =>
  (await log.read(community, position - 1, 1)).find((commit) => commit.position === position);

const copyLog = async (service: string, from: Log, to: Log, say: Saying): Promise<number> => {
  const known = new Set((await from.heads()).map(({ community }) => community));
  const strange = (await to.heads()).find(({ community }) => !known.has(community));
  if (strange)
    throw new Trouble(`The database of ${service} is not empty: it has a community ${strange.community} that the old house has not.`);
  let commits = 0;
  for (const community of known) {
    const end = await endOf(from, community);
    const there = await to.head(community);
    if (there.position > 0 && (await at(from, community, there.position))?.hash !== there.hash)
      throw new Trouble(`The database of ${service} is not empty: it has another history of ${community}.`);
    commits += there.position;
    for (let after = there.position; after < end;) {
      const page = (await from.read(community, after, PAGE)).filter(({ position }) => position <= end);
      for (const commit of page) {
        const { command } = commit.body;
        const replay = command && (await from.command(community, command.sender, command.id))?.replay;
        // Its number and its hash are checked against what is there.
        await to.adopt(commit, replay);
        commits += 1;
        if (commits % PAGE === 0) say(`${service}: ${commits} commits`);
      }
      after = page.at(-1)!.position;
    }
  }
  return commits;
};

/** Reads back everything, and holds the last hash of each community, which proves all before it, against the old house. */
const prove = async (service: string, from: Log, { log, views }: Mongo): Promise<void> => {
  const { faults } = await verifyService({ service, log, views, live: [], upcasters: {}, still: new Set() });
  if (faults.length > 0) throw new Trouble(`The log of ${service} is not whole where it was moved to: ${faults[0]!.message}`);
  for (const { community } of await from.heads()) {
    const end = await endOf(from, community);
    const [old, head] = [await at(from, community, end), await log.head(community)];
    if (old?.hash !== head.hash) throw new Trouble(`The log of ${service} for ${community} is another where it was moved to.`);
  }
};

const moveVault = async (file: string, settings: Settings, say: Saying): Promise<number> => {
  const from = openKeyStore(file);
  const to = await openVault(settings);
  try {
    let persons = 0;
    for (let after = ''; ;) {
      const page = await from.all(after, PAGE);
      if (page.length === 0) break;
      for (const { person, wrapped } of page) {
        const stands = await to.add(person, wrapped);
        if (!stands || !Buffer.from(stands).equals(wrapped))
          throw new Trouble('The vault of the cluster is not empty: it has another key.');
      }
      persons += page.length;
      say(`${persons} keys`);
      after = page.at(-1)!.person;
    }
    await to.destroy(await from.destroyed());
    return persons;
  } finally {
    await to.close();
    await from.close();
  }
};

/** The master key opens what stands there now. */
const proveVault = async (settings: Settings, masterKey: Uint8Array): Promise<void> => {
  const keys = await openVault(settings);
  await openPrivacy({ keys, masterKey });
  await keys.close();
};

const openVault = (settings: Settings): Promise<KeyStore> =>
  openMongoKeyStore({ uri: settings.LINLI_MONGO_URI, database: databaseOf(settings, 'vault') });
