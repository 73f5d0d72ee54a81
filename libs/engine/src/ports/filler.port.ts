import type { Generation } from './view-store.port.js';

/** Folds a new generation of a view where nobody who is served waits for it: on a thread of its own. */
export interface Filler {
  /**
   * Resolves when the generation is about where the log is and has its indexes. Rejects when that cannot be or was stopped.
   * Whatever it has left, whoever asked goes on from the generation's checkpoints.
   */
  fill(generation: Generation, stop: AbortSignal): Promise<void>;
}
