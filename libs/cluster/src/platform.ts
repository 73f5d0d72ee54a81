import type { Bus, KeyStore, Log, Progress, Report, ViewStore } from '@linli/engine';
import type { Clock } from '@linli/kernel';
import type { Check } from './health.js';
import type { ServiceName, Settings } from './settings.js';

/** What a service of a cluster stands on. */
export interface Platform {
  readonly log: Log;
  readonly progress: Progress;
  readonly views: ViewStore;
  readonly bus: Bus;
  readonly keys: KeyStore;
  /** Whether what stands under it does its work. */
  readonly checks: Readonly<Record<string, Check>>;
  /** Numbers of its own for /metrics. */
  counts(): Readonly<Record<string, number>>;
  /** Closes all of it; whatever is under way has ended before. */
  close(): Promise<void>;
}

export interface PlatformOptions {
  readonly service: ServiceName;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly report: (line: Report) => void;
  /** Something under it has died for good: the process must not go on half alive. */
  readonly onCrash: (error: Error) => void;
}

export type OpenPlatform = (options: PlatformOptions) => Promise<Platform>;
