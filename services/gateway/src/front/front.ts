import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Clock, Ids } from '@linli/kernel';
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
import { tokenOf } from './cookie.js';
import { mergeDocuments } from './openapi.js';
import { securityHeaders } from './security-headers.js';
import { START_PAGE } from './start-page.js';
import { notSignedIn, remember } from './visit.js';

export interface FrontOptions {
  /** The gateway's own part: accounts and sessions. */
  readonly own: RunningService;
  readonly services: readonly RunningService[];
  /** Signs who asks for the services. */
  readonly sign: (claims: Claims) => Promise<string>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** A proxy of ours stands before it: it speaks TLS and says who asks. */
  readonly behindProxy?: boolean;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
}

export interface Front {
  readonly server: Server;
  /** From then on `/api/health/ready` says 200. */
  ready(): void;
  close(): Promise<void>;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The only public port: who asks, what for, and to which service with it. */
export const createFront = (options: FrontOptions): Front => {
  const { own, services, sign, clock, ids, behindProxy = false, tls } = options;
  const sessions = own.app.get(SessionDirectory);
  const accounts = own.app.get(AccountDirectory);
  const signIn = own.app.get(SignIn);
  const byPrefix = new Map([own, ...services].map((service) => [service.prefix, service]));
  const document = JSON.stringify(mergeDocuments([own, ...services]));
  const live = new LiveUpdates(clock, ids.next().replaceAll('-', ''));
  const stops = [own, ...services].map((service) => service.engine.onChange((changes) => live.take(changes)));
  sessions.onEnd((session) => live.endSession(session));
  accounts.onChange((account) => live.endAccount(account));
  let isReady = false;

  const sessionFor = (request: IncomingMessage): OpenSession | undefined => {
    const sent = tokenOf(request);
    if (!sent) return undefined;
    const found = sessions.find(sessionOf(sent.token), { use: true });
    if (!found) return undefined;
    if ('idle' in found) {
      void signIn.end({ id: found.idle, account: found.account }, 'idle').catch(() => undefined);
      return undefined;
    }
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
      return isReady
        ? sendJson(response, 200, { status: 'ready' })
        : sendJson(response, 503, { status: 'starting' }, { 'retry-after': '1' });
    if (path === '/api/openapi.json') return sendText(response, 'application/json; charset=utf-8', document);
    if (path === '/' || path === '/index.html') return sendText(response, 'text/html; charset=utf-8', START_PAGE);
    if (!path.startsWith('/api/')) return sendProblem(response, problem(404, 'not-found', 'There is nothing here.'));
    const session = sessionFor(request);
    remember(request, { address: addressOf(request, behindProxy), ...(session && { session }) });
    const service = byPrefix.get(path.split('/', 3)[2]!);
    if (!session && service !== own) throw notSignedIn();
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

  const listener: RequestListener = (request, response) => {
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
  answerClientErrors(server);
  return {
    server,
    ready: () => void (isReady = true),
    async close() {
      isReady = false;
      for (const stop of stops) stop();
      live.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
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
