import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { policyWith } from './security-headers.js';

/** Answers a request for a page or a file of the screens; false when it is for neither. */
export type Screens = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Where the build writes it for us. */
const NONCE = '%NONCE%';
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

/** Entries of their own, by the first word of the path; all other paths belong to the one at the desk. */
const ENTRIES = ['runner'] as const;

/** Its pages are files as they are: they make no styles, so the policy of every answer holds for them too. */
const MANUAL = '/manual/';

/**
 * The built screens of a folder. Files are known from the start, so no path leads out of it. A page is told a fresh nonce
 * for the styles it makes; scripts come from files alone.
 */
export const screensIn = (folder: string): Screens => {
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: [],
    setHeaders: (response, path) => response.setHeader('cache-control', path.startsWith('/assets/') ? FOR_EVER : ASK_AGAIN),
  });
  const pageOf = (name: string): string | undefined => {
    const path = join(folder, `${name}.html`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const desk = pageOf('index');
  const entries = new Map(ENTRIES.map((entry) => [entry as string, pageOf(entry)]));

  return (request, response) => {
    if (desk === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const path = (request.url ?? '/').split('?', 1)[0]!;
    if (path === '/manual' || path === MANUAL) {
      response.writeHead(302, { location: `${MANUAL}index.html` }).end();
      return true;
    }
    if (path.startsWith(MANUAL) || (/\.[a-z0-9]+$/i.test(path) && !path.endsWith('.html'))) {
      let found = true;
      // A file that was there at the start and cannot be read now (none left to open, a disk, a build over it) ends this answer, not the house.
      response.once('pipe', (source) => source.once('error', () => response.destroy()));
      files(request, response, () => void (found = false));
      return found;
    }
    const page = entries.get(path.split('/', 2)[1]!) ?? desk;
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('content-security-policy', policyWith(nonce));
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(request.method === 'HEAD' ? undefined : page.replaceAll(NONCE, nonce));
    return true;
  };
};
