import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import type { Report } from '@linli/engine';
import type { Clock } from '@linli/kernel';

/** How the brokers are reached. */
export interface KafkaSettings {
  /** `host:port` each; one is enough to find the others. */
  readonly brokers: readonly string[];
  /** Who we are, in the broker's own log. */
  readonly clientId: string;
  /** TLS; with PEM texts where the authority, or we ourselves, are not known to the machine. */
  readonly ssl?: boolean | { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly sasl?: Login;
}

export interface Login {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** Some three seconds altogether: whoever asked for something hears soon that it did not come about, and asks again. */
export const RETRY = { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000 };
/** What the client says over and over is worth a line so often. */
const SAME_LINE_EVERY_MS = 30_000;

export const clientOf = (
  { brokers, clientId, ssl, sasl }: KafkaSettings,
  clock: Pick<Clock, 'now'>,
  report: (line: Report) => void,
): Kafka =>
  new Kafka({
    brokers: [...brokers],
    clientId,
    ssl,
    sasl: sasl && { ...sasl, mechanism: sasl.mechanism as 'plain' },
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    authenticationTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: RETRY,
    logLevel: logLevel.ERROR,
    logCreator: () => quietly(clock, report),
  });

/**
 * The client calls an error what it then gets over by itself, e.g. a coordinator that is still loading. What it does not
 * get over is reported by whoever asked; so its own lines are for information.
 */
const quietly = (clock: Pick<Clock, 'now'>, report: (line: Report) => void) => {
  const said = new Map<string, number>();
  return ({ log: { message, broker, groupId, error } }: LogEntry): void => {
    const line = [message, error, broker].filter(Boolean).join(' · ');
    if ((said.get(line) ?? -Infinity) > clock.now() - SAME_LINE_EVERY_MS) return;
    if (said.size > 100) said.clear();
    said.set(line, clock.now());
    report({ level: 'info', message: 'the Kafka client says', said: line, ...(groupId && { group: groupId as string }) });
  };
};
