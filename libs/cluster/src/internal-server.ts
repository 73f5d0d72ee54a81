import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Peer, Report } from '@linli/engine';
import { Refusal } from '@linli/kernel';
import { answerClientErrors, problem, problemOf, sendProblem, type RunningService } from '@linli/nest-kit';
import type { ChangeStream } from './change-stream.js';
import type { Health } from './health.js';
import { toTheWire } from './http-peer.js';
import type { InternalTokens } from './internal-tokens.js';
import type { Metrics } from './metrics.js';
import { operate, OperationRefused, type Operation, type OperationLine } from './operate.js';

export interface InternalServerOptions {
  readonly name: string;
  readonly tokens: InternalTokens;
  /** As a source for those who hear it: from its log, so also before its views are up. */
  readonly peer: Peer;
  readonly changes: ChangeStream;
  readonly health: () => Promise<Health>;
  readonly metrics: Metrics;
  /** Undefined until it has started, and while it stops. */
  readonly running: () => RunningService | undefined;
  /** False for the gateway: its own routes are reached through its public port alone. */
  readonly servesApi: boolean;
  readonly report: (line: Report) => void;
}

const MOST_OPERATION_BYTES = 64 * 1024;
const MOST_PULLED = 500;
/** Longer than a proxy keeps a connection unused, so that it is never the server who closes it under a request. */
const KEEP_ALIVE_MS = 65_000;

/**
 * The port for the other services, the gateway and the operator. Health and metrics are open to who reaches it;
 * everything else asks for a token made with the shared secret for this very service.
 */
export const createInternalServer = (options: InternalServerOptions): Server => {
  const { name, tokens, health, metrics, running, report } = options;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://internal');
    switch (url.pathname) {
      case '/health/live':
        return sendJson(response, 200, { status: 'live' });
      case '/health/ready': {
        const found = await health();
        return sendJson(response, found.ready ? 200 : 503, found, found.ready ? {} : { 'retry-after': '2' });
      }
      case '/metrics':
        response.writeHead(200, { 'content-type': metrics.contentType });
        return void response.end(await metrics.text());
    }
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !(await tokens.isFor(name, token)))
      return sendProblem(response, problem(401, 'not-internal', 'This port is for the services of this installation.'));
    if (url.pathname === '/internal/heads') return sendJson(response, 200, await options.peer.heads());
    if (url.pathname === '/internal/pull') return pull(options.peer, url.searchParams, response);
    const service = running();
    if (!service) return sendProblem(response, problem(503, 'not-ready', `${name} is starting or stopping.`), { 'retry-after': '2' });
    switch (url.pathname) {
      case '/internal/changes':
        return options.changes.open(response, url.searchParams.get('after') ?? '');
      case '/internal/document':
        return sendJson(response, 200, service.document);
      case '/internal/operate':
        return carryOut(service, request, response, report);
    }
    if (!options.servesApi || !url.pathname.startsWith('/api/'))
      return sendProblem(response, problem(404, 'not-found', 'There is nothing here.'));
    const begun = process.hrtime.bigint();
    response.on('close', () => metrics.answered(request.method ?? '', response.statusCode, Number(process.hrtime.bigint() - begun) / 1e9));
    service.handle(request, response);
  };

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      const answer = problemOf(error);
      if (answer.unexpected) report({ level: 'error', message: 'an internal request failed', error: String(error) });
      if (!response.headersSent) sendProblem(response, answer.problem, answer.headers);
      else response.destroy();
    });
  });
  answerClientErrors(server);
  return server;
};

const pull = async (peer: Peer, asked: URLSearchParams, response: ServerResponse): Promise<void> => {
  const sequence = Number(asked.get('sequence'));
  const limit = Number(asked.get('limit'));
  const community = asked.get('community');
  if (!community || !Number.isSafeInteger(sequence) || sequence < 0 || !Number.isSafeInteger(limit) || limit < 1)
    return sendProblem(response, problem(400, 'malformed-request', 'A pull says community, sequence, hash and limit.'));
  const pulled = await peer.pull(community, { sequence, hash: asked.get('hash') ?? '' }, Math.min(limit, MOST_PULLED));
  sendJson(response, 200, toTheWire(pulled));
};

/** Long work: how far it is comes as it goes, one line of JSON each. */
const carryOut = async (
  service: RunningService,
  request: IncomingMessage,
  response: ServerResponse,
  report: (line: Report) => void,
): Promise<void> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).byteLength;
    if (bytes > MOST_OPERATION_BYTES) return sendProblem(response, problem(413, 'body-too-large', 'This is too much for an operation.'));
    chunks.push(chunk as Buffer);
  }
  const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Operation;
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  const say = (line: OperationLine): void => void response.write(`${JSON.stringify(line)}\n`);
  try {
    say({ outcome: await operate(service, asked, (progress) => say({ progress })) });
  } catch (error) {
    const isKnown = error instanceof OperationRefused || error instanceof Refusal;
    if (!isKnown) report({ level: 'error', message: 'an operation failed', operation: asked.operation, error: String(error) });
    say({ trouble: isKnown ? error.message : `It failed: ${String(error)}` });
  }
  response.end();
};

const sendJson = (response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
};
