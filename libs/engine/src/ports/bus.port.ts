/**
 * A CloudEvents 1.0 record in Kafka's binary mode: attributes in `ce_…` headers, the data as the value. The embedded
 * bus carries the same bytes, so a fault in their making shows on a laptop.
 */
export interface BusRecord {
  readonly topic: string;
  /** The community: order is kept per key. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array;
}

/** Carries hints. It may repeat, reorder and lose: whoever hears counts the numbers and pulls what is missing. */
export interface Bus {
  publish(records: readonly BusRecord[]): Promise<void>;
  /** The promise of the listener is back-pressure. `group` hears each record once among its copies. */
  subscribe(
    group: string,
    topics: readonly string[],
    listener: (records: readonly BusRecord[]) => Promise<void>,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
