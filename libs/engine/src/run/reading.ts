import { notFound, Refusal, type DomainEvent } from '@linli/kernel';
import { eventsOf, type Upcasters } from '../event.js';
import type { Log } from '../ports/log.port.js';
import type { AnyDecider, Loaded, Streams } from '../streams.js';
import type { Lru } from './lru.js';

/** A folded stream and up to where. */
export interface Folded {
  readonly state: unknown;
  /** Version of the last commit that touched it. */
  readonly head: number;
  /** Version of its last event. */
  readonly version: number;
}

export type FoldedStreams = Lru<string, Folded>;

interface Entry {
  readonly loaded: Loaded<unknown>;
  readonly decider: AnyDecider<unknown, DomainEvent>;
  readonly head: number;
  readonly cached: boolean;
  readonly reliedOn: boolean;
}

/** What one attempt at a decision has read. */
export class Reading implements Streams {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly source: string,
    private readonly log: Log,
    private readonly folded: FoldedStreams,
    private readonly upcasters: Upcasters,
    private readonly community: string,
    private readonly ifMatch: number | undefined,
  ) {}

  async target<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string, what: string): Promise<Loaded<State>> {
    const loaded = await this.require(decider, id, what);
    if (this.ifMatch !== undefined && this.ifMatch !== loaded.version) {
      throw new Refusal('version-conflict', 'version-conflict', `Somebody else has changed this ${what} since you read it.`, {
        version: loaded.version,
        changes: await this.#changesAfter(loaded.stream, this.ifMatch),
      });
    }
    return loaded;
  }

  async require<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string, what: string): Promise<Loaded<State>> {
    const loaded = await this.load(decider, id);
    return loaded.exists ? loaded : notFound(what);
  }

  async load<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string): Promise<Loaded<State>> {
    return this.#read(decider, id, true);
  }

  begin<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string): Loaded<State> {
    return this.#enter(decider, id, { state: decider.initialState, head: 0, version: 0 }, { cached: false, reliedOn: true });
  }

  async peek<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string): Promise<Loaded<State>> {
    return this.#read(decider, id, false);
  }

  /** The streams the decision relied on, with the heads it saw. */
  get reliedOn(): readonly Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.reliedOn);
  }

  entry(stream: string): Entry | undefined {
    return this.#entries.get(stream);
  }

  /** Whether something it read from memory has moved in the log: another copy of the service may have written. */
  async isStale(): Promise<boolean> {
    for (const { loaded, head, cached } of this.#entries.values())
      if (cached && (await this.log.streamVersion(this.community, loaded.stream)) !== head) return true;
    return false;
  }

  /** Lets what was read be read afresh. */
  drop(): void {
    for (const stream of this.#entries.keys()) this.folded.delete(this.#key(stream));
  }

  #key(stream: string): string {
    return `${this.community}/${stream}`;
  }

  async #read<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, id: string, reliedOn: boolean): Promise<Loaded<State>> {
    const stream = `${decider.stream}/${id}`;
    const before = this.#entries.get(stream);
    if (before && (before.reliedOn || !reliedOn)) return before.loaded as Loaded<State>;
    const cached = this.folded.get(this.#key(stream));
    // What is only peeked at is not checked by the append, so its age is checked here.
    const fresh = cached && (reliedOn || (await this.log.streamVersion(this.community, stream)) === cached.head);
    const folded = fresh ? cached : await this.#fold(decider, stream);
    if (!fresh) this.folded.set(this.#key(stream), folded);
    return this.#enter(decider, id, folded, { cached: Boolean(fresh), reliedOn });
  }

  #enter<State, Event extends DomainEvent>(
    decider: AnyDecider<State, Event>,
    id: string,
    { state, head, version }: Folded,
    how: Pick<Entry, 'cached' | 'reliedOn'>,
  ): Loaded<State> {
    const stream = `${decider.stream}/${id}`;
    const loaded: Loaded<State> = { stream, id, state: state as State, version, exists: version > 0 };
    this.#entries.set(stream, { loaded, decider: decider as unknown as AnyDecider<unknown, DomainEvent>, head, ...how });
    return loaded;
  }

  async #fold<State, Event extends DomainEvent>(decider: AnyDecider<State, Event>, stream: string): Promise<Folded> {
    let state = decider.initialState;
    let head = 0;
    let version = 0;
    for (const commit of await this.log.stream(this.community, stream)) {
      head += 1;
      for (const event of eventsOf(this.source, commit, this.upcasters)) {
        if (event.subject !== stream) continue;
        state = decider.evolve(state, event.data as Event);
        version = event.version;
      }
    }
    return { state, head, version };
  }

  async #changesAfter(stream: string, version: number): Promise<{ type: string; at: string; version: number }[]> {
    const commits = await this.log.stream(this.community, stream, version);
    return commits.flatMap((commit) =>
      eventsOf(this.source, commit, this.upcasters)
        .filter((event) => event.subject === stream)
        .map(({ type, at, version: of }) => ({ type, at, version: of })),
    );
  }
}
