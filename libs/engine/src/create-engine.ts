import type { Dispatch, Engine, Ground, ViewChange, Views } from './engine.js';
import type { ServiceModel } from './service-model.js';
import { DueTimes } from './run/due.js';
import type { Follower } from './run/follower.js';
import { Hearing } from './run/hear.js';
import { LiveViews } from './run/live-views.js';
import { standing } from './run/project.js';
import { createPeer, createPublisher } from './run/publish.js';
import { Reactor } from './run/react.js';
import { createRunCommand } from './run/run-command.js';
import { Tail } from './run/tail.js';
import { verifyService, type Verified } from './run/verify.js';
import { createViews } from './run/views.js';
import { Watch } from './run/watch.js';
import type { Head } from './commit.js';
import type { SetAside } from './ports/progress.port.js';
import { instant } from '@linli/kernel';

/** Replay notes are kept so long. */
const REPLAY_DAYS = 30;
const DAY_MS = 86_400_000;
/**
 * Whoever wrote a commit publishes it and reacts to it at once. The other copies take over when that has not come about
 * after so long: longer than it takes until progress can be read by all.
 */
const TAKE_OVER_MS = 2_000;
/** A clock was once so far ahead that a commit's time says nothing of its age: no later one precedes it. */
const AHEAD_MS = 60_000;

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
  let started = false;
  const followers = (): readonly Follower[] => [publisher, reactor.follower, ...live.followers];
  const tail = new Tail(source, log, model.upcasters, (communities) => {
    if (started) for (const community of communities) for (const follower of followers()) follower.wake(community);
  });
  const wakeBehind = (heads: readonly Head[]): void => {
    const left = instant(clock.now() - TAKE_OVER_MS);
    const ahead = instant(clock.now() + AHEAD_MS);
    for (const { community, position, at } of heads)
      for (const follower of at <= left || at > ahead ? followers() : live.followers)
        if (follower.position(community) < position) follower.wake(community);
  };
  const live = new LiveViews(model, ground, tail, tell);
  const publisher = createPublisher(model.name, source, ground, tail);
  const reactor = new Reactor(model.reactions, ground, tail, dispatch);
  const hearing = new Hearing(model, ground);
  const watch = new Watch(ground, wakeBehind, () => live.notice());
  const views: Views = createViews(ground, live);
  const due = new DueTimes(model.due, ground, live, views, dispatch);
  const run = createRunCommand(model, ground);
  let forgetReplays: (() => void) | undefined;

  /** What another copy folds without this document until it sees that it stands still no more is put right afterwards. */
  const mendView = async ({ id, consumer, community, subject }: SetAside): Promise<void> => {
    const projection = live.all.find(({ generation }) => standing(generation) === consumer);
    await projection?.refold(community, subject);
    await progress.mend(id);
    await projection?.follower.reach(community, (await log.head(community)).position);
    await projection?.refold(community, subject);
  };

  /** Nobody waits for it. */
  const dropReplays = (): void => {
    void log
      .dropReplays(instant(clock.now() - REPLAY_DAYS * DAY_MS))
      .catch((error: unknown) => {
        if (started) report({ level: 'warn', message: 'old replay notes could not be dropped', service: model.name, error: String(error) });
      })
      .finally(() => {
        if (started) forgetReplays = clock.after(DAY_MS, dropReplays);
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
      await live.start();
      await reactor.deploy();
      for (const { community } of await log.heads()) for (const follower of followers()) follower.wake(community);
      await live.level(live.followers);
      await hearing.start();
      watch.start();
      due.start();
      dropReplays();
      report({ level: 'info', message: 'service started', service: model.name });
    },
    async stop() {
      started = false;
      forgetReplays?.();
      await due.stop();
      await watch.stop();
      await hearing.stop();
      await Promise.all([publisher.stop(), reactor.follower.stop(), live.stop()]);
      tail.close();
    },
    async settled() {
      for (;;) {
        await hearing.idle();
        const before = await log.heads();
        await live.level(followers());
        await hearing.idle();
        if (JSON.stringify(before) === JSON.stringify(await log.heads())) return;
      }
    },
    async verify(onProgress) {
      await live.level(live.followers);
      return verifyService({
        service: source,
        log,
        views: ground.views,
        live: live.all,
        upcasters: model.upcasters,
        still: new Set(
          (await progress.listSetAside())
            .filter(({ kind }) => kind === 'view')
            .map(({ consumer, community, subject }) => `${consumer}/${community}/${subject}`),
        ),
        ...(onProgress && { onProgress }),
      });
    },
    rebuild: (view) => live.rebuild(view),
    async replay(setAsideId) {
      const entry = (await progress.listSetAside()).find(({ id }) => id === setAsideId);
      if (!entry) throw new Error(`Nothing is set aside under ${setAsideId}.`);
      switch (entry.kind) {
        case 'reaction':
          return reactor.replay(entry);
        case 'view':
          return mendView(entry);
        case 'record':
          return hearing.replay(entry);
        case 'fork':
          return hearing.resume(entry);
        case 'refusal':
          return progress.mend(entry.id);
      }
    },
    sendDue: () => due.look(),
    compareHeads: () => hearing.compare(),
    counts: () => ({ ...hearing.counts }),
  };
  return engine;
};
