import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@linli/kernel';
import type { ViewChange } from '@linli/engine';
import { isInForce, problem, sendProblem, type Grant } from '@linli/nest-kit';

/** Changes of this long go out together, one frame a document. */
const WINDOW_MS = 50;
const COMMENT_EVERY_MS = 15_000;
/** Frames kept for who comes back. */
const KEPT = 5_000;
const STREAMS_PER_ACCOUNT = 20;
/** Who lets so much pile up is cut off and comes back with `Last-Event-ID`. */
const MOST_WAITING_BYTES = 1024 * 1024;

export interface Listener {
  readonly session: string;
  readonly account: string;
  readonly grants: readonly Grant[];
  readonly volunteerId?: string;
}

interface Stream extends Listener {
  readonly response: ServerResponse;
}

interface Kept {
  readonly number: number;
  readonly change: ViewChange;
  readonly frame: string;
}

/** Tells signed-in people at once what has changed among what they may see: ids only. */
export class LiveUpdates {
  readonly #streams = new Set<Stream>();
  readonly #kept: Kept[] = [];
  #waiting = new Map<string, ViewChange>();
  #number = 0;
  #cancel: (() => void) | undefined;

  /** `boot` tells the numbers of one start from those of another; `isInForce`: whether a session is. */
  constructor(
    private readonly clock: Clock,
    private readonly boot: string,
    private readonly isInForce: (session: string) => boolean,
  ) {
    this.#comment();
  }

  /** Two services may have views of one name, with documents of one id, for other people. */
  take(service: string, changes: readonly ViewChange[]): void {
    if (this.#waiting.size === 0 && changes.length > 0) this.clock.after(WINDOW_MS, () => this.#send());
    for (const change of changes) this.#waiting.set(`${service}/${change.view}/${change.community}/${change.id}`, change);
  }

  open(request: IncomingMessage, response: ServerResponse, listener: Listener): void {
    if ([...this.#streams].filter(({ account }) => account === listener.account).length >= STREAMS_PER_ACCOUNT) {
      return sendProblem(response, problem(429, 'too-many-requests', 'You have too many pages open at once.'), { 'retry-after': '15' });
    }
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    response.write(': 邻里\n\n');
    const stream: Stream = { ...listener, response };
    this.#resume(stream, request.headers['last-event-id']);
    this.#streams.add(stream);
    response.on('close', () => this.#streams.delete(stream));
  }

  /** Changes were missed: everybody reads again what he shows. */
  reset(): void {
    this.#kept.length = 0;
    this.#number += 1;
    for (const stream of this.#streams) this.#write(stream, this.#resetFrame());
  }

  endSession(session: string): void {
    for (const stream of this.#streams) if (stream.session === session) stream.response.end();
  }

  /** Roles may have changed: whoever listens comes back and is asked again what he may see. */
  endAccount(account: string): void {
    for (const stream of this.#streams) if (stream.account === account) stream.response.end();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    for (const { response } of this.#streams) response.end();
  }

  #resume(stream: Stream, last: string | string[] | undefined): void {
    if (typeof last !== 'string') return;
    const [boot, number] = last.split('-');
    const first = this.#kept[0]?.number ?? this.#number + 1;
    if (boot !== this.boot || !/^\d+$/.test(number ?? '') || Number(number) + 1 < first) {
      stream.response.write(this.#resetFrame());
      return;
    }
    const missed = this.#kept.filter((kept) => kept.number > Number(number) && this.#maySee(stream, kept.change));
    if (missed.length > 0) stream.response.write(missed.map(({ frame }) => frame).join(''));
  }

  #resetFrame(): string {
    return `event: reset\nid: ${this.boot}-${this.#number}\ndata: {}\n\n`;
  }

  #send(): void {
    const changes = [...this.#waiting.values()];
    this.#waiting = new Map();
    const fresh = changes.map((change): Kept => {
      this.#number += 1;
      const { view, id, position, needId } = change;
      const data = JSON.stringify({ view, id, position, ...(needId !== undefined && { needId }) });
      return { number: this.#number, change, frame: `event: changed\nid: ${this.boot}-${this.#number}\ndata: ${data}\n\n` };
    });
    this.#kept.push(...fresh);
    if (this.#kept.length > 2 * KEPT) this.#kept.splice(0, this.#kept.length - KEPT);
    for (const stream of this.#streams) {
      const frames = fresh.filter(({ change }) => this.#maySee(stream, change)).map(({ frame }) => frame);
      if (frames.length > 0) this.#write(stream, frames.join(''));
    }
  }

  #write(stream: Stream, text: string): void {
    if (stream.response.writableLength > MOST_WAITING_BYTES) stream.response.destroy();
    else stream.response.write(text);
  }

  #maySee({ grants, volunteerId }: Stream, { roles, community, onlyOwn }: ViewChange): boolean {
    const now = this.clock.now();
    return grants.some(
      (grant) =>
        roles.includes(grant.role) &&
        community.startsWith(grant.area) &&
        isInForce(grant, now) &&
        (!onlyOwn?.roles.includes(grant.role) || (volunteerId !== undefined && onlyOwn.people.includes(volunteerId))),
    );
  }

  #comment(): void {
    this.#cancel = this.clock.after(COMMENT_EVERY_MS, () => {
      // To listen is no use of a session: one that runs out or idles out meanwhile ends what it has opened.
      for (const stream of this.#streams)
        if (this.isInForce(stream.session)) this.#write(stream, ':\n\n');
        else stream.response.end();
      this.#comment();
    });
  }
}
