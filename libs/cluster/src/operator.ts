import { createInterface } from 'node:readline';
import type { Report } from '@linli/engine';
import { createTopics, topicsOf } from '@linli/kafka';
import { systemClock } from '@linli/engine';
import { Copies } from './copies.js';
import { internalTokens } from './internal-tokens.js';
import { Neighbour } from './neighbour.js';
import { kafkaSettings } from './open-platform.js';
import type { Operation, OperationLine } from './operate.js';
import { readSome, SERVICES, urlSettingOf, type ServiceName } from './settings.js';

/** It was asked, and it did not come about: one sentence. */
export class OperationFailed extends Error {}

/** Asks services of a running cluster, with the same settings they have. */
export interface Operator {
  ask<Answer>(service: ServiceName, operation: Operation, progress?: (line: string) => void): Promise<Answer>;
  close(): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const operatorOf = (environment: Environment): Operator => {
  const settings = readSome(['LINLI_INTERNAL_SECRET_FILE', ...SERVICES.map(urlSettingOf)], environment);
  const tokens = internalTokens(settings.LINLI_INTERNAL_SECRET_FILE, systemClock.now);
  const copies = new Map(SERVICES.map((name) => [name, new Copies(name, settings[urlSettingOf(name)]!, systemClock.now)]));
  return {
    async ask<Answer>(service: ServiceName, operation: Operation, progress: (line: string) => void = () => undefined): Promise<Answer> {
      const answer = await new Neighbour(copies.get(service)!, tokens).ask({
        method: 'POST',
        path: '/internal/operate',
        body: JSON.stringify(operation),
        // Long work may say nothing for a while.
        endless: true,
      });
      for await (const text of createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY })) {
        const line = JSON.parse(text) as OperationLine;
        if ('progress' in line) progress(line.progress);
        else if ('outcome' in line) return line.outcome as Answer;
        else throw new OperationFailed(line.trouble);
      }
      throw new OperationFailed(`${service} went away before it had answered.`);
    },
    close: () => {
      for (const one of copies.values()) one.close();
    },
  };
};

/** Makes the declared topics, or brings those that are there to what is declared. */
export const declareTopics = async (environment: Environment, report: (line: Report) => void): Promise<void> => {
  const settings = readSome(
    [
      ...(['LINLI_KAFKA_BROKERS', 'LINLI_KAFKA_TLS', 'LINLI_KAFKA_CA_FILE', 'LINLI_KAFKA_SASL', 'LINLI_KAFKA_USER'] as const),
      ...(['LINLI_KAFKA_PASSWORD_FILE', 'LINLI_KAFKA_PARTITIONS', 'LINLI_KAFKA_REPLICATION'] as const),
    ],
    environment,
  );
  const plans = topicsOf(SERVICES, {
    partitions: settings.LINLI_KAFKA_PARTITIONS,
    replication: settings.LINLI_KAFKA_REPLICATION,
  });
  await createTopics(kafkaSettings(settings, 'operator'), plans, { clock: systemClock, report });
};
