import type { IncomingMessage } from 'node:http';

/** `__Host-`: browsers take it only from this very host, over TLS (or loopback), for every path. */
const NAME = '__Host-linli';
const RULES = 'Path=/; Secure; HttpOnly; SameSite=Strict';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const sessionCookie = (token: string, seconds: number): string => `${NAME}=${token}; ${RULES}; Max-Age=${seconds}`;
export const noSessionCookie = `${NAME}=; ${RULES}; Max-Age=0`;

/** The token that came along. A header is meant, a cookie is just there: whoever sends the header needs no proof against forged requests. */
export const tokenOf = ({ headers }: IncomingMessage): { token: string; byCookie: boolean } | undefined => {
  if (headers.authorization !== undefined) {
    const token = /^Bearer +(\S+) *$/i.exec(headers.authorization)?.[1];
    return token !== undefined && TOKEN.test(token) ? { token, byCookie: false } : undefined;
  }
  for (const part of headers.cookie?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() !== NAME) continue;
    const token = part.slice(at + 1).trim();
    return TOKEN.test(token) ? { token, byCookie: true } : undefined;
  }
  return undefined;
};
