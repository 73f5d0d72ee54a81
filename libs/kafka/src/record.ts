import type { BusRecord } from '@linli/engine';
import type { IHeaders, KafkaMessage, Message } from 'kafkajs';

export const toMessage = ({ key, headers, value }: BusRecord): Message => ({ key, headers: { ...headers }, value: Buffer.from(value) });

/** As it is, whatever it is: who listens says what is missing. */
export const fromMessage = (topic: string, { key, headers, value }: KafkaMessage): BusRecord => ({
  topic,
  key: key?.toString('utf8') ?? '',
  headers: Object.fromEntries(Object.entries(headers ?? {}).flatMap(([name, given]) => textOf(name, given))),
  value: value ?? new Uint8Array(),
});

/** A header may stand there more than once; CloudEvents knows it once. */
const textOf = (name: string, given: IHeaders[string]): [string, string][] => {
  const [first] = Array.isArray(given) ? given : [given];
  return first === undefined ? [] : [[name, first.toString()]];
};

/** What a record takes on the way, about: its headers are short and its key too. */
export const sizeOf = ({ value }: BusRecord): number => value.byteLength + 1_000;
