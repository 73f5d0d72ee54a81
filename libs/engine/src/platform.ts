import { uuidv7 } from 'uuidv7';
import type { Clock, Ids } from '@linli/kernel';

/** The machine's clock. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** UUIDv7: new ids sort by time. */
export const systemIds: Ids = { next: uuidv7 };
