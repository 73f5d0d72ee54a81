// Apache Kafka for tests: one node or three of them, in KRaft mode, on loopback ports.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startJava } from './java.mjs';
import { secureListener } from './kafka-secure.mjs';
import { settingsFor } from './kafka-settings.mjs';
import { classPathOf } from './maven.mjs';
import { freePorts } from './ports.mjs';

export const install = () => classPathOf('kafka');

/** While a cluster starts, its nodes are not to be reached: that is not worth a line. */
const QUIET = '-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient=error';

/** Any base64 of sixteen bytes will do. */
const CLUSTER_ID = createHash('md5').update('linli').digest('base64url');

/** Which port is whose; kept, so that a cluster that is started again is where it was. */
const portsIn = async (folder, port, count) => {
  const kept = join(folder, 'ports.json');
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const free = await freePorts(3 * count);
  const nodes = Array.from({ length: count }, (_, index) => {
    const [clients, inner, controllers] = free.slice(3 * index);
    return { clients: index === 0 && port ? port : clients, inner, controllers };
  });
  writeFileSync(kept, JSON.stringify(nodes));
  return nodes;
};

const propertiesOf = (nodes, index, data, secure) => {
  const { clients, inner, controllers } = nodes[index];
  return {
    'process.roles': 'broker,controller',
    'node.id': index + 1,
    'controller.quorum.voters': nodes.map((node, at) => `${at + 1}@127.0.0.1:${node.controllers}`).join(','),
    listeners: `CLIENTS://127.0.0.1:${clients},INNER://127.0.0.1:${inner},CONTROLLERS://127.0.0.1:${controllers}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${clients},INNER://127.0.0.1:${inner}`,
    'listener.security.protocol.map': `CLIENTS:${secure ? 'SASL_SSL' : 'PLAINTEXT'},INNER:PLAINTEXT,CONTROLLERS:PLAINTEXT`,
    'inter.broker.listener.name': 'INNER',
    'controller.listener.names': 'CONTROLLERS',
    'log.dirs': data,
    ...settingsFor(nodes.length),
    ...secure,
  };
};

/**
 * Starts it on a folder, with what is in there; `{ url, pids, ended, kill(), stop() }`. `secure`, `name:password`: its
 * clients speak TLS, trust the `ca.pem` that lies in the folder then, and say who they are.
 */
export const start = async ({ folder, port, nodes: count = 1, secure }) => {
  const top = resolve(folder, 'kafka');
  mkdirSync(top, { recursive: true });
  const classPath = await install();
  const nodes = await portsIn(top, port, count);
  const safety = secure && (await secureListener(top, secure));
  const servers = await Promise.all(
    nodes.map(async (node, index) => {
      const data = join(top, `node-${index + 1}`);
      const properties = `${data}.properties`;
      const lines = Object.entries(propertiesOf(nodes, index, data, safety)).map(([key, value]) => `${key}=${value}`);
      writeFileSync(properties, lines.join('\n') + '\n');
      return startJava({
        classPath,
        main: 'KafkaServerForTests',
        args: [properties, data, CLUSTER_ID, `127.0.0.1:${node.inner}`, String(nodes.length)],
        // Small is quick enough, and others need the memory.
        options: ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', QUIET],
        log: `${data}.log`,
        ready: /^ready$/m,
      });
    }),
  );
  const each = (does) => async () => void (await Promise.all(servers.map(does)));
  return {
    url: nodes.map(({ clients }) => `127.0.0.1:${clients}`).join(','),
    pids: servers.map(({ pid }) => pid),
    ended: Promise.all(servers.map(({ ended }) => ended)),
    kill: each((server) => server.kill()),
    stop: each((server) => server.stop()),
  };
};
