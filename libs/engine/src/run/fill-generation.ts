import type { Ground } from '../engine.js';
import type { ReadLog } from '../ports/log.port.js';
import type { Generation } from '../ports/view-store.port.js';
import type { Folds } from '../service-model.js';
import { Projection } from './project.js';
import { Tail } from './tail.js';

/** What is left to whoever asked: commits that he folds in no time. */
const NEAR = 500;

/** Folds a log that others write into one generation until it is near its head: what a filler does, wherever it runs. */
export const fillGeneration = async (
  { name, views, upcasters }: Folds,
  ground: Pick<Ground, 'views' | 'progress' | 'clock' | 'report'> & { readonly log: ReadLog },
  generation: Generation,
  stop: AbortSignal,
): Promise<void> => {
  const definition = views.find((view) => view.name === generation.view && view.version === generation.version);
  if (!definition) throw new Error(`${name} has no view ${generation.view} of version ${generation.version}.`);
  const tail = new Tail(name, ground.log, upcasters, () => undefined);
  const { follower } = new Projection(definition, generation, ground, tail);
  const stopped = (): void => void follower.stop();
  stop.addEventListener('abort', stopped);
  try {
    for (let behind = Infinity; behind > NEAR && !stop.aborted;) {
      const heads = await ground.log.heads();
      behind = heads.reduce((sum, { community, position }) => sum + Math.max(0, position - follower.position(community)), 0);
      await Promise.all(heads.map(({ community, position }) => follower.reach(community, position)));
    }
  } finally {
    stop.removeEventListener('abort', stopped);
    await follower.stop();
    tail.close();
  }
  stop.throwIfAborted();
};
