// Puts a cluster on this machine together: its servers, its keys and topics, its processes.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as kafka from '../servers/kafka.mjs';
import { needJdk } from '../servers/jdk.mjs';
import * as mongo from '../servers/mongo.mjs';
import { freePorts } from '../servers/ports.mjs';
import { root } from '../workshop/root.mjs';
import { node, Trouble } from '../workshop/run.mjs';
import { Copy } from './copy.mjs';

const SERVICES = ['gateway', 'intake', 'dispatch', 'pharmacy-run', 'reporting'];
const KEYS = {
  LINLI_MASTER_KEY_FILE: 'master.key',
  LINLI_INTERNAL_SECRET_FILE: 'internal.secret',
  LINLI_TOKEN_PUBLIC_KEY_FILE: 'token.public.pem',
};
const linli = join(root, 'services/all-in-one/dist/linli.js');
const urlSetting = (service) => `LINLI_${service.toUpperCase().replaceAll('-', '_')}_URL`;

/** A server of ours, or one that somebody else runs. */
const serverOf = async (kind, given, folder) => {
  if (given) return { url: given, start: async () => undefined, stop: async () => undefined, kill: async () => undefined };
  const [port] = await freePorts(1);
  let running;
  const server = {
    async start() {
      running = await kind.start({ folder, port });
    },
    stop: () => running.stop(),
    kill: () => running.kill(),
  };
  await server.start();
  return { ...server, url: running.url };
};

/** How many copies of each service: `2`, or `2,intake=4`. */
const copiesOf = (words) => {
  const copies = Object.fromEntries(SERVICES.map((service) => [service, 1]));
  for (const word of words.split(',')) {
    const [, name, count] = /^(?:([a-z-]+)=)?([1-9]\d?)$/.exec(word) ?? [];
    if (!count || (name && !(name in copies))) throw new Trouble(`--copies ${words} is not understood: 2, or 2,intake=4.`);
    for (const service of name ? [name] : SERVICES) copies[service] = Number(count);
  }
  return copies;
};

export const startCluster = async ({ copies: asked, port, data, kafka: brokers, mongo: database, prefix }, say) => {
  const copies = copiesOf(asked);
  if (!brokers || !database) await needJdk(say);
  const folder = resolve(data ?? mkdtempSync(join(tmpdir(), 'linli-cluster-')));
  mkdirSync(folder, { recursive: true });
  const servers = {};
  const processes = [];
  const stop = async () => {
    const ended = await Promise.all(processes.map((process) => process.stop()));
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    if (!data) rmSync(folder, { recursive: true, force: true });
    return ended.every((code) => code === 0);
  };
  try {
    say('Kafka, MongoDB’s protocol …');
    [servers.kafka, servers.mongo] = await Promise.all([serverOf(kafka, brokers, folder), serverOf(mongo, database, folder)]);
    const keys = join(folder, 'keys');
    const wanted = SERVICES.flatMap((service) => Array.from({ length: copies[service] }, (_, at) => ({ service, copy: at + 1 })));
    const ports = await freePorts(wanted.length + copies.gateway - 1);
    const places = wanted.map((place) => ({ ...place, port: ports.pop() }));
    const shared = {
      LINLI_MONGO_URI: servers.mongo.url,
      ...(prefix && { LINLI_MONGO_PREFIX: prefix }),
      LINLI_KAFKA_BROKERS: servers.kafka.url,
      LINLI_KAFKA_REPLICATION: '1',
      ...Object.fromEntries(Object.entries(KEYS).map(([name, file]) => [name, join(keys, file)])),
      ...Object.fromEntries(
        SERVICES.map((service) => [
          urlSetting(service),
          places
            .filter((place) => place.service === service)
            .map((place) => `http://127.0.0.1:${place.port}`)
            .join(','),
        ]),
      ),
    };
    const operate = async (...args) => {
      if ((await node([linli, 'cluster', ...args], { env: shared })) !== 0) throw new Trouble(`linli cluster ${args[0]} did not succeed.`);
    };
    await operate('keys', keys);
    await operate('topics');
    const urls = [];
    for (const place of places) {
      const env = { ...shared, LINLI_INTERNAL_PORT: String(place.port) };
      if (place.service === 'gateway') {
        const publicPort = place.copy === 1 ? port : ports.pop();
        urls.push(`http://127.0.0.1:${publicPort}`);
        Object.assign(env, { LINLI_PORT: String(publicPort), LINLI_TOKEN_PRIVATE_KEY_FILE: join(keys, 'token.private.pem') });
      }
      processes.push(new Copy(place, env, join(folder, 'logs'), say));
    }
    say(`${processes.length} processes …`);
    await Promise.all(processes.map((process) => process.start()));

    const copyOf = (service, number) => {
      const found = processes.find((one) => one.service === service && String(one.copy) === number);
      if (!found) throw new Trouble(`There is no ${service} ${number}.`);
      return found;
    };
    return {
      urls,
      stop,
      settle: () => operate('settle'),
      async verify() {
        await operate('settle');
        await operate('verify');
      },
      async loadDemo(size) {
        await operate('demo', urls[0], ...(size === 'small' ? ['--small'] : []));
      },
      /** A line of standard input. */
      async obey([verb, what, number]) {
        switch (verb) {
          case 'kill':
            return copyOf(what, number).kill();
          case 'ready':
            while (!(await Promise.all(processes.map((process) => process.isReady()))).every(Boolean)) await wait(100);
            return undefined;
          case 'stop':
            return servers[what].stop();
          case 'start':
            return servers[what].start();
          case 'restart':
            await servers[what].kill();
            return servers[what].start();
          case 'pids':
            return {
              environment: shared,
              processes: processes.map(({ service, copy, port: at, pid }) => ({ service, copy, port: at, pid })),
            };
          default:
            throw new Trouble(`${verb} is not understood: kill ready stop start restart pids.`);
        }
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
