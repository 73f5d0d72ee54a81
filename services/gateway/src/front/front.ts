import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Clock, Ids } from '@linli/kernel';
import { LogBusy } from '@linli/engine';
import {
  answerClientErrors,
  EdgeProblem,
  problem,
  problemOf,
  sendProblem,
  TOKEN_HEADER,
  type Claims,
  type RunningService,
} from '@linli/nest-kit';
import { LiveUpdates } from '../live/live-updates.js';
import { SignIn } from '../sign-in/sign-in.js';
import { sessionOf } from '../sign-in/tokens.js';
import { AccountDirectory } from '../views/account-directory.js';
import { SessionDirectory, type OpenSession } from '../views/session-directory.js';
import { grantsOf } from '../views/user.query.js';
import { addressOf } from './address.js';
import { Admission } from './admission.js';
import { tokenOf } from './cookie.js';
import { mergeDocuments } from './openapi.js';
import type { Screens } from './screens.js';
import { securityHeaders } from './security-headers.js';
import { inThisProcess, type Upstream } from './upstream.js';
import { notSignedIn, remember } from './visit.js';

export interface FrontOptions {
  /** The gateway's own part: accounts and sessions. */
  readonly own: RunningService;
  readonly services: readonly Upstream[];
  /** Signs who asks for the services. */
  readonly sign: (claims: Claims) => Promise<string>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** What people see; without it there is the API alone. */
  readonly screens?: Screens;
  /** A proxy of ours stands before it: it speaks TLS and says who asks. */
  readonly behindProxy?: boolean;
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** Whether what it stands on does its work; where nothing is said, it does. */
  readonly healthy?: () => Promise<boolean>;
}

