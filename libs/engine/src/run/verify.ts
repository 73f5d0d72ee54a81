import { chain, emptyHead, publicEvents, type CommitBody, type StoredCommit } from '../commit.js';
import { eventsOf, type LoggedEvent, type Upcasters } from '../event.js';
import type { Log } from '../ports/log.port.js';
import type { Generation, ViewStore } from '../ports/view-store.port.js';
import type { AnyView } from '../view.js';
import { canonical, keysOf } from './fold.js';
import { standing } from './project.js';

const PAGE = 500;

/** Something that is not as it must be. */
export interface Fault {
  readonly service: string;
  readonly community: string;
  /** The commit, where one is at fault. */
  readonly position?: number;
  /** The view and document, where they are at fault. */
  readonly view?: string;
  readonly document?: string;
  readonly message: string;
}

export interface Verified {
  readonly commits: number;
  readonly events: number;
  readonly documents: number;
  readonly faults: readonly Fault[];
}

export interface Verifiable {
  readonly service: string;
  readonly log: Log;
  readonly views: ViewStore;
  readonly live: readonly { readonly definition: AnyView; readonly generation: Generation }[];
  readonly upcasters: Upcasters;
  /** Documents known to stand still: not compared. */
  readonly still: ReadonlySet<string>;
  readonly onProgress?: (commits: number) => void;
}

/**
 * Reads every commit, checks each number, each hash and what the index says of it, folds every view afresh and compares.
 * The service may go on meanwhile: what comes after the head that was first read is left to the next time.
 */
export const verifyService = async (subject: Verifiable): Promise<Verified> => {
  const { service, log } = subject;
  const faults: Fault[] = [];
  let commits = 0;
  let events = 0;
  let documents = 0;
  for (const head of await log.heads()) {
    const { community } = head;
    const fault = (message: string, position?: number): void =>
      void faults.push({ service, community, message, ...(position !== undefined && { position }) });
    const folds = await Promise.all(
      subject.live.map(
        async ({ definition, generation }) =>
          new FreshFold(definition, generation, Math.min(head.position, await subject.views.checkpoint(generation, community))),
      ),
    );
    let before = emptyHead(community);
    const versions = new Map<string, number>();
    let readable = true;
    while (readable && before.position < head.position) {
      const page = await log.read(community, before.position, Math.min(PAGE, head.position - before.position));
      if (page.length === 0) break;
      for (const commit of page) {
        commits += 1;
        const wrong = await faultsOf(subject, commit, before.position, before.hash, before.sequence, versions);
        for (const message of wrong.messages) fault(message, commit.position);
        if (!wrong.body) {
          readable = false;
          break;
        }
        before = {
          community,
          position: commit.position,
          hash: commit.hash,
          sequence: before.sequence + publicEvents(wrong.body),
          at: wrong.body.at,
        };
        events += wrong.events.length;
        for (const event of wrong.events) for (const fold of folds) fold.take(event);
      }
      subject.onProgress?.(commits);
    }
    // Whatever follows on a commit that cannot be read says nothing.
    if (!readable) continue;
    if (before.position !== head.position || before.hash !== head.hash)
      fault(`The log ends at ${before.position}, its head says ${head.position}.`);
    for (const fold of folds) {
      documents += fold.size;
      for (const { document, message } of await fold.differences(subject, community))
        faults.push({ service, community, view: fold.definition.name, document, message });
    }
  }
  return { commits, events, documents, faults };
};

const faultsOf = async (
  { log, service, upcasters }: Verifiable,
  commit: StoredCommit,
  position: number,
  previous: string,
  sequence: number,
  versions: Map<string, number>,
): Promise<{ messages: string[]; body?: CommitBody; events: readonly LoggedEvent[] }> => {
  const messages: string[] = [];
  if (commit.position !== position + 1) messages.push(`Commit ${commit.position} follows on ${position}.`);
  if (chain(previous, commit.bytes) !== commit.hash)
    messages.push(`The bytes of commit ${commit.position} are not those that were hashed.`);
  let body: CommitBody;
  let events: readonly LoggedEvent[];
  let publics: number;
  let writes: CommitBody['writes'];
  try {
    body = commit.body;
    events = eventsOf(service, commit, upcasters);
    publics = publicEvents(body);
    writes = [...body.writes];
  } catch {
    return { messages: [...messages, `Commit ${commit.position} cannot be read.`], events: [] };
  }
  if (body.position !== commit.position || body.community !== commit.community)
    messages.push(`Commit ${commit.position} says it is ${body.community} ${body.position}.`);
  if (publics > 0 && body.sequence !== sequence + 1)
    messages.push(`The public events of commit ${commit.position} are numbered from ${body.sequence}, not ${sequence + 1}.`);
  for (const [stream, version] of writes) {
    if (version !== (versions.get(stream) ?? 0) + 1)
      messages.push(`Commit ${commit.position} makes version ${version} of ${stream} after ${versions.get(stream) ?? 0}.`);
    versions.set(stream, version);
  }
  const indexed = await log.indexed(commit.community, commit.position);
  const derived = {
    hash: commit.hash,
    sequence: sequence + publics,
    writes: [...writes].sort(byStream),
    ...(body.command && { command: { sender: body.command.sender, id: body.command.id } }),
  };
  const kept = indexed && {
    hash: indexed.hash,
    sequence: indexed.sequence,
    writes: [...indexed.writes].sort(byStream),
    ...(indexed.command && { command: indexed.command }),
  };
  if (JSON.stringify(kept) !== JSON.stringify(derived))
    messages.push(`The index of commit ${commit.position} does not say what its bytes say.`);
  return { messages, body, events };
};

