import { fileURLToPath } from 'node:url';
import { systemClock, systemIds, type Report } from '@linli/engine';
import { createFront, inThisProcess, screensIn } from '@linli/gateway';
import { loadDemo } from './demo/load.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo/accounts.js';
import { readOptions } from './options.js';
import { openSocket } from './operate/socket.js';
import { Trouble } from './operate/trouble.js';
import { startSystem } from './system.js';

/** One line of JSON each, never what somebody entered. */
const report = (line: Report): void => {
  if (line.level !== 'info') process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The same from the sources and from what was built of them. */
const SCREENS = fileURLToPath(new URL('../../web/dist', import.meta.url));

const start = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2), process.env);
  const { port, host, folder, tls, behindProxy } = options;
  const system = await startSystem({ folder, report });
  const { gateway: own, ...others } = system.services;
  const front = createFront({
    own,
    services: Object.values(others).map(inThisProcess),
    sign: system.sign,
    clock: systemClock,
    ids: systemIds,
    screens: screensIn(SCREENS),
    behindProxy,
    tls,
  });
  let closeSocket: (() => Promise<void>) | undefined;
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      await front.close();
      await closeSocket?.();
      await system.stop();
    })());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().then(() => process.exit(0)));
  try {
    await front.listen(port, host);
  } catch (error) {
    await stop();
    const { code } = error as NodeJS.ErrnoException;
    throw new Trouble(
      code === 'EADDRINUSE' ? `Port ${port} is taken: choose another with --port.` : `${host}:${port} cannot be listened on (${code}).`,
    );
  }
  closeSocket = await openSocket(system);
  if (options.load !== 'nothing' && (await system.isEmpty())) {
    await loadDemo(system, options.load, say);
    say(`演示账号 · demo accounts: ${DEMO_ACCOUNTS.map(({ account }) => account).join(' ')} · 密码 password: ${DEMO_PASSWORD}`);
  }
  if (stopping) return;
  front.ready();
  say(`Linli is ready at ${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`);
};

start().catch((error: unknown) => {
  const known =
    error instanceof Trouble || (error instanceof Error && /^(Folder|File|MasterKey|WrongMasterKey)/.test(error.constructor.name));
  process.stderr.write(
    known ? `${error.message}\n` : `Linli could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(error instanceof Trouble ? error.exitCode : 1);
});
