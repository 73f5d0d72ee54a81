import { createHash } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { SettingsWrong } from './settings.js';

const SECONDS = 60;
/** A token is used again until this long before its end. */
const SPARE_MS = 20_000;
const LEAST_CHARACTERS = 32;
const ISSUER = 'linli-internal';

/**
 * Services know each other by a secret that they share and that never travels: what is sent is a token signed with it,
 * for one service and one minute. Several secrets, one a line, while it is changed: the first signs, all are accepted.
 */
export interface InternalTokens {
  /** For a request to this service. */
  for(service: string): Promise<string>;
  /** Whether the token was made for this service, by somebody who knows a secret, within the last minute. */
  isFor(service: string, token: string): Promise<boolean>;
}

export const internalTokens = (secrets: string, now: () => number): InternalTokens => {
  const lines = secrets
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0 || lines.some((line) => line.length < LEAST_CHARACTERS))
    throw new SettingsWrong(`LINLI_INTERNAL_SECRET_FILE must hold a secret of at least ${LEAST_CHARACTERS} characters a line.`);
  const keys = lines.map((line) => createHash('sha256').update(line).digest());
  const made = new Map<string, { token: string; until: number }>();
  return {
    async for(service) {
      const before = made.get(service);
      if (before && before.until > now()) return before.token;
      const seconds = Math.floor(now() / 1000);
      const token = await new SignJWT()
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(service)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + SECONDS)
        .sign(keys[0]!);
      made.set(service, { token, until: (seconds + SECONDS) * 1000 - SPARE_MS });
      return token;
    },
    async isFor(service, token) {
      for (const key of keys) {
        try {
          await jwtVerify(token, key, {
            algorithms: ['HS256'],
            issuer: ISSUER,
            audience: service,
            currentDate: new Date(now()),
            // Clocks of two machines are never quite the same.
            clockTolerance: 5,
            requiredClaims: ['exp'],
          });
          return true;
        } catch {
          // Not of this secret, not for us, or too old: the next secret is asked.
        }
      }
      return false;
    },
  };
};
