import { handOn, type BusRecord, type Report } from '@linli/engine';
import type { Clock } from '@linli/kernel';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { RETRY } from './client.js';
import { isMissingTopic, passes, sentence } from './faults.js';
import type { Health } from './health.js';
import { fromMessage } from './record.js';
import { missingTopics, sayMissing } from './topics.js';

/** A copy that was killed is missed so soon; until then nobody hears what it would have heard. */
const SESSION_TIMEOUT_MS = 8_000;
/** What is under way in other copies may take so long when one joins or leaves. */
const REBALANCE_TIMEOUT_MS = 15_000;
/** Joining waits for a copy that was killed. Nobody waits for joining: what is told meanwhile is heard afterwards, or pulled. */
const JOIN_PATIENCE_MS = 3_000;
const HEARTBEAT_EVERY_MS = 1_000;
/** How long a broker may hold a question when it has nothing new; also how soon a rebalance is seen. */
const FETCH_WAIT_MS = 250;
/** Partitions go side by side; what is heard of one community is one at a time all the same. */
const SIDE_BY_SIDE = 64;
/** A listener that takes longer gets its partition paused, so that the others and the heartbeat go on. */
const PATIENCE_MS = 1_000;
/** Handed on at once. */
const BATCH = 500;
const FIRST_WAIT_MS = 500;
const LAST_WAIT_MS = 5_000;
/** A consumer without a heartbeat for so long is dead in a live process. */
const SILENCE_MS = 60_000;

export interface SubscriptionOptions {
  readonly kafka: Kafka;
  readonly brokers: readonly string[];
  readonly group: string;
  readonly topics: readonly string[];
  readonly listener: (records: readonly BusRecord[]) => Promise<void>;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly report: (line: Report) => void;
  readonly health: Health;
  readonly onCrash: (error: Error) => void;
}

/** What a listener is, or was last, at work on. */
interface Work {
  readonly last: bigint;
  readonly done: Promise<unknown>;
}

/** One member of a group. It joins again by itself as long as waiting may help. */
export class Subscription {
  readonly #part: string;
  readonly #leaving = new AbortController();
  /** Per topic and partition. */
  readonly #work = new Map<string, Work>();
  #consumer: Consumer | undefined;
  #joining: Promise<void> = Promise.resolve();
  #again: (() => void) | undefined;
  #watch: (() => void) | undefined;
  #lastHeartbeat = 0;
  #wait = FIRST_WAIT_MS;
  heard = 0;
  givenUp = 0;

  constructor(private readonly options: SubscriptionOptions) {
    this.#part = `hearing as ${options.group}`;
  }

  /** Resolves when it has joined, has found that it cannot yet, or goes on joining beside. */
  async join(): Promise<void> {
    this.#joining = this.#join();
    await this.#within(JOIN_PATIENCE_MS, this.#joining);
  }

