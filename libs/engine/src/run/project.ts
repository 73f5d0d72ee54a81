import type { Ground, ViewChange } from '../engine.js';
import { idOf, type LoggedEvent } from '../event.js';
import type { StoredCommit } from '../commit.js';
import type { Generation, ViewBatch } from '../ports/view-store.port.js';
import type { LookUp } from '../service-model.js';
import { fieldsOf } from '../view-query.js';
import type { AnyView } from '../view.js';
import { Follower } from './follower.js';
import type { Tail } from './tail.js';
import { Turns } from './turns.js';

/** Commits folded in one go. */
const BATCH = 500;

/** Folds the log into one generation of one view. */
export class Projection {
  readonly follower: Follower;
  /** Documents that stand still until they are mended: `<community>/<id>`. */
  readonly #still = new Set<string>();
  /** Folding and mending take turns. */
  readonly #turns = new Turns();
  readonly #folded = new Map<string, number>();

  constructor(
    readonly definition: AnyView,
    readonly generation: Generation,
    private readonly ground: Ground,
    private readonly tail: Tail,
    private readonly lookUps: readonly LookUp[],
    private readonly onChange: (changes: readonly ViewChange[]) => void,
  ) {
    this.follower = new Follower(`view ${definition.name}`, tail, ground, {
      batch: BATCH,
      begin: (community) => ground.views.checkpoint(generation, community),
      take: (community, commits, from) => this.#turns.run(community, () => this.#take(community, commits, from)),
    });
  }

  /** Fills the look-ups beside this view from its documents, before anything is followed. */
  async begin(communities: readonly string[], still: readonly { community: string; subject: string }[]): Promise<void> {
    for (const { community, subject } of still) this.#still.add(`${community}/${subject}`);
    if (this.lookUps.length === 0) return;
    for (const lookUp of this.lookUps) lookUp.reset();
    for (const community of communities) {
      for (let after = ''; ;) {
        const documents = await this.ground.views.all(this.generation, community, after, BATCH);
        if (documents.length === 0) break;
        for (const lookUp of this.lookUps) await lookUp.take(documents);
        after = documents[documents.length - 1]!.id;
      }
    }
  }

  async #take(community: string, commits: readonly StoredCommit[], from: number): Promise<number> {
    const events = commits.flatMap((commit) => this.tail.events(commit));
    const to = commits[commits.length - 1]!.position;
    const batch = await this.#fold(community, events, from, to);
    if (!(await this.ground.views.save(this.generation, batch))) {
      // Another copy of this service was quicker: read on from where it is.
      return this.ground.views.checkpoint(this.generation, community);
    }
    this.#folded.set(community, to);
    if (batch.documents.length > 0) {
      for (const lookUp of this.lookUps) await lookUp.take(batch.documents.map(({ id, doc }) => ({ community, id, doc })));
      this.#tell(community, batch);
    }
    return to;
  }

  async #fold(community: string, events: readonly LoggedEvent[], from: number, to: number): Promise<ViewBatch<unknown>> {
    const touched: { event: LoggedEvent; ids: readonly string[] }[] = [];
    for (const event of events) {
      try {
        const ids = keysOf(this.definition, event);
        if (ids.length > 0) touched.push({ event, ids });
      } catch (error) {
        await this.#standStill(community, idOf(event.subject), event, error);
      }
    }
    const before = new Map(
      (await this.ground.views.get(this.generation, community, [...new Set(touched.flatMap(({ ids }) => ids))])).map((stored) => [
        stored.id,
        stored,
      ]),
    );
    const next = new Map<string, { doc: unknown; position: number }>();
    for (const { event, ids } of touched) {
      for (const id of ids) {
        if (this.#still.has(`${community}/${id}`)) continue;
        try {
          const was = next.has(id) ? next.get(id)!.doc : before.get(id)?.doc;
          const doc = this.definition.project(was as never, event as never, id) as unknown;
          // A store refuses a field that is not what was declared: here that concerns one document, there the whole batch.
          if (doc !== undefined) fieldsOf(this.definition.fields, doc);
          next.set(id, { doc, position: event.position });
        } catch (error) {
          await this.#standStill(community, id, event, error);
        }
      }
    }
    return {
      community,
      from,
      to,
      documents: [...next]
        .filter(([id, { doc }]) => doc !== undefined || before.has(id))
        .map(([id, { doc, position }]) => ({ id, doc, position, was: before.get(id)?.position ?? 0 })),
    };
  }

  /** One document that cannot be folded must not stop the others. */
  async #standStill(community: string, id: string, event: LoggedEvent, error: unknown): Promise<void> {
    this.#still.add(`${community}/${id}`);
    await this.ground.progress.setAside({
      id: `view/${this.definition.name}/${community}/${id}`,
      kind: 'view',
      consumer: this.definition.name,
      community,
      subject: id,
      position: event.position,
      at: event.at,
      error: String(error),
    });
    this.ground.report({
      level: 'error',
      message: 'a document of a view was set aside',
      view: this.definition.name,
      community,
      type: event.type,
      error: String(error),
    });
  }

  /** Folds one document afresh from the whole log; throws when it still cannot be folded. */
  async mend(community: string, id: string): Promise<void> {
    await this.#turns.run(community, async () => {
      const to = this.#folded.get(community) ?? (await this.ground.views.checkpoint(this.generation, community));
      const { doc, position } = await foldOne(this.definition, this.tail, community, id, to);
      await this.ground.views.mend(this.generation, community, id, doc, position);
      this.#still.delete(`${community}/${id}`);
      for (const lookUp of this.lookUps) await lookUp.take([{ community, id, doc }]);
    });
  }

  #tell(community: string, batch: ViewBatch<unknown>): void {
    const { live } = this.definition;
    if (!live) return;
    this.onChange(
      batch.documents.map(({ id, doc, position }) => ({
        view: this.definition.name,
        community,
        id,
        position,
        roles: live.roles,
        ...(doc !== undefined && live.mention?.(doc as never)),
        ...(live.onlyOwn && { onlyOwn: { roles: live.onlyOwn.roles, people: doc === undefined ? [] : live.onlyOwn.people(doc as never) } }),
      })),
    );
  }
}

/** Ids of the documents an event changes; a view that cannot say so for an event it does not know says none. */
export const keysOf = (definition: AnyView, event: LoggedEvent): readonly string[] => [...new Set(definition.keys(event as never))];

const foldOne = async (
  definition: AnyView,
  tail: Tail,
  community: string,
  id: string,
  to: number,
): Promise<{ doc: unknown; position: number }> => {
  let doc: unknown;
  let position = 0;
  for (let at = 0; at < to;) {
    const commits = await tail.after(community, at, BATCH);
    if (commits.length === 0) break;
    for (const commit of commits) {
      at = commit.position;
      if (at > to) break;
      for (const event of tail.events(commit)) {
        if (!keysOf(definition, event).includes(id)) continue;
        doc = definition.project(doc as never, event as never, id);
        position = event.position;
      }
    }
  }
  return { doc, position };
};
