// The two servers that tests of the kind `cluster` run against, started before them and stopped behind them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startContainers } from './containers.mjs';
import { needJdk } from './jdk.mjs';
import * as kafka from './kafka.mjs';
import * as mongo from './mongo.mjs';
import { freePorts } from './ports.mjs';

const startHere = async (say) => {
  await needJdk(say);
  const folder = mkdtempSync(join(tmpdir(), 'linli-servers-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const [port, other] = await freePorts(2);
  const started = await Promise.all([kafka.start({ folder, port }), mongo.start({ folder, port: other })]);
  return {
    says: 'Apache Kafka itself and a server that speaks the protocol of MongoDB, both from Maven Central',
    kafka: started[0],
    mongo: started[1],
  };
};

/** `{ says, env, stop() }`. */
export const startServers = async (containers, say) => {
  // Whoever ends us ends the servers too: they are told when this process exits.
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));
  const servers = await (containers ? startContainers() : startHere(say));
  return {
    says: servers.says,
    env: { LINLI_TEST_KAFKA: servers.kafka.url, LINLI_TEST_MONGO: servers.mongo.url },
    stop: async () => void (await Promise.all([servers.kafka.stop(), servers.mongo.stop()])),
  };
};
