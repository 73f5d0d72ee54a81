import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** Which routes show something of a view of the services. Views that are not here are shown by none. */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  needs: ['/api/intake/needs', '/api/intake/households'],
  residents: ['/api/intake/residents', '/api/intake/households'],
  imports: ['/api/intake/imports'],
  looks: ['/api/auth/looks'],
  catalogues: ['/api/intake/medicines'],
  board: ['/api/dispatch/board', '/api/dispatch/tasks', '/api/dispatch/runs', '/api/reporting'],
  shops: ['/api/dispatch/shops'],
  volunteers: ['/api/dispatch/volunteers'],
  runs: ['/api/pharmacy-run/runs', '/api/dispatch/runs'],
};

export type Connection = 'opening' | 'open' | 'lost';

interface Heard {
  readonly view: string;
  readonly id: string;
}

/** Personal records, each known by its id in this view: they are looked up for their own change alone, since every look at them is noted. */
const RECORDS: Readonly<Record<string, string>> = { '/api/intake/needs/{id}': 'needs', '/api/intake/residents/{id}': 'residents' };

/** Whether what a question asks for may be another after these changes. */
export const isStale = ([, path, init]: readonly unknown[], heard: readonly Heard[]): boolean =>
  heard.some(({ view, id }) => {
    if (!SHOWN_BY[view]?.some((route) => String(path).startsWith(route))) return false;
    if (RECORDS[String(path)] !== view) return true;
    return (init as { params?: { path?: { id?: string } } } | undefined)?.params?.path?.id === id;
  });

/** Changes of this long are looked up together. */
const GATHER_MS = 100;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** Out of sight for so long a page may have slept: a stream that looks open may have ended without anybody saying so. */
const ASLEEP_MS = 30_000;

/**
 * Listens to what changes and makes the lists that show it stale. Where the browser gives up it begins again itself; a page
 * that was asleep looks everything up when it wakes.
 */
export class Live {
  #source: EventSource | undefined;
  #connection: Connection = 'opening';
  #waiting: Heard[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT_MS;
  #wasOpen = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly queries: Pick<QueryClient, 'invalidateQueries'>,
    /** Asked when the stream is refused: a session that ran out is told by an ordinary request. */
    private readonly check: () => void,
  ) {}

  start(): () => void {
    this.#open();
    let hiddenAt: number | undefined;
    const wake = (): void => {
      if (document.visibilityState !== 'visible') {
        hiddenAt ??= Date.now();
        return;
      }
      const slept = hiddenAt !== undefined && Date.now() - hiddenAt >= ASLEEP_MS;
      hiddenAt = undefined;
      if (slept || this.#source?.readyState !== EventSource.OPEN) this.#again();
    };
    // A connection that nobody has closed looks open for minutes after the network is gone.
    const gone = (): void => {
      clearTimeout(this.#retry);
      this.#source?.close();
      this.#set('lost');
    };
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('offline', gone);
    window.addEventListener('online', wake);
    return () => {
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      window.removeEventListener('offline', gone);
      clearTimeout(this.#timer);
      clearTimeout(this.#retry);
      this.#source?.close();
      this.#source = undefined;
    };
  }

  readonly connection = (): Connection => this.#connection;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #open(): void {
    this.#source?.close();
    const source = new EventSource('/api/events');
    this.#source = source;
    source.addEventListener('open', () => {
      this.#wait = FIRST_WAIT_MS;
      // What happened while nobody listened is looked up; the server also sends what it still has.
      if (this.#wasOpen) void this.queries.invalidateQueries();
      this.#wasOpen = true;
      this.#set('open');
    });
    source.addEventListener('changed', (event: MessageEvent<string>) => this.#heard(JSON.parse(event.data) as Heard));
    source.addEventListener('reset', () => void this.queries.invalidateQueries());
    source.addEventListener('error', () => {
      this.#set('lost');
      if (source.readyState !== EventSource.CLOSED) return;
      this.check();
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#open(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    });
  }

  #again(): void {
    clearTimeout(this.#retry);
    this.#open();
  }

  #heard(change: Heard): void {
    this.#waiting.push(change);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const heard = this.#waiting;
      this.#waiting = [];
      void this.queries.invalidateQueries({ predicate: ({ queryKey }) => isStale(queryKey, heard) });
    }, GATHER_MS);
  }

  #set(connection: Connection): void {
    if (this.#connection === connection) return;
    this.#connection = connection;
    for (const listener of this.#listeners) listener();
  }
}

export const useConnection = (live: Live): Connection => useSyncExternalStore(live.subscribe, live.connection);
