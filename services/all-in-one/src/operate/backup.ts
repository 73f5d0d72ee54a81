import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { createGunzip, createGzip } from 'node:zlib';
import { StoredCommit, type Head, type KeyStore, type Log, type ReplayNote } from '@linli/engine';
import { lockFolder, openKeyStore, openLog } from '@linli/sqlite';
import { filesOf, logsOf, SERVICES, type System } from '../system.js';
import { Trouble, type Progress } from './trouble.js';

const PAGE = 500;
/** Characters. Zipping goes through another thread and waits its turn beside the requests: line by line a busy system would take minutes. */
const ZIPPED_AT_ONCE = 256 * 1024;

interface CommitLine {
  readonly service: string;
  readonly community: string;
  readonly position: number;
  readonly hash: string;
  readonly bytes: string;
  readonly replay?: ReplayNote;
}

export const vaultFileOf = (file: string): string => `${file}.vault`;

/**
 * One cut through all services: their heads at one moment. A log only grows, so whatever is copied up to there is what
 * stood there then, and nobody has to wait. Views are folds and are not copied. Keys go to a file of their own, wrapped
 * with the master key, which is in neither.
 */
export const backup = async (
  system: System,
  file: string,
  progress: Progress,
): Promise<{ commits: number; persons: number; file: string; vault: string }> => {
  for (const path of [file, vaultFileOf(file)]) if (existsSync(path)) throw new Trouble(`${path} is there already: name another file.`);
  const cut = await Promise.all(logsOf(system).map(async ([service, log]) => ({ service, log, heads: await log.heads() })));
  const persons = await writeVault(system.keys, vaultFileOf(file));
  const out = linesTo(file);
  await out.write({
    linli: 'backup',
    version: 1,
    at: new Date().toISOString(),
    heads: cut.map(({ service, heads }) => ({ service, heads })),
  });
  let commits = 0;
  for (const { service, log, heads } of cut) {
    for (const head of heads) {
      for (let after = 0; after < head.position;) {
        const page = (await log.read(head.community, after, PAGE)).filter(({ position }) => position <= head.position);
        for (const commit of page) await out.write(await lineOf(service, log, commit));
        after = page.at(-1)!.position;
        commits += page.length;
        progress(`${commits} commits copied`);
      }
    }
  }
  await out.write({ end: true, commits });
  await out.close();
  return { commits, persons, file, vault: vaultFileOf(file) };
};

const lineOf = async (service: string, log: Log, commit: StoredCommit): Promise<CommitLine> => {
  const { command } = commit.body;
  const replay = command && (await log.command(commit.community, command.sender, command.id))?.replay;
  return {
    service,
    community: commit.community,
    position: commit.position,
    hash: commit.hash,
    bytes: Buffer.from(commit.bytes).toString('base64'),
    ...(replay && { replay }),
  };
};

const writeVault = async (keys: KeyStore, file: string): Promise<number> => {
  const out = linesTo(file);
  await out.write({ linli: 'vault', version: 1 });
  let persons = 0;
  for (let after = ''; ;) {
    const page = await keys.all(after, PAGE);
    for (const { person, wrapped } of page) await out.write({ person, wrapped: Buffer.from(wrapped).toString('base64') });
    persons += page.length;
    // Not until a page is empty: where people are being entered, each page would find some more.
    if (page.length < PAGE) break;
    after = page.at(-1)!.person;
  }
  await out.write({ end: true, destroyed: await keys.destroyed() });
  await out.close();
  return persons;
};

const linesTo = (file: string) => {
  const zip = createGzip();
  const sink = createWriteStream(file, { mode: 0o600, flags: 'wx' });
  zip.pipe(sink);
  let waiting = '';
  const flush = async (): Promise<void> => {
    const text = waiting;
    waiting = '';
    if (!zip.write(text)) await once(zip, 'drain');
  };
  return {
    async write(line: object): Promise<void> {
      waiting += `${JSON.stringify(line)}\n`;
      if (waiting.length >= ZIPPED_AT_ONCE) await flush();
    },
    async close(): Promise<void> {
      await flush();
      zip.end();
      await once(sink, 'close');
    },
  };
};

const linesFrom = (file: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY });

/**
 * Puts a backup in the place of a stopped system's data: all of it or nothing. What was there is kept beside it. Whoever
 * was forgotten since, or stands in `forgotten`, stays forgotten: the keys go before anything can open a seal.
 */
