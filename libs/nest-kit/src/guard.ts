import { randomUUID } from 'node:crypto';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { Refusal, type Clock } from '@linli/kernel';
import type { Envelope } from '@linli/engine';
import { callerFor } from './auth.js';
import { EdgeProblem, RawBody } from './body.js';
import { ACCESS, COMMAND, type Access, type LinliRequest } from './routes.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A device's clock may be ahead of ours by so much. */
const AHEAD_MS = 5 * 60_000;

/** Speaks in the order of refusals: 401 (before it), 403, key, 400. */
export class Guard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<LinliRequest>();
    const access = this.reflector.get<Access | 'everybody' | undefined>(ACCESS, context.getHandler());
    if (access === 'everybody') return true;
    if (!access) throw new EdgeProblem(403, 'not-allowed', 'Nobody may do this here.');
    if (!request.claims) throw new EdgeProblem(401, 'not-signed-in', 'Sign in first.');
    // As everywhere in a query, the last of what stands twice counts.
    const area = [(request.query as { area?: string | string[] }).area].flat().at(-1);
    const caller = callerFor(request.claims, access.roles, access.community, area, this.clock.now());
    request.caller = caller;
    if (this.reflector.get<boolean | undefined>(COMMAND, context.getHandler())) request.envelope = this.#envelope(request, caller);
    if (!isDecodable(request.url)) throw new EdgeProblem(400, 'malformed-request', 'The address of the request is not UTF-8.');
    return true;
  }

  #envelope(request: LinliRequest, caller: NonNullable<LinliRequest['caller']>): Envelope {
    const key = header(request, 'idempotency-key');
    if (key === undefined) throw new EdgeProblem(400, 'idempotency-key-missing', 'Send an Idempotency-Key (a UUID) with every command.');
    if (!UUID.test(key)) throw wrongHeader('Idempotency-Key', 'must be a UUID');
    const ifMatch = version(header(request, 'if-match'));
    const occurredAt = this.#occurredAt(header(request, 'linli-occurred-at'));
    const { body } = request;
    return {
      community: caller.community,
      sender: caller.account,
      commandId: key.toLowerCase(),
      correlation: randomUUID(),
      request: `${request.method} ${request.url}\n${body instanceof RawBody ? body.said : ''}`,
      ...(ifMatch !== undefined && { ifMatch }),
      ...(occurredAt !== undefined && { occurredAt }),
      caller: { roles: caller.roles, ...(caller.volunteerId !== undefined && { volunteerId: caller.volunteerId }) },
    };
  }

  #occurredAt(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
    // A day that no calendar has is read as a later one.
    if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== text.slice(0, 19))
      throw wrongHeader('Linli-Occurred-At', 'must be a moment in UTC, ISO 8601');
    if (at > this.clock.now() + AHEAD_MS) throw wrongHeader('Linli-Occurred-At', 'must not lie in the future');
    return new Date(at).toISOString();
  }
}

/** The router reads a query whose percent signs stand for no text as if they were meant as they are: it would ask for something else. */
const isDecodable = (url: string): boolean => {
  try {
    return !url.includes('%') || decodeURIComponent(url) !== undefined;
  } catch {
    return false;
  }
};

const header = (request: LinliRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const version = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const match = /^(?:W\/)?"?(\d{1,15})"?$/.exec(text);
  if (!match) throw wrongHeader('If-Match', 'must be a version in quotes, such as "7"');
  return Number(match[1]);
};

const wrongHeader = (name: string, problem: string): Refusal => {
  const message = `${name} ${problem}.`;
  return new Refusal('invalid', 'invalid-field', message, { errors: [{ path: name, code: 'invalid-field', message }] });
};
