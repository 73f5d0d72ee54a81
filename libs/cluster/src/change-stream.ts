import type { IncomingMessage, ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import type { Clock } from '@linli/kernel';
import type { Report, ViewChange } from '@linli/engine';
import type { Neighbour } from './neighbour.js';

/** Changes kept for who comes back. */
const KEPT = 5_000;
const ALIVE_EVERY_MS = 5_000;
/** A listener that hears nothing for so long, not even that we live, connects again. */
export const SILENCE_MS = 15_000;
const AGAIN_MS = 500;
/** Who lets so much pile up is cut off and comes back. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/** One line of the stream. `at`: where it is, for coming back; `gap`: what came before is not known any more. */
interface Line {
  readonly at?: string;
  readonly gap?: true;
  readonly changes?: readonly ViewChange[];
}

/** What has changed in the views of a service, as lines of JSON without end: the gateway makes live updates of it. */
export class ChangeStream {
  readonly #kept: { readonly number: number; readonly line: string }[] = [];
  readonly #listeners = new Set<ServerResponse>();
  #number = 0;
  #cancel: (() => void) | undefined;

  /** `boot` tells the numbers of one start of one copy from those of others. */
  constructor(
    private readonly clock: Clock,
    private readonly boot: string,
  ) {
    this.#live();
  }

  take(changes: readonly ViewChange[]): void {
    if (changes.length === 0) return;
    this.#number += 1;
    const line = `${JSON.stringify({ at: `${this.boot}-${this.#number}`, changes } satisfies Line)}\n`;
    this.#kept.push({ number: this.#number, line });
    if (this.#kept.length > 2 * KEPT) this.#kept.splice(0, this.#kept.length - KEPT);
    for (const listener of this.#listeners) this.#write(listener, line);
  }

  /** `after`: where the listener was, empty for who begins. */
  open(response: ServerResponse, after: string): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const [boot, number] = after.split('-');
    const first = this.#kept[0]?.number ?? this.#number + 1;
    const isKnown = boot === this.boot && Number(number) + 1 >= first;
    const gap = after !== '' && !isKnown;
    response.write(`${JSON.stringify({ at: `${this.boot}-${isKnown ? number : this.#number}`, ...(gap && { gap }) } satisfies Line)}\n`);
    if (isKnown) for (const kept of this.#kept) if (kept.number > Number(number)) response.write(kept.line);
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
  }

  close(): void {
    this.#cancel?.();
    for (const listener of this.#listeners) listener.end();
    // What changes while the rest stops is written to nobody any more: writing behind an end would be an error that nobody takes.
    this.#listeners.clear();
  }

  #live(): void {
    this.#cancel = this.clock.after(ALIVE_EVERY_MS, () => {
      for (const listener of this.#listeners) this.#write(listener, '{}\n');
      this.#live();
    });
  }

  #write(listener: ServerResponse, line: string): void {
    if (listener.writableLength > MOST_WAITING_BYTES) listener.destroy();
    else listener.write(line);
  }
}

export interface Hears {
  readonly changes: (changes: readonly ViewChange[]) => void;
  /** Changes were missed: whoever shows something reads it again. */
  readonly gap: () => void;
}

/** Follows the changes of a service at one of its copies, at another one when that goes, until it is ended. */
export const followChanges = (
  neighbour: Neighbour,
  hears: Hears,
  { clock, report }: { clock: Clock; report: (line: Report) => void },
): (() => void) => {
  const ending = new AbortController();
  let at = '';
  let isAway = false;
  const follow = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        const answer = await neighbour.ask({
          method: 'GET',
          path: `/internal/changes?after=${encodeURIComponent(at)}`,
          signal: ending.signal,
          endless: true,
        });
        isAway = false;
        await read(answer);
      } catch (error) {
        if (ending.signal.aborted) return;
        if (!isAway)
          report({ level: 'warn', message: 'the changes of a service are not heard', source: neighbour.service, error: String(error) });
        isAway = true;
      }
      await new Promise<void>((resolve) => {
        const cancel = clock.after(AGAIN_MS, resolve);
        ending.signal.addEventListener('abort', () => (cancel(), resolve()), { once: true });
      });
    }
  };
  const read = async (answer: IncomingMessage): Promise<void> => {
    let cancel = (): void => undefined;
    const alive = (): void => {
      cancel();
      cancel = clock.after(SILENCE_MS, () => answer.destroy(new Error(`silent for ${SILENCE_MS} ms`)));
    };
    alive();
    try {
      for await (const text of createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY })) {
        alive();
        const line = JSON.parse(text) as Line;
        if (line.at !== undefined) at = line.at;
        if (line.gap) hears.gap();
        if (line.changes) hears.changes(line.changes);
      }
    } finally {
      cancel();
    }
  };
  void follow();
  return () => ending.abort();
};
