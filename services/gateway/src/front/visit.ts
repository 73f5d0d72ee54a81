import type { IncomingMessage } from 'node:http';
import { EdgeProblem } from '@linli/nest-kit';
import type { OpenSession } from '../views/session-directory.js';

/** What the front knows of a request and the gateway's own routes need. It cannot be sent along by anybody: it hangs on the object. */
export interface Visit {
  /** Where it comes from, as far as that is to be believed. */
  readonly address: string;
  readonly session?: OpenSession;
}

const visits = new WeakMap<IncomingMessage, Visit>();

export const remember = (request: IncomingMessage, visit: Visit): void => void visits.set(request, visit);

export const visitOf = (request: IncomingMessage): Visit => visits.get(request) ?? { address: '' };

export const sessionOfVisit = (request: IncomingMessage): OpenSession => {
  const { session } = visitOf(request);
  if (!session) throw notSignedIn();
  return session;
};

export const notSignedIn = (): EdgeProblem => new EdgeProblem(401, 'not-signed-in', 'Sign in first.');
