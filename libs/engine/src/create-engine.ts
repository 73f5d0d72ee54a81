import type { Dispatch, Engine, Ground, ViewChange, Views } from './engine.js';
import type { AnyView } from './view.js';
import type { ServiceModel } from './service-model.js';
import { DueTimes } from './run/due.js';
import type { Follower } from './run/follower.js';
import { Hearing } from './run/hear.js';
import { Projection } from './run/project.js';
import { createPeer, createPublisher } from './run/publish.js';
import { Reactor } from './run/react.js';
import { createRunCommand } from './run/run-command.js';
import { Tail } from './run/tail.js';
import { verifyService, type Verified } from './run/verify.js';
import { createViews } from './run/views.js';
import { instant } from '@linli/kernel';

/** Replay notes are kept so long. */
const REPLAY_DAYS = 30;
const DAY_MS = 86_400_000;

/** One service's engine with its life. */
export interface RunningEngine extends Engine {
  /** Resolves when views, look-ups and reactions are where the log is: from then on the service is ready. */
  start(): Promise<void>;
  /** Stops after what is under way. The ports stay open: who opened them closes them. */
  stop(): Promise<void>;
  verify(onProgress?: (commits: number) => void): Promise<Verified>;
  /** Folds a view afresh beside the live one and switches to it. */
  rebuild(view: string): Promise<void>;
  /** Does again what was set aside; throws when it fails again. */
  replay(setAsideId: string): Promise<void>;
  /** Sends all that is due now, without waiting for the next look. */
  sendDue(): Promise<void>;
  /** Compares heads with the sources and pulls what is missing, without waiting for the next time. */
  compareHeads(): Promise<void>;
  /** Numbers for /metrics. */
  counts(): Readonly<Record<string, number>>;
}

