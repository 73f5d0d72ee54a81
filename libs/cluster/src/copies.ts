import { Agent, request, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';

/** Nothing was sent, or nothing is known of what became of it. */
export class Unreachable extends Error {}

/** How long a copy that could not be reached is asked last. */
const REST_MS = 2_000;
const CONNECT_MS = 2_000;
/** Without a byte in either direction. */
const SILENT_MS = 60_000;

export interface Asking {
  readonly method: string;
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders | IncomingHttpHeaders;
  readonly body?: Readable | string;
  readonly signal?: AbortSignal;
  /** For answers that never end. */
  readonly endless?: boolean;
}

interface Copy {
  readonly url: URL;
  restsUntil: number;
}

/**
 * The copies of one service behind its internal addresses: whoever can be reached answers, in turn. Another copy is
 * asked only while nothing can have arrived at the first: a command is sent once, and sending it again is its sender's.
 */
export class Copies {
  readonly #copies: Copy[];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  #turn = 0;

  constructor(
    readonly service: string,
    urls: readonly URL[],
    private readonly now: () => number,
  ) {
    this.#copies = urls.map((url) => ({ url, restsUntil: 0 }));
  }

  async ask(asking: Asking): Promise<IncomingMessage> {
    let last: unknown;
    for (const copy of this.#inOrder()) {
      try {
        const answer = await this.#askOne(copy.url, asking);
        copy.restsUntil = 0;
        return answer;
      } catch (error) {
        last = error;
        copy.restsUntil = this.now() + REST_MS;
        if (!(error instanceof NothingSent) || asking.signal?.aborted) break;
      }
    }
    throw new Unreachable(`${this.service} cannot be reached: ${last instanceof Error ? last.message : String(last)}`, { cause: last });
  }

  close(): void {
    this.#agent.destroy();
  }

  #inOrder(): Copy[] {
    const from = (this.#turn += 1) % this.#copies.length;
    const inTurn = [...this.#copies.slice(from), ...this.#copies.slice(0, from)];
    const now = this.now();
    // A clock that was set back must not keep it at rest.
    const rests = ({ restsUntil }: Copy): boolean => restsUntil > now && restsUntil <= now + REST_MS;
    return [...inTurn.filter((copy) => !rests(copy)), ...inTurn.filter(rests)];
  }

  #askOne(url: URL, { method, path, headers, body, signal, endless }: Asking): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      let isConnected = false;
      const asked = request(new URL(path, url), { method, headers: headers as OutgoingHttpHeaders, agent: this.#agent, signal }, resolve);
      const late = setTimeout(() => asked.destroy(new Error(`no connection within ${CONNECT_MS} ms`)), CONNECT_MS);
      asked.on('error', (error) => {
        clearTimeout(late);
        // A connection kept from before may have been closed by the other side just now; a question may be asked again.
        const harmless = !isConnected || (asked.reusedSocket && (method === 'GET' || method === 'HEAD'));
        reject(harmless ? new NothingSent(error.message) : error);
      });
      asked.once('socket', (socket) => {
        const go = (): void => {
          clearTimeout(late);
          isConnected = true;
          if (endless) socket.setTimeout(0);
          else asked.setTimeout(SILENT_MS, () => asked.destroy(new Error(`nothing came within ${SILENT_MS} ms`)));
          if (body === undefined || typeof body === 'string') asked.end(body);
          // The sender going away, or the copy answering before it has read all, ends both ways.
          else pipeline(body, asked, () => undefined);
        };
        if (socket.connecting) socket.once('connect', go);
        else go();
      });
    });
  }
}

class NothingSent extends Error {}

export const textOf = async (answer: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
