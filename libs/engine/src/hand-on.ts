import type { Clock } from '@linli/kernel';
import type { Report } from './engine.js';
import type { BusRecord } from './ports/bus.port.js';

/** A listener that throws hears the same records again, so often altogether. */
const ATTEMPTS = 4;
const FIRST_WAIT_MS = 20;

export interface HandOnOptions {
  readonly group: string;
  readonly clock: Pick<Clock, 'after'>;
  readonly report?: (line: Report) => void;
  /** Aborted when the listener leaves: it is not asked again. */
  readonly leaving: AbortSignal;
}

/**
 * Hands records of one topic and key to a listener, again after a while when it throws, and gives them up in the end:
 * they are a hint, and whoever hears counts and pulls. Answers whether they were taken.
 */
export const handOn = async (
  listener: (records: readonly BusRecord[]) => Promise<void>,
  records: readonly BusRecord[],
  { group, clock, report, leaving }: HandOnOptions,
): Promise<boolean> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await listener(records);
      return true;
    } catch (error) {
      if (attempt === ATTEMPTS || leaving.aborted) {
        const { topic, key } = records[0]!;
        report?.({ level: 'warn', message: 'records were given up', group, topic, key, records: records.length, error: String(error) });
        return false;
      }
      await pause(clock, FIRST_WAIT_MS * 4 ** (attempt - 1), leaving);
    }
  }
};

/** Waits, but no longer than until `ended`. */
const pause = (clock: Pick<Clock, 'after'>, ms: number, ended: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      cancel();
      ended.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    ended.addEventListener('abort', end);
  });
