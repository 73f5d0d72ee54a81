import { eventsOf, type LoggedEvent, type Upcasters } from '../event.js';
import type { StoredCommit } from '../commit.js';
import type { ReadLog } from '../ports/log.port.js';

/** Commits per community kept at hand, so that what was just written need not be read and parsed again by each follower. */
const RECENT = 512;
/** Of all communities together: a piece that was written to longest ago goes first. */
const RECENT_TOGETHER = 10_000;

/** Reads a service's logs for those who follow them. */
export class Tail {
  /** Per community an unbroken piece of what this copy has written; the latest written to stand last. */
  readonly #recent = new Map<string, StoredCommit[]>();
  readonly #events = new WeakMap<StoredCommit, LoggedEvent[]>();
  readonly #stop: () => void;
  #written = 0;
  #kept = 0;

  constructor(
    private readonly source: string,
    private readonly log: Pick<ReadLog, 'shared' | 'read' | 'onAppended'>,
    private readonly upcasters: Upcasters,
    onAppended: (communities: ReadonlySet<string>) => void,
  ) {
    this.#stop = log.onAppended((commits) => {
      this.#written += commits.length;
      const communities = new Set<string>();
      for (const commit of commits) {
        communities.add(commit.community);
        this.#keep(commit);
      }
      onAppended(communities);
    });
  }

  #keep(commit: StoredCommit): void {
    const before = this.#forget(commit.community);
    // Another copy of the service may have written in between: only an unbroken piece is kept.
    const recent = before?.at(-1)?.position === commit.position - 1 ? before : [];
    recent.push(commit);
    if (recent.length > 2 * RECENT) recent.splice(0, recent.length - RECENT);
    this.#recent.set(commit.community, recent);
    this.#kept += recent.length;
    while (this.#kept > RECENT_TOGETHER) this.#forget(this.#recent.keys().next().value!);
  }

  #forget(community: string): StoredCommit[] | undefined {
    const recent = this.#recent.get(community);
    this.#recent.delete(community);
    this.#kept -= recent?.length ?? 0;
    return recent;
  }

  /** How many commits this copy has written: whether somebody is at work here. */
  get written(): number {
    return this.#written;
  }

  /** The next commits of a community, oldest first. */
  async after(community: string, position: number, limit: number): Promise<readonly StoredCommit[]> {
    const recent = this.#recent.get(community);
    if (recent) {
      const next = position + 1 - recent[0]!.position;
      if (next >= 0 && next < recent.length) return recent.slice(next, next + limit);
      // Alone, nothing can follow on the last that was told of; with others there may.
      if (next === recent.length && !this.log.shared) return [];
    }
    return this.log.read(community, position, limit);
  }

  /** The events of a commit, made once for all followers. */
  events(commit: StoredCommit): readonly LoggedEvent[] {
    let events = this.#events.get(commit);
    if (!events) {
      events = eventsOf(this.source, commit, this.upcasters);
      this.#events.set(commit, events);
    }
    return events;
  }

  close(): void {
    this.#stop();
  }
}
