import type { Ground, ViewChange } from '../engine.js';
import { idOf, type LoggedEvent } from '../event.js';
import type { StoredCommit } from '../commit.js';
import type { Generation, Stored, ViewBatch } from '../ports/view-store.port.js';
import { LeftOut, type LookedUp, type LookUp } from '../service-model.js';
import { fieldsOf } from '../view-query.js';
import type { AnyView } from '../view.js';
import { canonical, foldOne, keysOf } from './fold.js';
import { Follower } from './follower.js';
import type { Tail } from './tail.js';
import { Turns } from './turns.js';

/** Commits folded in one go. */
const BATCH = 500;

/** Who is told of the documents that a live view holds. */
export interface Showing {
  readonly lookUps: readonly LookUp[];
  readonly tell: (changes: readonly ViewChange[]) => void;
}

/** A document as it stands now. */
interface Shown {
  readonly id: string;
  readonly doc: unknown;
  readonly position: number;
}

/** The documents that stand still, as a consumer among what was set aside. */
export const standing = ({ view, generation }: Generation): string => `${view}#${generation}`;

/**
 * Folds the log into one generation of one view. Several copies of a service may do so at once: the checkpoint lets one
 * of them win each batch. Whoever comes later folds nothing, but shows what the winner has folded to its own look-ups
 * and listeners; its position says up to where it has shown.
 */
export class Projection {
  readonly follower: Follower;
  /** Folding and mending take turns. */
  readonly #turns = new Turns();
  /** The checkpoint of a community as last seen. */
  readonly #checkpoints = new Map<string, number>();
  /** Ids of the documents that were shown, by community; none of a community before its first were. */
  readonly #shown = new Map<string, Set<string>>();
  #showing: Showing | undefined;

  constructor(
    readonly definition: AnyView,
    readonly generation: Generation,
    private readonly ground: Pick<Ground, 'views' | 'progress' | 'clock' | 'report'>,
    private readonly tail: Tail,
  ) {
    this.follower = new Follower(`view ${definition.name}`, tail, ground, {
      batch: BATCH,
      givesWay: () => !this.#showing,
      begin: (community) => this.#begin(community),
      take: (community, commits, from) => this.#turns.run(community, () => this.#take(community, commits, from)),
    });
  }

