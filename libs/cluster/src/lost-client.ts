import type { Clock } from '@linli/kernel';

const LOOK_EVERY_MS = 5_000;
/** So many looks in a row without an answer, before somebody new is sent to ask. */
const LOOKS = 4;

export interface Asking {
  /** Through the connections that we have. */
  readonly ours: () => Promise<unknown>;
  /** Through one that is made for this alone. */
  readonly fresh: () => Promise<unknown>;
}

/**
 * Sees the one case in which waiting does not help: the database is there for whoever comes new, and not for us. It was
 * seen with the driver after a server had been killed and started again under load: of ten processes one went on
 * believing that there was none. Such a process is to end, and to begin anew. The answer ends the watch.
 */
export const watchForLostClient = (asking: Asking, clock: Pick<Clock, 'after'>, onLost: (error: Error) => void): (() => void) => {
  let silent = 0;
  let ended = false;
  let cancel: () => void = () => undefined;
  const look = async (): Promise<void> => {
    try {
      await asking.ours();
      silent = 0;
      return;
    } catch {
      silent += 1;
    }
    if (silent < LOOKS) return;
    try {
      await asking.fresh();
    } catch {
      // It is away for everybody: it will come back for us too.
      return;
    }
    if (!ended) onLost(new Error('The database answers whoever comes new, and not us.'));
    ended = true;
  };
  const again = (): void => {
    cancel = clock.after(LOOK_EVERY_MS, () => void look().finally(() => !ended && again()));
  };
  again();
  return () => {
    ended = true;
    cancel();
  };
};
