// node scripts/servers.mjs install [kafka|mongo]
// node scripts/servers.mjs start kafka|mongo [--folder F] [--port P] [--nodes 3] [--secure name:password]
// Real servers for tests on this machine: Apache Kafka as it is, and one that speaks MongoDB's protocol.
// `start` stays in the foreground. It says `pids <pid>…` and `ready <url>` on standard output, and stops upon SIGTERM and SIGINT. What it
// stored lies in the folder and is there again when it is started again; without --folder it goes with the server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { needJdk } from './servers/jdk.mjs';
import * as kafka from './servers/kafka.mjs';
import * as mongo from './servers/mongo.mjs';
import { freePorts } from './servers/ports.mjs';
import { Trouble } from './workshop/run.mjs';

const SERVERS = { kafka, mongo };
const say = (line) => console.error(line);

const serverOf = (name) => {
  if (name in SERVERS) return SERVERS[name];
  throw new Trouble(`There is no server ${name ?? 'without a name'}: ${Object.keys(SERVERS).join(' or ')}.`);
};

const start = async (name, { folder: given, port, nodes, secure }) => {
  const server = serverOf(name);
  await needJdk(say);
  const folder = given ?? mkdtempSync(join(tmpdir(), `linli-${name}-`));
  const running = await server.start({ folder, port: Number(port ?? (await freePorts(1))[0]), nodes: Number(nodes ?? 1), secure });
  let asked = false;
  const stop = () => {
    asked = true;
    void running.stop();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  console.log(`pids ${(running.pids ?? [running.pid]).join(' ')}`);
  console.log(`ready ${running.url}`);
  await running.ended;
  await running.stop();
  if (!given) rmSync(folder, { recursive: true, force: true });
  if (!asked) throw new Trouble(`${name} ended by itself; its last words are in ${folder}.`);
};

const main = async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { folder: { type: 'string' }, port: { type: 'string' }, nodes: { type: 'string' }, secure: { type: 'string' } },
  });
  const [verb, name] = positionals;
  switch (verb) {
    case 'install':
      await needJdk(say);
      for (const server of name ? [serverOf(name)] : Object.values(SERVERS)) await server.install();
      return;
    case 'start':
      return start(name, values);
    default:
      throw new Trouble('node scripts/servers.mjs install [kafka|mongo] | start kafka|mongo [--folder F] [--port P] [--nodes 3]');
  }
};

try {
  await main();
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
