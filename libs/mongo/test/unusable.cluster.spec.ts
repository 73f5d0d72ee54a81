import { createServer, type AddressInfo, type Server } from 'node:net';
import { LogUnavailable } from '@linli/engine';
import { aDraft, COMMUNITY } from '@linli/engine/suites';
import { MongoUnusable, openMongo, openMongoKeyStore } from '../src/index.js';
import { aDatabase, serverUri } from './database.js';

const withCredentials = (uri: string): string => uri.replace('://', '://linli:sesame@');

describe('a database that cannot be used', () => {
  const reason = async (uri: string): Promise<string> => {
    const asked = Date.now();
    const errors = await Promise.all(
      [openMongo, openMongoKeyStore].map((open) => open({ uri, database: 'nowhere' }).then(() => 'it was opened', (error: unknown) => error)), // prettier-ignore
    );
    for (const error of errors) expect(error).toBeInstanceOf(MongoUnusable);
    expect(Date.now() - asked).toBeLessThan(10_000);
    const [message, other] = errors.map((error) => (error as Error).message);
    expect(message).toBe(other);
    expect(message).not.toContain('sesame');
    return message!;
  };

  it('is told in one sentence when nobody listens', async () => {
    expect(await reason('mongodb://linli:sesame@127.0.0.1:9')).toMatch(
      /^MongoDB cannot be used at 127\.0\.0\.1:9: connect ECONNREFUSED 127\.0\.0\.1:9\.$/,
    );
  });

  it('is told when the name and password are not accepted', async () => {
    expect(await reason(withCredentials(serverUri()))).toMatch(
      /^MongoDB cannot be used at \S+: (it does not accept this name and password|it knows no names and passwords, and the address has one)\.$/,
    );
  });

  it.each(['kafka://linli:sesame@here', 'mongodb://', 'mongodb://linli:sesame@here:x'])('is told when %s is no address', async (uri) => {
    expect(await reason(uri)).toMatch(
      /^MongoDB cannot be used at [^@]+: (the address is not understood \(.+\)|Unable to parse here:x with URL)\.$/,
    );
  });

  it('is told when who listens never answers', async () => {
    const silent: Server = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const sockets = new Set<{ destroy(): void }>();
    silent.on('connection', (socket) => sockets.add(socket));
    const { port } = silent.address() as AddressInfo;
    expect(await reason(`mongodb://127.0.0.1:${port}`)).toMatch(/^MongoDB cannot be used at 127\.0\.0\.1:\d+: .+\.$/);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('says so of everything that is asked after it was closed', async () => {
    const { uri, database, remove } = aDatabase();
    const mongo = await openMongo({ uri, database });
    await mongo.ping();
    expect(Math.abs((await mongo.now()) - Date.now())).toBeLessThan(5_000);
    await mongo.close();
    for (const asked of [
      mongo.log.append(aDraft()),
      mongo.log.head(COMMUNITY),
      mongo.log.heads(),
      mongo.progress.position('publish', COMMUNITY),
      mongo.views.checkpoint({ view: 'board', version: 1, generation: 1, live: true }, COMMUNITY),
      mongo.ping(),
    ])
      await expect(asked).rejects.toThrow(LogUnavailable);
    await remove();
  });
});