  /** From now on this is what queries read. `before` has stopped: its listeners go on with this one. */
  async serve(showing: Showing, before?: Projection): Promise<void> {
    this.#showing = showing;
    if (!before) for (const lookUp of showing.lookUps) lookUp.reset();
    if (before) for (const [community, ids] of before.#shown) this.#shown.set(community, ids);
    for (const community of this.follower.begun) {
      await this.#turns.run(community, async () => {
        await this.#showAll(community);
        // What was folded in here while the other one was still shown.
        const to = this.follower.position(community);
        const shown = before?.follower.begun.includes(community) ? before.follower.position(community) : to;
        for (let at = shown; at < to;) {
          const commits = await this.tail.after(community, at, BATCH);
          if (commits.length === 0) break;
          at = await this.#trail(community, commits, to);
        }
      });
    }
  }

  /** Folds one document afresh from the log, up to where it stands; throws when it cannot be folded. */
  async refold(community: string, id: string): Promise<void> {
    const { views } = this.ground;
    await this.#turns.run(community, async () => {
      const [stands] = await views.standing(this.generation, community, [id]);
      const to = Math.max(stands?.position ?? 0, await views.checkpoint(this.generation, community));
      const { doc, position } = await foldOne(this.definition, this.tail, community, id, to);
      if (canonical(doc) === canonical(stands?.doc) && position === (stands?.position ?? 0)) return;
      await views.mend(this.generation, community, id, doc, position);
      await this.#show(community, [{ id, doc, position }]);
    });
  }

  /** The checkpoint first: what changes while the documents are read comes after it and is shown again. */
  async #begin(community: string): Promise<number> {
    const checkpoint = await this.ground.views.checkpoint(this.generation, community);
    if (this.#showing) await this.#showAll(community);
    return checkpoint;
  }

  /** Fills the look-ups, and takes out of them what is in this generation no more. */
  async #showAll(community: string): Promise<void> {
    const gone = new Set(this.#shown.get(community));
    const ids = new Set<string>();
    this.#shown.set(community, ids);
    if (!this.#showing?.lookUps.length) return;
    for (let after = ''; ;) {
      const documents = await this.ground.views.all(this.generation, community, after, BATCH);
      if (documents.length === 0) break;
      await this.#handOn(documents);
      for (const { id } of documents) {
        ids.add(id);
        gone.delete(id);
      }
      after = documents[documents.length - 1]!.id;
    }
    if (gone.size > 0) await this.#handOn([...gone].map((id) => ({ community, id, doc: undefined })));
  }

  async #handOn(documents: readonly LookedUp<unknown>[]): Promise<void> {
    for (const lookUp of this.#showing?.lookUps ?? [])
      await lookUp.take(documents).catch((error: unknown) => {
        if (!(error instanceof LeftOut)) throw error;
        const { name: view } = this.definition;
        this.ground.report({ level: 'error', message: 'documents are left out of a look-up', view, ids: error.ids, error: error.message });
      });
  }

  async #take(community: string, commits: readonly StoredCommit[], from: number): Promise<number> {
    const known = this.#checkpoints.get(community) ?? 0;
    if (known > from) return this.#trail(community, commits, known);
    const to = commits[commits.length - 1]!.position;
    const { batch, ahead } = await this.#fold(community, commits, from, to);
    if (await this.ground.views.save(this.generation, batch)) {
      this.#checkpoints.set(community, to);
      await this.#show(community, [...ahead, ...batch.documents]);
      return to;
    }
    // Another copy was quicker: with all of it, or with some documents and it is about to move the checkpoint.
    const checkpoint = await this.ground.views.checkpoint(this.generation, community);
    this.#checkpoints.set(community, checkpoint);
    return checkpoint > from ? this.#trail(community, commits, checkpoint) : checkpoint;
  }

  /** Shows documents that are folded already as they are now; answers up to where. */
  async #trail(community: string, commits: readonly StoredCommit[], until: number): Promise<number> {
    const folded = commits.filter(({ position }) => position <= until);
    const to = folded[folded.length - 1]?.position ?? until;
    if (!this.#showing || (this.#showing.lookUps.length === 0 && !this.definition.live)) return to;
    const last = new Map<string, number>();
    for (const commit of folded) {
      for (const event of this.tail.events(commit)) {
        try {
          for (const id of keysOf(this.definition, event)) last.set(id, event.position);
        } catch {
          // It stands among what was set aside: whoever folded it has put it there.
        }
      }
    }
    const documents = new Map(
      (await this.ground.views.get(this.generation, community, [...last.keys()])).map((document) => [document.id, document]),
    );
    await this.#show(
      community,
      [...last].map(([id, position]) => ({ id, doc: documents.get(id)?.doc, position: documents.get(id)?.position ?? position })),
    );
    return to;
  }

  /** The next batch; and what it touches but holds already, because it was written and the checkpoint was not: `ahead`. */
  async #fold(
    community: string,
    commits: readonly StoredCommit[],
    from: number,
    to: number,
  ): Promise<{ batch: ViewBatch<unknown>; ahead: readonly Shown[] }> {
    const { views, progress } = this.ground;
    const touched: { event: LoggedEvent; ids: readonly string[] }[] = [];
    const unclear: { event: LoggedEvent; error: unknown }[] = [];
    for (const event of commits.flatMap((commit) => this.tail.events(commit))) {
      try {
        const ids = keysOf(this.definition, event);
        if (ids.length > 0) touched.push({ event, ids });
      } catch (error) {
        unclear.push({ event, error });
      }
    }
    // Most of what happens is no business of most views: then nobody is asked anything.
    if (touched.length === 0 && unclear.length === 0) return { batch: { community, from, to, documents: [] }, ahead: [] };
    // Asked anew for each batch: another copy may have set aside or mended.
    const still = new Set(await progress.still('view', standing(this.generation), community));
    const standStill = async (id: string, event: LoggedEvent, error: unknown): Promise<void> => {
      still.add(id);
      await this.#setAside(community, id, event, error);
    };
    for (const { event, error } of unclear) await standStill(idOf(event.subject), event, error);
    const ids = [...new Set(touched.flatMap((touch) => touch.ids))];
    const before = new Map((await views.standing(this.generation, community, ids)).map((stands) => [stands.id, stands]));
    const next = new Map<string, { doc: unknown; position: number; existed: boolean }>();
    for (const { event, ids: concerned } of touched) {
      for (const id of concerned) {
        // What a document holds already is not folded into it twice.
        if (still.has(id) || (before.get(id)?.position ?? 0) >= event.position) continue;
        try {
          const was = next.has(id) ? next.get(id)!.doc : before.get(id)?.doc;
          const doc = this.definition.project(was as never, event as never, id) as unknown;
          // A store refuses a field that is not what was declared: here that concerns one document, there the whole batch.
          if (doc !== undefined) fieldsOf(this.definition.fields, doc);
          next.set(id, { doc, position: event.position, existed: doc !== undefined || (next.get(id)?.existed ?? false) });
        } catch (error) {
          await standStill(id, event, error);
        }
      }
    }
    // What came and went within the batch leaves a tombstone too: a copy that folded less of it must not write it behind us.
    const documents = [...next].flatMap(([id, { doc, position, existed }]) => {
      const was = wasOf(before.get(id));
      return existed || was > 0 ? [{ id, doc, position, was }] : [];
    });
    const ahead = [...before.values()].filter(({ id, position }) => position > from && !next.has(id));
    return { batch: { community, from, to, documents }, ahead };
  }

  /** One document that cannot be folded must not stop the others. */
  async #setAside(community: string, id: string, event: LoggedEvent, error: unknown): Promise<void> {
    const consumer = standing(this.generation);
    await this.ground.progress.setAside({
      id: `view/${consumer}/${community}/${id}`,
      kind: 'view',
      consumer,
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

  async #show(community: string, documents: readonly Shown[]): Promise<void> {
    const ids = this.#shown.get(community);
    if (!this.#showing || !ids || documents.length === 0) return;
    const { lookUps, tell } = this.#showing;
    if (lookUps.length > 0) for (const { id } of documents) ids.add(id);
    await this.#handOn(documents.map(({ id, doc }) => ({ community, id, doc })));
    const { name, live } = this.definition;
    if (!live) return;
    tell(
      documents.map(({ id, doc, position }) => ({
        view: name,
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

/** The position that a store expects a document to have; a tombstone is no document. */
const wasOf = (stands: Pick<Stored<unknown>, 'position' | 'doc'> | undefined): number =>
  stands && stands.doc !== undefined ? stands.position : 0;
