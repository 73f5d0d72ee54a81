import { NotReachedYet, type AnyViewOf, type Ground, type Views } from '../engine.js';
import type { Found, Stored } from '../ports/view-store.port.js';
import type { LiveViews } from './live-views.js';
import type { Projection } from './project.js';

/** How long a query waits for what its asker has written. */
const REACH_MS = 2_000;

/** Reads what is live. */
export const createViews = (ground: Ground, live: Pick<LiveViews, 'get' | 'switched'>): Views => {
  const projectionOf = (view: { readonly name: string }): Projection => {
    const projection = live.get(view.name);
    if (!projection) throw new NotReachedYet(`The view ${view.name} is being built.`);
    return projection;
  };
  const getMany = async <Doc>(view: AnyViewOf<Doc>, community: string, ids: readonly string[]): Promise<Stored<Doc>[]> =>
    (await ground.views.get(projectionOf(view).generation, community, ids)) as Stored<Doc>[];
  return {
    get: async (view, community, id) => (await getMany(view, community, [id]))[0],
    getMany,
    find: async <Doc>(view: AnyViewOf<Doc>, query: Parameters<Views['find']>[1]) =>
      (await ground.views.find(projectionOf(view).generation, view, query)) as Found<Doc>,
    count: (view, query, by) => ground.views.count(projectionOf(view).generation, view, query, by),
    checkpoint: async (view, community) => {
      const { follower, generation } = projectionOf(view);
      return follower.position(community) > 0 ? follower.position(community) : ground.views.checkpoint(generation, community);
    },
    async reach(view, community, position) {
      const late = new AbortController();
      const cancel = ground.clock.after(REACH_MS, () => late.abort());
      const tooLate = new Promise<void>((resolve) => late.signal.addEventListener('abort', () => resolve()));
      try {
        for (;;) {
          const { follower } = projectionOf(view);
          if (await follower.reach(community, position, late.signal)) return;
          if (late.signal.aborted) throw new NotReachedYet(`Position ${position} is not reached yet.`);
          // It is followed no more: another generation takes its place in a moment.
          if (live.get(view.name)?.follower === follower) await Promise.race([live.switched(view.name), tooLate]);
        }
      } finally {
        cancel();
      }
    },
  };
};