  /** Lets the listener finish, and hears nothing more. */
  async leave(): Promise<void> {
    this.#leaving.abort();
    this.#again?.();
    this.#watch?.();
    await this.#joining;
    await Promise.all([...this.#work.values()].map(({ done }) => done));
    await this.#discard();
    this.options.health.well(this.#part);
  }

  async #join(): Promise<void> {
    const { kafka, group, topics, health } = this.options;
    health.asked(this.#part);
    const consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: SESSION_TIMEOUT_MS,
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_EVERY_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      // It would start the same consumer again. A new one has nothing of the old one's troubles.
      retry: { ...RETRY, restartOnFailure: async () => false },
    });
    this.#consumer = consumer;
    consumer.on(consumer.events.HEARTBEAT, () => void (this.#lastHeartbeat = this.options.clock.now()));
    consumer.on(consumer.events.GROUP_JOIN, () => this.#joined());
    consumer.on(consumer.events.CRASH, ({ payload: { error } }) => this.#crashed(consumer, error));
    try {
      await consumer.connect();
      health.answered(this.#part);
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: SIDE_BY_SIDE,
        eachBatch: (batch) => this.#take(batch),
      });
    } catch (error) {
      health.amiss(this.#part, await this.#why(error));
      await this.#later();
    }
  }

  #joined(): void {
    this.#wait = FIRST_WAIT_MS;
    this.#lastHeartbeat = this.options.clock.now();
    this.#watch ??= this.#listenForSilence();
    this.options.health.well(this.#part);
  }

  /** Called once the client has given this consumer up. */
  #crashed(consumer: Consumer, error: Error): void {
    if (this.#leaving.signal.aborted || consumer !== this.#consumer) return;
    this.options.health.amiss(this.#part, sentence(error, this.options.brokers));
    if (passes(error)) void this.#later();
    else this.options.onCrash(error);
  }

  async #later(): Promise<void> {
    this.#watch?.();
    this.#watch = undefined;
    await this.#discard();
    if (this.#leaving.signal.aborted) return;
    this.#again = this.options.clock.after(this.#wait, () => void this.join());
    this.#wait = Math.min(this.#wait * 2, LAST_WAIT_MS);
  }

  async #discard(): Promise<void> {
    const consumer = this.#consumer;
    this.#consumer = undefined;
    // Of a connection that is broken nothing is expected.
    await consumer?.disconnect().catch(() => undefined);
  }

  #listenForSilence(): () => void {
    return this.options.clock.after(SILENCE_MS / 6, () => {
      this.#watch = undefined;
      if (this.options.clock.now() - this.#lastHeartbeat < SILENCE_MS) {
        this.#watch = this.#listenForSilence();
        return;
      }
      const why = `No heartbeat to the brokers for ${SILENCE_MS / 1_000} s.`;
      this.options.health.amiss(this.#part, why);
      this.options.onCrash(new Error(why));
    });
  }

  async #why(error: unknown): Promise<string> {
    const { kafka, topics, brokers } = this.options;
    if (!isMissingTopic(error)) return sentence(error, brokers);
    return sayMissing(await missingTopics(kafka, topics).catch(() => topics));
  }

  /**
   * The records of one partition. They count as heard when the listener is through with them. If that takes long the
   * partition is paused, comes again afterwards, and is found done.
   */
  async #take({ batch, resolveOffset, pause }: EachBatchPayload): Promise<void> {
    const place = `${batch.topic}/${batch.partition}`;
    const before = this.#work.get(place);
    const first = BigInt(batch.messages[0]!.offset);
    let work = before;
    if (!work || work.last < first) {
      if (this.#leaving.signal.aborted) return;
      const records = batch.messages.map((message) => fromMessage(batch.topic, message));
      // Partitions go away and come back: an older listener may still be at work.
      const done = (before?.done ?? Promise.resolve()).then(() => this.#handOn(records));
      work = { last: BigInt(batch.messages.at(-1)!.offset), done };
      this.#work.set(place, work);
    }
    if (await this.#within(PATIENCE_MS, work.done)) resolveOffset(String(work.last));
    else void work.done.then(pause());
  }

  async #handOn(records: readonly BusRecord[]): Promise<void> {
    const { listener, group, clock, report } = this.options;
    const keys = new Map<string, BusRecord[]>();
    for (const record of records) {
      const own = keys.get(record.key);
      if (own) own.push(record);
      else keys.set(record.key, [record]);
    }
    const options = { group, clock, report, leaving: this.#leaving.signal };
    await Promise.all(
      [...keys.values()].map(async (own) => {
        for (let at = 0; at < own.length; at += BATCH) {
          const piece = own.slice(at, at + BATCH);
          if (await handOn(listener, piece, options)) this.heard += piece.length;
          else this.givenUp += piece.length;
        }
      }),
    );
  }

  async #within(ms: number, done: Promise<unknown>): Promise<boolean> {
    let cancel!: () => void;
    const late = new Promise<boolean>((resolve) => (cancel = this.options.clock.after(ms, () => resolve(false))));
    try {
      return await Promise.race([done.then(() => true), late]);
    } finally {
      cancel();
    }
  }
}
