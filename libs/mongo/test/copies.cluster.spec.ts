import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chain, emptyHead, type Log } from '@linli/engine';
import { builtSources, runChild, until, type Child } from '@linli/engine/suites';
import { openMongo, type Mongo } from '../src/index.js';
import { aDatabase, aServer, type Server } from './database.js';

const COMMUNITY = '990101001001';

/**
 * A copy of a service, with eight hands that append as fast as they can, until it is told to end. What fails is sent
 * again under the same id, as a phone does it. Says for each command where it stands, and at the end what it was refused.
 */
const COPY = `
  import { openMongo } from '@linli/mongo';
  const [uri, database, name] = process.argv.slice(2);
  const { log, close } = await openMongo({ uri, database });
  let ending = false;
  process.once('SIGTERM', () => (ending = true));
  const refused = {};
  await Promise.all(Array.from({ length: 8 }, async (_, hand) => {
    for (let number = 0; !ending; number += 1) {
      const id = name + '-' + hand + '-' + number;
      const draft = {
        community: '${COMMUNITY}', at: new Date().toISOString(), writes: [['need/' + id, 1]],
        command: { sender: 'clerk', id, type: 'create-need', correlation: id },
        events: [{ stream: 'need/' + id, type: 'need-created', data: { id }, public: { type: 'linli.intake.need-created.v1' } }],
        replay: { digest: 'd', answer: id },
      };
      for (;;) {
        try {
          const appended = await log.append(draft);
          const commit = appended.outcome === 'stored' ? appended.commit : appended.known.commit;
          console.log(commit.position + ' ' + id);
          break;
        } catch (error) {
          refused[error.constructor.name] = (refused[error.constructor.name] ?? 0) + 1;
          if (ending) break;
        }
      }
    }
  }));
  console.log('refused ' + JSON.stringify(refused));
  await close();
`;

describe('copies of a service over one database', () => {
  let built: string;
  let mongo: Mongo;
  const copies: Child[] = [];
  beforeAll(() => {
    built = builtSources(['kernel', 'engine', 'mongo'], ['mongoose', 'uuidv7']);
  });
  afterAll(() => rmSync(built, { recursive: true }));
  afterEach(async () => {
    for (const copy of copies.splice(0)) {
      copy.process.kill('SIGKILL');
      await copy.ended;
    }
    await mongo.close();
  });

  const startCopies = (uri: string, database: string, count: number): void => {
    for (let copy = 0; copy < count; copy += 1) copies.push(runChild(built, COPY, uri, database, `copy${copy}`));
  };
  const acknowledged = (copy: Child): string[] => copy.lines.filter((line) => /^\d+ \S+$/.test(line));
  const endCopies = async (): Promise<Record<string, number>[]> => {
    for (const copy of copies) copy.process.kill('SIGTERM');
    await Promise.all(copies.map(({ ended }) => ended));
    return copies.map(({ lines }) => JSON.parse(lines.find((line) => line.startsWith('refused '))!.slice('refused '.length)));
  };

  /** Every number, every hash, and every acknowledged command once and where it was said to be. */
  const holdAgainst = async (log: Log): Promise<number> => {
    const found = new Map<number, string>();
    let previous = emptyHead(COMMUNITY);
    for (const commit of await log.read(COMMUNITY, 0, 1_000_000)) {
      expect(commit.position).toBe(previous.position + 1);
      expect(commit.hash).toBe(chain(previous.hash, commit.bytes));
      expect(commit.body.sequence).toBe(commit.position);
      previous = { ...previous, position: commit.position, hash: commit.hash };
      found.set(commit.position, commit.body.command!.id);
    }
    expect(await log.head(COMMUNITY)).toMatchObject({ position: previous.position, hash: previous.hash, sequence: previous.position });
    expect(new Set(found.values()).size).toBe(found.size);
    for (const line of copies.flatMap(acknowledged)) {
      const [position, id] = line.split(' ') as [string, string];
      expect(found.get(Number(position))).toBe(id);
    }
    return found.size;
  };

  it('write one log without gap or double, and each of the four gets on', async () => {
    const { uri, database, remove } = aDatabase();
    mongo = await openMongo({ uri, database });
    startCopies(uri, database, 4);
    await until(() => copies.every((copy) => acknowledged(copy).length > 100), 60);
    const refused = await endCopies();
    expect(await holdAgainst(mongo.log)).toBe(copies.flatMap(acknowledged).length);
    expect(refused).toEqual([{}, {}, {}, {}]);
    await remove();
  });

  it('let one another have a turn: who writes seldom is not shut out by who never stops', async () => {
    const { uri, database, remove } = aDatabase();
    mongo = await openMongo({ uri, database });
    startCopies(uri, database, 2);
    await until(() => copies.every((copy) => acknowledged(copy).length > 100), 60);
    const SELDOM = 40;
    const { position: before } = await mongo.log.head(COMMUNITY);
    for (let number = 0; number < SELDOM; number += 1) {
      const stream = `need/seldom-${number}`;
      await mongo.log.append({
        community: COMMUNITY,
        at: new Date().toISOString(),
        writes: [[stream, 1]],
        events: [{ stream, type: 'need-created', data: {} }],
      });
    }
    // Some thirty each; where the others go on and on it is refused as busy, or hundreds.
    expect((await mongo.log.head(COMMUNITY)).position - before).toBeLessThan(SELDOM * 200);
    await endCopies();
    await remove();
  });

  describe('when the database is killed', () => {
    let folder: string;
    let server: Server;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'linli-mongo-'));
      server = await aServer(folder);
    });
    afterEach(async () => {
      await server.kill();
      rmSync(folder, { recursive: true });
    });

    it('go on when it is there again, and everything acknowledged is there, once', async () => {
      const { uri, database } = aDatabase(server.url);
      mongo = await openMongo({ uri, database });
      startCopies(uri, database, 3);
      const count = () => copies.flatMap(acknowledged).length;
      // One that cannot open its database at start ends, as it should.
      await until(() => copies.every((copy) => acknowledged(copy).length > 0), 60);
      for (let round = 0; round < 3; round += 1) {
        const before = count();
        await until(() => count() > before + 200, 60);
        await server.kill();
        await expect(mongo.log.head(COMMUNITY)).rejects.toThrow('MongoDB');
        server = await aServer(folder, server.port);
      }
      const before = copies.map((copy) => acknowledged(copy).length);
      await until(() => copies.every((copy, at) => acknowledged(copy).length > before[at]! + 20), 60);
      await endCopies();
      expect(await holdAgainst(mongo.log)).toBeGreaterThanOrEqual(count());
    });
  });
});
