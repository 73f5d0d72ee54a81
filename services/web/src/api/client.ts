import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { areaParam } from './area-param';
import { Problem, problemIn } from './problem';
import type { paths } from './schema';
import { sessionNow, signedInAgain } from './session';
import { Written } from './written';

const written = new Written();
const isSafe = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** What every request of a screen carries. */
const carries: Middleware = {
  onRequest({ request }) {
    if (!isSafe(request)) {
      request.headers.set('X-Linli-CSRF', '1');
      return request;
    }
    const url = new URL(request.url);
    const { area } = areaParam(url.pathname);
    if (area !== undefined && !url.searchParams.has('area')) url.searchParams.set('area', area);
    const position = written.atLeast(url.pathname, area);
    if (position !== undefined) url.searchParams.set('atLeast', String(position));
    return new Request(url, { headers: request.headers, signal: request.signal });
  },
  async onResponse({ request, response }) {
    if (!response.ok) throw await problemIn(response);
    if (!isSafe(request) && response.headers.get('content-type')?.includes('json')) {
      const { pathname } = new URL(request.url);
      written.note(pathname, areaParam(pathname).area, await positionIn(response));
    }
    return response;
  },
};

const positionIn = async (response: Response): Promise<unknown> =>
  ((await response.clone().json()) as { position?: unknown } | undefined)?.position;

/** A session that ran out stops nothing: the person signs in over the form, and the very same request goes out again. */
const patientFetch = async (request: Request): Promise<Response> => {
  const again = request.clone();
  const response = await reachable(request);
  const isSignIn = new URL(request.url).pathname.startsWith('/api/auth/sign-');
  if (response.status !== 401 || isSignIn || sessionNow().status === 'unknown' || sessionNow().status === 'nobody') return response;
  await signedInAgain();
  return reachable(again);
};

const reachable = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new Problem('no-network', 0);
  }
};

export const api = createFetchClient<paths>({ baseUrl: location.origin, fetch: patientFetch });
api.use(carries);

/** Queries by route: `useRead('get', '/api/dispatch/board', …)`. */
export const { useQuery: useRead, useInfiniteQuery: useReadPages, queryOptions: reading } = createQueryClient(api);
