import { Partitioners, type Kafka, type Producer, type TopicMessages } from 'kafkajs';
import type { BusRecord } from '@linli/engine';
import { RETRY } from './client.js';
import { isMissingTopic, isTooLarge, sentence } from './faults.js';
import type { Health } from './health.js';
import { sizeOf, toMessage } from './record.js';
import { missingTopics, sayMissing } from './topics.js';

/** What goes at once, so that no partition's share is larger than a topic takes. A single record may be larger. */
const PIECE_BYTES = 512_000;
const PART = 'publishing';

interface Call {
  readonly records: readonly BusRecord[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Sends one request at a time: whatever waits meanwhile goes together in the next. The producer is idempotent and waits
 * for all replicas in sync; after a failure it is thrown away with the numbers it counts by, and the next call has a new
 * one. Whoever called calls again: a record that comes twice is harmless.
 */
export class Publisher {
  #producer: Producer | undefined;
  #waiting: Call[] = [];
  #sending: Promise<void> | undefined;
  published = 0;

  constructor(
    private readonly kafka: Kafka,
    private readonly brokers: readonly string[],
    private readonly health: Health,
  ) {}

  async publish(records: readonly BusRecord[]): Promise<void> {
    if (records.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ records, resolve, reject });
      this.#sending ??= this.#sendAll();
    });
  }

  async close(): Promise<void> {
    await this.#sending;
    await this.#drop();
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const calls = this.#next();
      const fault = await this.#send(calls.flatMap(({ records }) => records));
      // One record that no topic takes must not hold up what others wait for.
      if (fault && isTooLarge(fault.cause) && calls.length > 1) for (const call of calls) settle([call], await this.#send(call.records));
      else settle(calls, fault);
    }
    // In the moment in which none waits, not a moment later: who came in between would wait for the next one.
    this.#sending = undefined;
  }

  /** As many of the waiting calls as make up a piece, one at least. */
  #next(): Call[] {
    let size = 0;
    const end = this.#waiting.findIndex(({ records }, index) => {
      size += records.reduce((sum, record) => sum + sizeOf(record), 0);
      return index > 0 && size > PIECE_BYTES;
    });
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }

  async #send(records: readonly BusRecord[]): Promise<Error | undefined> {
    try {
      const producer = await this.#connected();
      for (const piece of piecesOf(records)) {
        await producer.sendBatch({ acks: -1, topicMessages: messagesByTopic(piece) });
        this.published += piece.length;
      }
      this.health.well(PART);
      return undefined;
    } catch (error) {
      await this.#drop();
      const why = await this.#why(error, records);
      this.health.amiss(PART, why);
      return new Error(why, { cause: error });
    }
  }

  async #connected(): Promise<Producer> {
    if (!this.#producer) {
      const producer = this.kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        // Murmur2 of the key as Kafka's own clients compute it: a community stays on its partition, whoever publishes.
        createPartitioner: Partitioners.DefaultPartitioner,
        retry: RETRY,
      });
      await producer.connect();
      this.#producer = producer;
    }
    return this.#producer;
  }

  async #drop(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    // Of a connection that is broken nothing is expected.
    await producer?.disconnect().catch(() => undefined);
  }

  async #why(error: unknown, records: readonly BusRecord[]): Promise<string> {
    if (!isMissingTopic(error)) return sentence(error, this.brokers);
    const topics = [...new Set(records.map(({ topic }) => topic))];
    return sayMissing(await missingTopics(this.kafka, topics).catch(() => topics));
  }
}

const settle = (calls: readonly Call[], fault: Error | undefined): void => {
  for (const { resolve, reject } of calls)
    if (fault) reject(fault);
    else resolve();
};

const messagesByTopic = (records: readonly BusRecord[]): TopicMessages[] => {
  const topics = new Map<string, TopicMessages>();
  for (const record of records) {
    const own = topics.get(record.topic) ?? { topic: record.topic, messages: [] };
    topics.set(record.topic, own);
    own.messages.push(toMessage(record));
  }
  return [...topics.values()];
};

const piecesOf = function* (records: readonly BusRecord[]): Generator<BusRecord[]> {
  let piece: BusRecord[] = [];
  let size = 0;
  for (const record of records) {
    if (piece.length > 0 && size + sizeOf(record) > PIECE_BYTES) {
      yield piece;
      piece = [];
      size = 0;
    }
    piece.push(record);
    size += sizeOf(record);
  }
  if (piece.length > 0) yield piece;
};
