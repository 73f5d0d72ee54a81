import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: they stand with whoever holds them and nowhere else. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The id of a session. A plain hash is enough: there is nothing to guess in a token. */
export const sessionOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
