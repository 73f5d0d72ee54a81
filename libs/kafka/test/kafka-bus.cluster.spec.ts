import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeBus } from '@linli/engine/suites';
import { open, shared, startBrokers, withTopics, type Brokers } from './brokers.js';

const subject = async (brokers: readonly string[]) => {
  const port = withTopics(open({ brokers }).bus, brokers);
  return { port, close: () => port.close() };
};

describeBus('Kafka on one node', () => subject(shared()));

describe('three nodes', () => {
  let three: Brokers;
  beforeAll(async () => {
    three = await startBrokers('--nodes', '3');
  });
  afterAll(() => three.stop());

  describeBus('Kafka on three nodes', () => subject(three.brokers));
});
