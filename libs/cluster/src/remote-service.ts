import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Clock } from '@linli/kernel';
import type { Report, ViewChange } from '@linli/engine';
import { problem, sendProblem, type RunningService } from '@linli/nest-kit';
import { followChanges } from './change-stream.js';
import type { Copies } from './copies.js';
import type { InternalTokens } from './internal-tokens.js';
import { Neighbour } from './neighbour.js';

/** A service behind the internal ports of its copies, as the gateway's front hands requests to it. */
export interface RemoteService {
  readonly prefix: string;
  handle(request: IncomingMessage, response: ServerResponse): void;
  document(): Promise<RunningService['document']>;
  follow(hears: { readonly changes: (changes: readonly ViewChange[]) => void; readonly gap: () => void }): () => void;
}

/** Of one connection, not of the message (RFC 9110), and what only the gateway needs to see: who somebody is says its token. */
const NOT_PASSED_ON = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'host', 'expect', 'cookie', 'authorization'],
]);
const RETRY_AFTER_SECONDS = '2';

export const remoteService = (
  copies: Copies,
  tokens: InternalTokens,
  { clock, report }: { clock: Clock; report: (line: Report) => void },
): RemoteService => {
  const neighbour = new Neighbour(copies, tokens);
  let document: Promise<RunningService['document']> | undefined;

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const answer = await copies.ask({
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: { ...passedOn(request.headers), authorization: `Bearer ${await tokens.for(copies.service)}` },
      ...(hasBody(request) && { body: request }),
      signal: gone.signal,
    });
    response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
    // A copy that breaks off in the middle breaks the answer off too: half an answer must not look whole.
    pipeline(answer, response, () => undefined);
  };

  return {
    prefix: copies.service,
    handle(request, response) {
      pass(request, response).catch((error: unknown) => {
        if (response.destroyed) return;
        report({ level: 'warn', message: 'a service cannot be reached', service: copies.service, error: String(error) });
        if (response.headersSent) return void response.destroy();
        // Whether a command arrived is not known: the same key sent again finds out.
        sendProblem(response, problem(503, 'not-ready', 'This part of the system cannot be reached just now. Try again in a moment.'), {
          'retry-after': RETRY_AFTER_SECONDS,
        });
      });
    },
    document: () =>
      (document ??= neighbour.json<RunningService['document']>('/internal/document').catch((error: unknown) => {
        document = undefined;
        throw error;
      })),
    follow: (hears) => followChanges(neighbour, hears, { clock, report }),
  };
};

const passedOn = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => {
  // What `Connection` names is of the connection too.
  const named = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.has(name) && !named.has(name)));
};

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] !== undefined && headers['content-length'] !== '0');
