// The same two servers as containers, where a Docker engine is: what they are on a real cluster.
import { spawnSync } from 'node:child_process';
import { Trouble } from '../workshop/run.mjs';
import { settingsFor } from './kafka-settings.mjs';
import { freePorts } from './ports.mjs';

const KAFKA = 'apache/kafka:4.3.1';
const MONGO = 'mongo:7';

/** `auto.create.topics.enable` as the image wants to be told it. */
const asEnvironment = (settings) =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [`KAFKA_${key.toUpperCase().replaceAll('.', '_')}`, String(value)]));

const startKafka = async ({ GenericContainer, Wait }) => {
  // A broker tells its clients where to find it, so the port must be known before it starts.
  const [port] = await freePorts(1);
  const container = await new GenericContainer(KAFKA)
    .withExposedPorts({ container: 9092, host: port })
    .withEnvironment(
      asEnvironment({
        'process.roles': 'broker,controller',
        'node.id': 1,
        'controller.quorum.voters': '1@localhost:9093',
        listeners: 'CLIENTS://:9092,CONTROLLERS://:9093',
        'advertised.listeners': `CLIENTS://127.0.0.1:${port}`,
        'listener.security.protocol.map': 'CLIENTS:PLAINTEXT,CONTROLLERS:PLAINTEXT',
        'inter.broker.listener.name': 'CLIENTS',
        'controller.listener.names': 'CONTROLLERS',
        ...settingsFor(1),
      }),
    )
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  return { url: `127.0.0.1:${port}`, stop: () => container.stop() };
};

const startMongo = async ({ MongoDBContainer }) => {
  const container = await new MongoDBContainer(MONGO).start();
  return { url: `${container.getConnectionString()}?directConnection=true`, stop: () => container.stop() };
};

/** `{ says, kafka, mongo }`: each of the two with `url` and `stop()`. */
export const startContainers = async () => {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0)
    throw new Trouble('No Docker engine answers here. `npm run test:cluster` runs the same tests without one.');
  const libraries = { ...(await import('testcontainers')), ...(await import('@testcontainers/mongodb')) };
  const [kafka, mongo] = await Promise.all([startKafka(libraries), startMongo(libraries)]);
  return { says: `containers of ${KAFKA} and ${MONGO}`, kafka, mongo };
};
