import type { ServerResponse } from 'node:http';

/** No script but our own files, nothing from elsewhere, in nobody's frame. */
const policy = (styles: string): string =>
  [
    "default-src 'none'; script-src 'self'; worker-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'",
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ].join('; ');
const POLICY = policy("'self'");

/** For a page that makes styles of its own, marked with this nonce. */
export const policyWith = (nonce: string): string => policy(`'self' 'nonce-${nonce}'`);

/** What every answer carries. `secure`: it goes out over TLS, ours or a proxy's. */
export const securityHeaders = (response: ServerResponse, secure: boolean): void => {
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(self), geolocation=(), microphone=()');
  response.setHeader('cache-control', 'no-store');
  if (secure) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
};