const byStream = (left: readonly [string, number], right: readonly [string, number]): number =>
  left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : left[1] - right[1];

interface Difference {
  readonly document: string;
  readonly message: string;
}

/** Documents as they were found, and up to where each was folded. */
type Found = Map<string, { readonly position: number; readonly doc: unknown }>;

/** One view folded from nothing: up to a position, or each document up to where it was found. */
class FreshFold {
  readonly #documents = new Map<string, unknown>();
  readonly #broken = new Set<string>();
  constructor(
    readonly definition: AnyView,
    private readonly generation: Generation,
    private readonly until: number | Found,
  ) {}

  get size(): number {
    return this.#documents.size;
  }

  take(event: LoggedEvent): void {
    let ids: readonly string[] = [];
    try {
      ids = keysOf(this.definition, event).filter((id) => event.position <= this.#untilOf(id));
      for (const id of ids) {
        if (this.#broken.has(id)) continue;
        const doc = this.definition.project(this.#documents.get(id) as never, event as never, id) as unknown;
        if (doc === undefined) this.#documents.delete(id);
        else this.#documents.set(id, doc);
      }
    } catch {
      // What cannot be folded stands among what was set aside; it is not compared.
      for (const id of ids) this.#broken.add(id);
    }
  }

  /** Documents that have moved on since the fold began are folded once more, each up to where it was found. */
  async differences(subject: Verifiable, community: string): Promise<Difference[]> {
    const { views, log, service, upcasters, still } = subject;
    const found: Found = new Map();
    const moved: Found = new Map();
    for (let after = ''; ;) {
      const page = await views.all(this.generation, community, after, PAGE);
      if (page.length === 0) break;
      for (const { id, doc, position } of page) (position <= this.#untilOf(id) ? found : moved).set(id, { position, doc });
      after = page[page.length - 1]!.id;
    }
    const missing = [...this.#documents.keys()].filter((id) => !found.has(id) && !moved.has(id));
    for (const { id, position, doc } of missing.length > 0 ? await views.standing(this.generation, community, missing) : [])
      if (position > this.#untilOf(id)) moved.set(id, { position, doc });
    const ignored = (id: string): boolean => still.has(`${standing(this.generation)}/${community}/${id}`);
    const differences = this.#compare([...found.keys(), ...missing.filter((id) => !moved.has(id))], found, ignored);
    if (moved.size === 0) return differences;
    const again = new FreshFold(this.definition, this.generation, moved);
    const end = Math.max(...[...moved.values()].map(({ position }) => position));
    for (let at = 0; at < end;) {
      const page = await log.read(community, at, PAGE);
      if (page.length === 0) break;
      for (const commit of page) for (const event of eventsOf(service, commit, upcasters)) again.take(event);
      at = page[page.length - 1]!.position;
    }
    return [...differences, ...again.#compare([...moved.keys()], moved, ignored)];
  }

  #untilOf(id: string): number {
    return typeof this.until === 'number' ? this.until : (this.until.get(id)?.position ?? 0);
  }

  #compare(ids: readonly string[], found: Found, ignored: (id: string) => boolean): Difference[] {
    return ids.flatMap((document) => {
      if (this.#broken.has(document) || ignored(document)) return [];
      const fresh = this.#documents.get(document);
      const live = found.get(document)?.doc;
      if (canonical(fresh) === canonical(live)) return [];
      if (fresh === undefined) return [{ document, message: 'The live view has a document that a fresh fold has not.' }];
      if (live === undefined) return [{ document, message: 'A fresh fold has a document that the live view has not.' }];
      return [{ document, message: 'The live document is not what a fresh fold gives.' }];
    });
  }
}
