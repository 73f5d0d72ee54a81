import type { Decider, DomainEvent } from '@linli/kernel';

/** A stream as a decision saw it. */
export interface Loaded<State> {
  readonly stream: string;
  readonly id: string;
  readonly state: State;
  /** Version of its last event, what readers see; 0 when nothing has happened. */
  readonly version: number;
  readonly exists: boolean;
}

/**
 * How a command reads what it decides over. Everything loaded here stands in the commit's `writes`: if another
 * decision touches one of these streams first, this one is decided again.
 */
export interface Streams {
  /** The thing the command is about: 404 when it does not exist, 412 when the sender saw another version. `what` names it in the sentence. */
  target<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string, what: string): Promise<Loaded<State>>;
  /** Another thing the decision relies on and that must exist. */
  require<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string, what: string): Promise<Loaded<State>>;
  /** A thing that may or may not exist yet. */
  load<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string): Promise<Loaded<State>>;
  /** A thing that begins with this command, under an id just made: there is nothing to read. Should there be, the log refuses. */
  begin<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string): Loaded<State>;
  /**
   * Reads without relying on it: for reference data (an area's settings) that many decisions share, and where the
   * value of a moment ago is as good. It does not stand in `writes`.
   */
  peek<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string): Promise<Loaded<State>>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- which commands it takes does not matter for reading
export type AnyDecider<State, Event extends DomainEvent> = Pick<Decider<State, any, Event>, 'stream' | 'initialState' | 'evolve'>;

/** What happens to one of the streams loaded. */
export interface Change {
  readonly of: Loaded<unknown>;
  readonly events: readonly DomainEvent[];
}

export const change = (of: Loaded<unknown>, events: readonly DomainEvent[]): Change => ({ of, events });

/** What a decision comes to: the first change is what the command is about; the answer's members join id, version and position. */
export interface Decided<Answer extends object> {
  readonly changes: readonly [Change, ...Change[]];
  readonly answer?: Answer;
}