export const restore = async (
  { folder, file, masterKeyFile, forgotten = [] }: { folder: string; file: string; masterKeyFile?: string; forgotten?: readonly string[] },
  progress: Progress,
): Promise<{ commits: number; forgotten: number; before?: string }> => {
  for (const path of [file, vaultFileOf(file)]) if (!existsSync(path)) throw new Trouble(`${path} is not there.`);
  const fresh = `${folder}.restoring`;
  if (existsSync(fresh)) throw new Trouble(`${fresh} is left from a restore that broke off: look at it and remove it.`);
  const old = existsSync(folder) ? lockFolder(folder) : undefined;
  try {
    const gone = new Set([...forgotten, ...(await destroyedIn(folder))]);
    mkdirSync(fresh, { recursive: true, mode: 0o700 });
    const commits = await fillLogs(fresh, file, progress);
    await fillVault(fresh, vaultFileOf(file), gone);
    const key = masterKeyFile ?? filesOf(folder).masterKey;
    if (existsSync(key)) copyFileSync(key, filesOf(fresh).masterKey);
    else if (!process.env.LINLI_MASTER_KEY)
      throw new Trouble(`The master key is neither in ${key} nor in LINLI_MASTER_KEY: without it nothing of the vault opens.`);
    const before = old ? `${folder}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}` : undefined;
    old?.release();
    if (before) renameSync(folder, before);
    renameSync(fresh, folder);
    return { commits, forgotten: gone.size, ...(before !== undefined && { before }) };
  } catch (error) {
    old?.release();
    throw error;
  }
};

const destroyedIn = async (folder: string): Promise<string[]> => {
  const { vault } = filesOf(folder);
  if (!existsSync(vault)) return [];
  const keys = openKeyStore(vault);
  const destroyed = await keys.destroyed();
  await keys.close();
  return destroyed;
};

const fillLogs = async (folder: string, file: string, progress: Progress): Promise<number> => {
  const logs = new Map(SERVICES.map((name) => [name as string, openLog(filesOf(folder).log(name)).log]));
  let heads: { service: string; heads: Head[] }[] | undefined;
  let commits = 0;
  let ended = false;
  let waiting: Promise<void>[] = [];
  for await (const text of linesFrom(file)) {
    const line = JSON.parse(text) as CommitLine & { linli?: string; version?: number; heads?: typeof heads; end?: boolean };
    if (!heads) {
      if (line.linli !== 'backup' || line.version !== 1 || !line.heads)
        throw new Trouble(`${file} is no backup of Linli, or of a newer one.`);
      heads = line.heads;
    } else if (line.end) ended = true;
    else {
      const log = logs.get(line.service);
      if (!log) throw new Trouble(`The backup holds a service ${line.service} that is not known here.`);
      // Its number and its hash are checked against what is there: a backup that was changed does not go in.
      waiting.push(log.adopt(new StoredCommit(line.community, line.position, Buffer.from(line.bytes, 'base64'), line.hash), line.replay));
      commits += 1;
      if (waiting.length === PAGE) {
        await Promise.all(waiting);
        waiting = [];
        progress(`${commits} commits restored`);
      }
    }
  }
  await Promise.all(waiting);
  if (!ended) throw new Trouble(`${file} ends in the middle.`);
  for (const { service, heads: cut } of heads ?? []) {
    for (const head of cut) {
      if ((await logs.get(service)!.head(head.community)).hash !== head.hash)
        throw new Trouble(`The log of ${service} for ${head.community} is not whole in the backup.`);
    }
  }
  for (const log of logs.values()) await log.close();
  return commits;
};

const fillVault = async (folder: string, file: string, gone: ReadonlySet<string>): Promise<void> => {
  const keys = openKeyStore(filesOf(folder).vault);
  let destroyed: string[] | undefined;
  let waiting: Promise<unknown>[] = [];
  for await (const text of linesFrom(file)) {
    const line = JSON.parse(text) as { linli?: string; person?: string; wrapped?: string; end?: boolean; destroyed?: string[] };
    if (line.end) destroyed = line.destroyed ?? [];
    if (line.person !== undefined && line.wrapped !== undefined && !gone.has(line.person))
      waiting.push(keys.add(line.person, Buffer.from(line.wrapped, 'base64')));
    if (waiting.length >= PAGE) {
      await Promise.all(waiting);
      waiting = [];
    }
  }
  await Promise.all(waiting);
  if (!destroyed) throw new Trouble(`${file} ends in the middle.`);
  await keys.destroy([...new Set([...destroyed, ...gone])]);
  await keys.close();
};
