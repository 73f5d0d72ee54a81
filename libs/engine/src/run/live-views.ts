import type { Ground, ViewChange } from '../engine.js';
import type { Generation } from '../ports/view-store.port.js';
import type { ServiceModel } from '../service-model.js';
import type { AnyView } from '../view.js';
import type { Follower } from './follower.js';
import { Projection, standing } from './project.js';
import type { Tail } from './tail.js';
import { Turns } from './turns.js';

/** Which generation of each view is live, and what fills beside it. */
export class LiveViews {
  readonly #live = new Map<string, Projection>();
  /** Being filled: fed like the live ones. */
  readonly #beside = new Set<Projection>();
  readonly #turns = new Turns();
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #stopping = new AbortController();
  /** What a filler is at work on. */
  readonly #elsewhere = new Set<Promise<void>>();

  constructor(
    private readonly model: Pick<ServiceModel, 'views' | 'lookUps'>,
    private readonly ground: Ground,
    private readonly tail: Tail,
    private readonly tell: (changes: readonly ViewChange[]) => void,
  ) {}

  get(view: string): Projection | undefined {
    return this.#live.get(view);
  }

  /** Resolves when another generation is read. */
  switched(view: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(view, [...(this.#waiting.get(view) ?? []), resolve]));
  }

  get all(): readonly Projection[] {
    return [...this.#live.values()];
  }

  get followers(): readonly Follower[] {
    return [...this.#live.values(), ...this.#beside].map(({ follower }) => follower);
  }

  /** Resolves when every view is where the log is. */
  async start(): Promise<void> {
    for (const definition of this.model.views) {
      const generations = await this.ground.views.declare(definition);
      if (lastLive(generations, definition)) await this.#adopt(definition);
      // One of this version that was left unfinished, or that another copy is filling, is filled on.
      else await this.#fill(definition, lastOf(generations, definition) ?? (await this.ground.views.beside(definition)));
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.followers.map((follower) => follower.stop()), ...this.#elsewhere]);
  }

  /** Fills a new generation from the first event on; then it takes the place of the live one. */
  async rebuild(view: string): Promise<void> {
    const definition = this.model.views.find(({ name }) => name === view);
    if (!definition) throw new Error(`There is no view ${view}.`);
    const generation = await this.ground.views.beside(definition);
    // The number may be that of one which was left unfinished: what stood still in it gets another try.
    await this.#forgetStandingIn([generation]);
    await this.#fillElsewhere(generation);
    if (!this.#stopped) await this.#fill(definition, generation);
  }

  /** Goes over to generations that another copy has made live. */
  async notice(): Promise<void> {
    for (const definition of this.model.views) {
      const last = lastLive(await this.ground.views.declare(definition), definition);
      // Whatever this copy fills is not wanted any more when a later one is live: whoever waits for it goes on with that.
      for (const { generation, follower } of this.#beside)
        if (last && generation.view === last.view && generation.generation < last.generation) await follower.stop();
      await this.#adopt(definition);
    }
  }

  async level(followers: readonly Follower[]): Promise<boolean> {
    const heads = await this.ground.log.heads();
    const reached = await Promise.all(
      followers.flatMap((follower) => heads.map(({ community, position }) => follower.reach(community, position))),
    );
    return reached.every(Boolean);
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Leaves the most of it to the filler, where there is one. Where it fails, all is left to us. */
  async #fillElsewhere(generation: Generation): Promise<void> {
    const { filler, report } = this.ground;
    const filling = filler?.fill(generation, this.#stopping.signal).catch((error: unknown) => {
      if (this.#stopped) return;
      const { view } = generation;
      report({
        level: 'warn',
        message: 'a view could not be filled on a thread of its own and is filled here',
        view,
        error: String(error),
      });
    });
    if (!filling) return;
    this.#elsewhere.add(filling);
    await filling;
    this.#elsewhere.delete(filling);
  }

  async #fill(definition: AnyView, generation: Generation): Promise<void> {
    const fresh = new Projection(definition, generation, this.ground, this.tail);
    this.#beside.add(fresh);
    try {
      // Stopped halfway it must not become live.
      if (await this.level([fresh.follower])) await this.ground.views.switchTo(generation);
      if (!this.#stopped) await this.#adopt(definition);
    } finally {
      // In its turn: whoever is just making it the one that is read has noticed that it is live before we were told so.
      await this.#turns.run(definition.name, async () => {
        if (this.#beside.delete(fresh)) await fresh.follower.stop();
      });
    }
  }

  /** Makes the last live generation of this version the one that is read here. */
  #adopt(definition: AnyView): Promise<void> {
    return this.#turns.run(definition.name, () => this.#adoptInTurn(definition));
  }

  async #adoptInTurn(definition: AnyView): Promise<void> {
    const { name } = definition;
    const last = lastLive(await this.ground.views.declare(definition), definition);
    const before = this.#live.get(name);
    if (!last || last.generation === before?.generation.generation) return;
    const filled = [...this.#beside].find(({ generation }) => generation.view === name && generation.generation === last.generation);
    const next = filled ?? new Projection(definition, last, this.ground, this.tail);
    if (before) {
      this.#beside.add(next);
      await this.level([next.follower]);
      await before.follower.stop();
    }
    if (this.#stopped) return;
    const lookUps = this.model.lookUps.filter((lookUp) => lookUp.view.name === name);
    await next.serve({ lookUps, tell: this.tell }, before);
    this.#live.set(name, next);
    for (const resolve of this.#waiting.get(name) ?? []) resolve();
    this.#waiting.delete(name);
    this.#beside.delete(next);
    for (const { community } of await this.ground.log.heads()) next.follower.wake(community);
    await this.#tidy(definition, last);
  }

  /**
   * Drops what nobody reads any more. Alone, that is everything but the live generation. With other copies the live one
   * before it stays until the next switch: they go on reading and feeding it until they have noticed, or, when they run
   * the version before, until they are replaced; and a step back finds it there.
   */
  async #tidy(definition: AnyView, live: Generation): Promise<void> {
    const { views, log } = this.ground;
    const generations = await views.declare(definition);
    const filled = generations.filter((generation) => generation.live).map(({ generation }) => generation);
    const kept = filled.at(-2) ?? live.generation;
    const dropped = generations.filter(({ generation }) => (log.shared ? generation < kept : generation !== live.generation));
    for (const generation of dropped) await views.drop(generation);
    await this.#forgetStandingIn(dropped);
  }

  async #forgetStandingIn(generations: readonly Generation[]): Promise<void> {
    const { progress } = this.ground;
    const gone = new Set(generations.map(standing));
    for (const { id, kind, consumer } of gone.size > 0 ? await progress.listSetAside() : [])
      if (kind === 'view' && gone.has(consumer)) await progress.mend(id);
  }
}

const ofVersion = (generations: readonly Generation[], { version }: AnyView): Generation[] =>
  generations.filter((generation) => generation.version === version);
const lastOf = (generations: readonly Generation[], definition: AnyView): Generation | undefined =>
  ofVersion(generations, definition).at(-1);
const lastLive = (generations: readonly Generation[], definition: AnyView): Generation | undefined =>
  ofVersion(generations, definition)
    .filter(({ live }) => live)
    .at(-1);
