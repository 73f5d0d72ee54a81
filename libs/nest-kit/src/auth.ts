import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { plusDays, startOfDay } from '@linli/kernel';
import { EdgeProblem } from './body.js';

export const ROLES = ['clerk', 'caller', 'dispatcher', 'runner', 'captain', 'approver', 'official', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** A role for an area: its digits, and everything below them. `until`: the last day on which it holds. */
export interface Grant {
  readonly role: Role;
  readonly area: string;
  readonly until?: string;
}

/** Who asks, as the gateway knows it. No name: services need none. */
export interface Claims {
  readonly account: string;
  readonly roles: readonly Grant[];
  readonly volunteerId?: string;
}

const ISSUER = 'linli-gateway';
const AUDIENCE = 'linli-services';
const SECONDS = 60;
/** A token is used again until this long before its end. */
const SPARE_MS = 20_000;
const KEPT = 10_000;

/** Ed25519 keys that last as long as the process: gateway and services live and die together when embedded. */
export const newTokenKeys = (): { privateKey: KeyObject; publicKey: KeyObject } => generateKeyPairSync('ed25519');

/** The gateway's side: a short-lived token for the services, made once for many requests of a session. */
export const tokenSigner = (privateKey: KeyObject, now: () => number): ((claims: Claims) => Promise<string>) => {
  const kept = new Map<string, { token: string; until: number }>();
  return async (claims) => {
    const key = JSON.stringify(claims);
    const before = kept.get(key);
    if (before && before.until > now()) return before.token;
    const seconds = Math.floor(now() / 1000);
    const token = await new SignJWT({ roles: claims.roles, ...(claims.volunteerId !== undefined && { volunteerId: claims.volunteerId }) })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setSubject(claims.account)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + SECONDS)
      .sign(privateKey);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, { token, until: seconds * 1000 + SECONDS * 1000 - SPARE_MS });
    return token;
  };
};

export type TokenVerifier = (token: string) => Promise<Claims | undefined>;

/** The services' side: refuses everything that the gateway has not signed within the last minute. */
export const tokenVerifier = (publicKey: KeyObject, now: () => number): TokenVerifier => {
  const kept = new Map<string, { claims: Claims; until: number }>();
  return async (token) => {
    const before = kept.get(token);
    if (before && before.until > now()) return before.claims;
    kept.delete(token);
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ['EdDSA'],
        issuer: ISSUER,
        audience: AUDIENCE,
        currentDate: new Date(now()),
        requiredClaims: ['sub', 'exp'],
      });
      const claims: Claims = {
        account: payload.sub!,
        roles: payload.roles as Grant[],
        ...(typeof payload.volunteerId === 'string' && { volunteerId: payload.volunteerId }),
      };
      if (kept.size >= KEPT) kept.clear();
      kept.set(token, { claims, until: payload.exp! * 1000 });
      return claims;
    } catch {
      return undefined;
    }
  };
};

/** The days of grants are those of the neighbourhoods this is made for; a grant ends with the last moment of its day. */
const GRANT_ZONE = 'Asia/Shanghai';

export const isInForce = ({ until }: Grant, now: number): boolean =>
  until === undefined || now < Date.parse(startOfDay(plusDays(until, 1), GRANT_ZONE));

/** Who asks, for one route. */
export interface Caller {
  readonly account: string;
  readonly volunteerId?: string;
  /** The community he acts in; empty for a route that has none. */
  readonly community: string;
  /** Roles he holds there (everywhere, for a route without a community). */
  readonly roles: readonly Role[];
  /** Grants in force of the roles the route is for. */
  readonly grants: readonly Grant[];
}

/** A person without the role learns nothing but that. */
export const callerFor = (
  claims: Claims,
  allowed: readonly Role[],
  withCommunity: boolean,
  area: string | undefined,
  now: number,
): Caller => {
  const inForce = claims.roles.filter((grant) => isInForce(grant, now));
  const grants = inForce.filter(({ role }) => allowed.includes(role));
  if (grants.length === 0) throw new EdgeProblem(403, 'not-allowed', 'Your account has no role for this.');
  const community = withCommunity ? communityOf(grants, area) : '';
  return {
    account: claims.account,
    ...(claims.volunteerId !== undefined && { volunteerId: claims.volunteerId }),
    community,
    roles: [...new Set(inForce.filter((grant) => community.startsWith(grant.area) || !withCommunity).map(({ role }) => role))],
    grants,
  };
};

const communityOf = (grants: readonly Grant[], area: string | undefined): string => {
  if (area !== undefined) {
    if (!/^\d{12}$/.test(area)) throw new EdgeProblem(400, 'area-needed', 'The area must be the 12 digits of a community.');
    if (!grants.some((grant) => area.startsWith(grant.area)))
      throw new EdgeProblem(403, 'not-allowed', 'Your account has no role for this area.');
    return area;
  }
  const areas = [...new Set(grants.map((grant) => grant.area))];
  if (areas.length === 1 && areas[0]!.length === 12) return areas[0]!;
  throw new EdgeProblem(400, 'area-needed', 'You work in several communities: add ?area= with the 12 digits of one.');
};
