import type { Instant } from '@linli/kernel';

/** Something that an operator must look at. */
export interface SetAside {
  readonly id: string;
  /**
   * `reaction`, `view` and `record` (heard, and not as its contract says) wait for a replay; a `refusal` ended a reaction and is only
   * listed; a `fork` stops hearing.
   */
  readonly kind: 'reaction' | 'view' | 'record' | 'refusal' | 'fork';
  /** The reaction, view or source. */
  readonly consumer: string;
  readonly community: string;
  /** The stream, or the view's document, that stands still. */
  readonly subject: string;
  /** In the own log; the source's number of a record or fork. */
  readonly position: number;
  readonly at: Instant;
  /** Name and message of the error, without anybody's data. */
  readonly error: string;
}

/**
 * How far publishing and each reaction are, and what was set aside. Kept with the log, as durable as it. Views keep
 * their own checkpoints with their documents.
 */
export interface Progress {
  /** The last position this consumer is past; undefined when it has never been here. */
  position(consumer: string, community: string): Promise<number | undefined>;
  /** Where this consumer is, durably: at `position` when it has never been here. Of two who begin at once the first says where. */
  begin(consumer: string, community: string, position: number): Promise<number>;
  /** Moves forwards only. May be lost in a crash: whoever reads on does the same work again, harmlessly. */
  advance(consumer: string, community: string, position: number): Promise<void>;
  /** Makes durable what was advanced. */
  settle(): Promise<void>;
  /** Keeps the first entry of an id. */
  setAside(entry: SetAside): Promise<void>;
  /** Oldest first. */
  listSetAside(): Promise<SetAside[]>;
  mend(id: string): Promise<void>;
  /** Subjects of this consumer that stand still: those with an entry of this kind. Asked before every batch, so it must be quick. */
  still(kind: Exclude<SetAside['kind'], 'refusal'>, consumer: string, community: string): Promise<ReadonlySet<string>>;
}
