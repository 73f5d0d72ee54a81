import type { Clock, Ids } from '@linli/kernel';
import type { Done, Envelope, Sent } from './command.js';
import type { Bus } from './ports/bus.port.js';
import type { Filler } from './ports/filler.port.js';
import type { Log } from './ports/log.port.js';
import type { Peer } from './ports/peer.port.js';
import type { Progress } from './ports/progress.port.js';
import type { Sealing } from './ports/sealing.port.js';
import type { Found, Scalar, Stored, ViewQuery, ViewStore } from './ports/view-store.port.js';
import type { ServiceModel } from './service-model.js';
import type { Decided, Streams } from './streams.js';
import type { AnyView, ViewDefinition } from './view.js';

/** What a service stands on. It cannot tell whether this is a laptop or a cluster. */
export interface Ground {
  readonly log: Log;
  readonly progress: Progress;
  readonly views: ViewStore;
  /** Fills what is rebuilt; where there is none, that is done here, between what is served. */
  readonly filler?: Filler;
  readonly bus: Bus;
  /** The services it hears, by name; filled before `start`. */
  readonly peers: ReadonlyMap<string, Peer>;
  readonly sealing: Sealing;
  readonly clock: Clock;
  readonly ids: Ids;
  /** One line of an operator's log. Never a payload. */
  readonly report: (line: Report) => void;
}

export interface Report {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly [detail: string]: unknown;
}

/** Sends a reaction's or due rule's command the way an account's command goes. */
export type Dispatch = (sent: Sent, envelope: Envelope) => Promise<unknown>;

export interface ViewChange {
  readonly view: string;
  readonly community: string;
  readonly id: string;
  readonly position: number;
  readonly roles: readonly string[];
  readonly needId?: string;
  readonly onlyOwn?: { readonly roles: readonly string[]; readonly people: readonly string[] };
}

/** The answer would not include what was asked for within two seconds: 503. */
export class NotReachedYet extends Error {}

/** Reading the live documents of a service's views. */
export interface Views {
  get<Doc>(view: AnyViewOf<Doc>, community: string, id: string): Promise<Stored<Doc> | undefined>;
  getMany<Doc>(view: AnyViewOf<Doc>, community: string, ids: readonly string[]): Promise<Stored<Doc>[]>;
  find<Doc>(view: AnyViewOf<Doc>, query: ViewQuery): Promise<Found<Doc>>;
  count<Doc>(view: AnyViewOf<Doc>, query: Omit<ViewQuery, 'orderBy' | 'limit' | 'cursor'>, by?: string): Promise<Map<Scalar, number>>;
  /** Position up to which the view has folded this community. */
  checkpoint(view: AnyView, community: string): Promise<number>;
  /** Waits until the view has this position; throws `NotReachedYet` after two seconds. */
  reach(view: AnyView, community: string, position: number): Promise<void>;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- which events the view knows does not matter for reading it
export type AnyViewOf<Doc> = ViewDefinition<Doc, any>;

/** One service's event engine. */
export interface Engine {
  readonly model: ServiceModel;
  readonly ground: Ground;
  readonly views: Views;
  /**
   * Loads, decides, appends: durable when it answers. A command id that is known is answered again and never decided
   * twice, also while its first sending is under way. Throws `Refusal`, `CommandIdReused`, `LogBusy`, `LogUnavailable`.
   */
  run<Answer extends object>(envelope: Envelope, decide: (streams: Streams) => Promise<Decided<Answer>>): Promise<Done & Answer>;
  /** As a source for others. */
  readonly peer: Peer;
  /** Documents that changed, for live updates. The answer ends it. */
  onChange(listener: (changes: readonly ViewChange[]) => void): () => void;
  /** Resolves when all that is in the log now has been folded, reacted to and published. For tests, shutdown and rebuild. */
  settled(): Promise<void>;
}
