import type { Bus, KeyStore, Log, Progress, Report, ViewStore } from '@linli/engine';
import type { Clock } from '@linli/kernel';

/** What a service stands on, as far as platforms differ. */
export interface Platform {
  readonly log: Log;
  readonly progress: Progress;
  readonly views: ViewStore;
  readonly keys: KeyStore;
  readonly bus: Bus;
  close(): Promise<void>;
}

export interface GroundFactory {
  readonly name: string;
  /** Its bus takes its time: who waits for a record pulls it. */
  readonly takesItsTime?: true;
  /** A new, empty place. `open` may be called again after `close`, as after a restart. */
  make(service: string): { open(clock: Clock, report: (line: Report) => void): Promise<Platform>; remove(): Promise<void> };
  /** After the last flow: lets go what they shared. */
  close?(): Promise<void>;
}
