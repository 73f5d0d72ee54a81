// A server that speaks MongoDB's protocol, for tests: scripts/servers/mongo/MongoServerForTests.java says what it is.
import { join } from 'node:path';
import { startJava } from './java.mjs';
import { classPathOf } from './maven.mjs';

export const install = () => classPathOf('mongo');

/** Starts it on a folder, with what is in there; `{ url, pid, ended, kill(), stop() }`. */
export const start = async ({ folder, port }) => {
  const server = await startJava({
    classPath: await install(),
    main: 'MongoServerForTests',
    args: [join(folder, 'mongo'), String(port)],
    // Small is quick enough, and others need the memory.
    options: ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
    log: join(folder, 'mongo.log'),
    ready: /^ready$/m,
  });
  return { url: `mongodb://127.0.0.1:${port}`, ...server };
};