export interface Front {
  readonly server: Server;
  listen(port: number, host: string): Promise<void>;
  /** From then on `/api/health/ready` says 200. */
  ready(): void;
  close(): Promise<void>;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What is said to whoever comes on top, made once: saying it must cost little. */
const TOO_MANY = problemOf(new LogBusy('Too many requests are under way.'));
/**
 * Connections that the system keeps until this process takes them. Node 20 takes one in each turn of its loop, and under load a turn
 * lasts: with Node's 511 the kernel resets a crowd that comes at once. The kernel's own limit (net.core.somaxconn) counts as well.
 */
const BACKLOG = 4_096;
/** Longer than proxies keep theirs (60 s are usual), so that none is closed at the moment a request goes out on it. */
const KEEP_ALIVE_MS = 75_000;

/** The only public port: who asks, what for, and to which service with it. */
export const createFront = (options: FrontOptions): Front => {
  const { own, sign, clock, ids, screens, behindProxy = false, tls, healthy = async () => true } = options;
  const sessions = own.app.get(SessionDirectory);
  const accounts = own.app.get(AccountDirectory);
  const signIn = own.app.get(SignIn);
  const services = [inThisProcess(own), ...options.services];
  const byPrefix = new Map(services.map((service) => [service.prefix, service]));
  const [ownPart] = services;
  const live = new LiveUpdates(clock, ids.next().replaceAll('-', ''), (session) => {
    const found = sessions.find(session, { use: false });
    return found !== undefined && !('idle' in found);
  });
  const stops = services.map((service) =>
    service.follow({ changes: (changes) => live.take(service.prefix, changes), gap: () => live.reset() }),
  );
  let merged: string | undefined;
  const document = async (): Promise<string> =>
    (merged ??= JSON.stringify(
      mergeDocuments(await Promise.all(services.map(async ({ prefix, document }) => ({ prefix, document: await document() })))),
    ));
  sessions.onEnd((session) => live.endSession(session));
  accounts.onChange((account) => live.endAccount(account));
  let isReady = false;
  const admission = new Admission();

  const sessionFor = async (request: IncomingMessage): Promise<OpenSession | undefined> => {
    const sent = tokenOf(request);
    if (!sent) return undefined;
    const found = await signIn.find(sessionOf(sent.token));
    if (!found) return undefined;
    if (sent.byCookie && !SAFE.has(request.method ?? '') && request.headers['x-linli-csrf'] !== '1') {
      throw new EdgeProblem(403, 'csrf-missing', 'Send X-Linli-CSRF: 1 with everything that changes something.');
    }
    return found;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    securityHeaders(response, behindProxy || tls !== undefined);
    // Nobody but us says who somebody is.
    delete request.headers[TOKEN_HEADER];
    const path = (request.url ?? '/').split('?', 1)[0]!;
    if (path === '/api/health/live') return sendJson(response, 200, { status: 'live' });
    if (path === '/api/health/ready')
      return isReady && (await healthy())
        ? sendJson(response, 200, { status: 'ready' })
        : sendJson(response, 503, { status: isReady ? 'not-ready' : 'starting' }, { 'retry-after': '1' });
    if (path === '/api/openapi.json') return sendText(response, 'application/json; charset=utf-8', await document());
    if (path !== '/api' && !path.startsWith('/api/') && screens?.(request, response)) return;
    if (!path.startsWith('/api/')) return sendProblem(response, problem(404, 'not-found', 'There is nothing here.'));
    if (!admission.admits(path, response)) return sendProblem(response, TOO_MANY.problem, TOO_MANY.headers);
    const session = await sessionFor(request);
    remember(request, { address: addressOf(request, behindProxy), ...(session && { session }) });
    const service = byPrefix.get(path.split('/', 3)[2]!);
    if (!session && service !== ownPart) throw notSignedIn();
    const { volunteerId } = session?.of ?? {};
    if (session && path === '/api/events') {
      if (request.method !== 'GET') throw new EdgeProblem(405, 'method-not-allowed', 'This route does not know that method.');
      const grants = grantsOf(session.of, clock.now());
      return live.open(request, response, {
        session: session.id,
        account: session.account,
        grants,
        ...(volunteerId !== undefined && { volunteerId }),
      });
    }
    if (!service) return sendProblem(response, problem(404, 'not-found', 'There is nothing here.'));
    if (session) {
      request.headers[TOKEN_HEADER] = await sign({
        account: session.account,
        roles: grantsOf(session.of, clock.now()),
        ...(volunteerId !== undefined && { volunteerId }),
      });
    }
    service.handle(request, response);
  };

  let unanswered = 0;
  const listener: RequestListener = (request, response) => {
    unanswered += 1;
    response.once('close', () => (unanswered -= 1));
    handle(request, response).catch((error: unknown) => {
      const answer = problemOf(error);
      if (answer.unexpected)
        own.engine.ground.report({
          level: 'error',
          message: 'the gateway failed',
          error: error instanceof Error ? error.message : 'unknown',
        });
      if (!response.headersSent) sendProblem(response, answer.problem, answer.headers);
      else response.destroy();
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  answerClientErrors(server);
  return {
    server,
    listen: (port, host) =>
      new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port, host, backlog: BACKLOG }, resolve)),
    ready: () => void (isReady = true),
    async close() {
      isReady = false;
      for (const stop of stops) stop();
      live.close();
      await new Promise<void>((resolve) => {
        // Connections that somebody keeps for the next request go as soon as no request is on them. One that was opened and on which
        // nothing was ever asked, as browsers do beforehand, is not idle to Node for a minute: it goes when all others are answered.
        const sweep = setInterval(() => (unanswered === 0 ? server.closeAllConnections() : server.closeIdleConnections()), 20);
        server.close(() => {
          clearInterval(sweep);
          resolve();
        });
      });
    },
  };
};

const sendText = (response: ServerResponse, type: string, text: string): void => {
  response.writeHead(200, { 'content-type': type });
  response.end(text);
};
const sendJson = (response: ServerResponse, status: number, value: object, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
};