/** `source`: the name in `ce_source`, the service's own unless it was restored alone. */
export const createEngine = (model: ServiceModel, ground: Ground, dispatch: Dispatch, source: string = model.name): RunningEngine => {
  const { log, progress, clock, report } = ground;
  const listeners = new Set<(changes: readonly ViewChange[]) => void>();
  const tell = (changes: readonly ViewChange[]): void => {
    for (const listener of listeners) listener(changes);
  };
  const projections = new Map<string, Projection>();
  /** Being rebuilt: fed like the live ones. */
  const beside = new Set<Projection>();

  const followers = (): Follower[] => [
    publisher,
    reactor.follower,
    ...[...projections.values(), ...beside].map(({ follower }) => follower),
  ];
  let started = false;
  const tail = new Tail(source, log, model.upcasters, (communities) => {
    if (started) for (const community of communities) for (const follower of followers()) follower.wake(community);
  });
  const publisher = createPublisher(model.name, source, ground, tail);
  const reactor = new Reactor(model.reactions, ground, tail, dispatch);
  const hearing = new Hearing(model.name, model.hears, ground);
  const views: Views = createViews(ground, (view) => projections.get(view));
  const due = new DueTimes(model.due, ground, views, dispatch);
  const run = createRunCommand(model, ground);
  let forgetReplays: (() => void) | undefined;

  const communities = async (): Promise<string[]> => (await log.heads()).map(({ community }) => community);

  const level = async (follower: Follower): Promise<void> => {
    for (const { community, position } of await log.heads()) await follower.reach(community, position);
  };

  const declare = async (definition: AnyView): Promise<void> => {
    const generations = await ground.views.declare(definition);
    const live = generations.find((generation) => generation.live && generation.version === definition.version);
    if (live) projections.set(definition.name, await follow(definition, live));
    else await build(definition);
  };

  const follow = async (definition: AnyView, generation: Projection['generation']): Promise<Projection> => {
    const projection = new Projection(
      definition,
      generation,
      ground,
      tail,
      model.lookUps.filter((lookUp) => lookUp.view.name === definition.name),
      tell,
    );
    const still = (await progress.listSetAside()).filter(({ kind, consumer }) => kind === 'view' && consumer === definition.name);
    await projection.begin(await communities(), still);
    return projection;
  };

  /** Fills a new generation from the first event on, then lets it take the place of the live one. */
  const build = async (definition: AnyView): Promise<void> => {
    // What stood still in the old generation is tried again in the new one.
    for (const { id, kind, consumer } of await progress.listSetAside())
      if (kind === 'view' && consumer === definition.name) await progress.mend(id);
    const generation = await ground.views.beside(definition);
    const fresh = new Projection(definition, generation, ground, tail, [], () => undefined);
    beside.add(fresh);
    await level(fresh.follower);
    const old = projections.get(definition.name);
    await old?.follower.stop();
    await fresh.follower.stop();
    beside.delete(fresh);
    await ground.views.switchTo(generation);
    for (const other of await ground.views.declare(definition))
      if (other.generation !== generation.generation) await ground.views.drop(other);
    projections.set(definition.name, await follow(definition, { ...generation, live: true }));
    for (const community of await communities()) projections.get(definition.name)!.follower.wake(community);
  };

  const dropReplays = (): void => {
    forgetReplays = clock.after(DAY_MS, () => {
      void log
        .dropReplays(instant(clock.now() - REPLAY_DAYS * DAY_MS))
        .catch((error: unknown) =>
          report({ level: 'warn', message: 'old replay notes could not be dropped', service: model.name, error: String(error) }),
        )
        .finally(() => {
          if (started) dropReplays();
        });
    });
  };

  const engine: RunningEngine = {
    model,
    ground,
    views,
    run,
    peer: createPeer(model.name, source, ground),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async start() {
      started = true;
      for (const definition of model.views) await declare(definition);
      await reactor.deploy(await communities(), await progress.listSetAside());
      for (const community of await communities()) for (const follower of followers()) follower.wake(community);
      await Promise.all([...projections.values()].map(({ follower }) => level(follower)));
      await hearing.start();
      due.start();
      await log.dropReplays(instant(clock.now() - REPLAY_DAYS * DAY_MS));
      dropReplays();
      report({ level: 'info', message: 'service started', service: model.name });
    },
    async stop() {
      started = false;
      forgetReplays?.();
      await due.stop();
      await hearing.stop();
      for (const follower of followers()) await follower.stop();
      tail.close();
    },
    async settled() {
      for (;;) {
        await hearing.idle();
        const before = await log.heads();
        await Promise.all(followers().map(level));
        await hearing.idle();
        if (JSON.stringify(before) === JSON.stringify(await log.heads())) return;
      }
    },
    async verify(onProgress) {
      await Promise.all([...projections.values()].map(({ follower }) => level(follower)));
      return verifyService({
        service: source,
        log,
        views: ground.views,
        live: [...projections.values()],
        upcasters: model.upcasters,
        still: new Set(
          (await progress.listSetAside())
            .filter(({ kind }) => kind === 'view')
            .map(({ consumer, community, subject }) => `${consumer}/${community}/${subject}`),
        ),
        ...(onProgress && { onProgress }),
      });
    },
    async rebuild(view) {
      const definition = model.views.find(({ name }) => name === view);
      if (!definition) throw new Error(`${model.name} has no view ${view}.`);
      await build(definition);
    },
    async replay(setAsideId) {
      const entry = (await progress.listSetAside()).find(({ id }) => id === setAsideId);
      if (!entry) throw new Error(`Nothing is set aside under ${setAsideId}.`);
      switch (entry.kind) {
        case 'reaction':
          await reactor.replay(entry);
          return;
        case 'view':
          await projections.get(entry.consumer)?.mend(entry.community, entry.subject);
          break;
        case 'fork':
          await hearing.resume(entry.consumer, entry.community);
          break;
        case 'refusal':
          break;
      }
      await progress.mend(entry.id);
    },
    sendDue: () => due.look(),
    compareHeads: () => hearing.compare(),
    counts: () => ({ ...hearing.counts }),
  };
  return engine;
};
