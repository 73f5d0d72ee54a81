import { describe, expect, it } from '@jest/globals';
import { aRecord, until } from '@linli/engine/suites';
import type { Kafka } from 'kafkajs';
import { Health } from './health.js';
import { Publisher } from './publisher.js';

const quiet = { disconnect: async () => undefined, connect: async () => undefined };

describe('who publishes', () => {
  it.each(Array.from({ length: 12 }, (_, steps) => steps))(
    'is not forgotten when he comes %i steps after the last answer',
    async (steps) => {
      let answer = (): void => undefined;
      const sendBatch = () => new Promise<void>((resolve) => (answer = resolve));
      const publisher = new Publisher({ producer: () => ({ ...quiet, sendBatch }) } as unknown as Kafka, [], new Health(() => undefined));
      const publish = (number: number): Promise<void> => publisher.publish([aRecord('intake.events', 'a', number)]);
      const first = publish(1);
      await new Promise((resolve) => setImmediate(resolve));
      answer();
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      let done = false;
      const second = publish(2).then(() => (done = true));
      await until(() => (answer(), done), 1);
      await Promise.all([first, second]);
      expect(publisher.published).toBe(2);
    },
  );
});
