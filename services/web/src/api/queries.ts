import { hashKey, QueryClient } from '@tanstack/react-query';
import { areaParam } from './area-param';
import { asProblem } from './problem';

const TRIES = 3;

/** Waits a little longer each time; as long as the server says where it says so. */
export const retryDelay = (attempt: number, error: unknown): number => {
  const { retryAfterSeconds } = asProblem(error);
  return retryAfterSeconds !== undefined ? retryAfterSeconds * 1000 : Math.min(500 * 2 ** attempt, 8_000);
};
export const retry = (failures: number, error: unknown): boolean => failures < TRIES && asProblem(error).passes;

export const queries = new QueryClient({
  defaultOptions: {
    // Live updates say what is stale; the network may be poor, so a question goes out also where the browser thinks it is off.
    queries: {
      retry,
      retryDelay,
      staleTime: 5_000,
      networkMode: 'always',
      refetchOnWindowFocus: true,
      // What one community answered is not what another would.
      queryKeyHashFn: (key) => hashKey([...key, areaParam(String(key[1]))]),
    },
    mutations: { retry, retryDelay, networkMode: 'always' },
  },
});
