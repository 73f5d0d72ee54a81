import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { send } from '../api/command';
import { asProblem, Problem } from '../api/problem';
import { queries } from '../api/queries';
import { areaNow, onSession, sessionNow } from '../api/session';
import { Outbox, type Queued } from './outbox';
import { asIf, type RunCommand, type RunCommandOf, type RunRoute } from './run-command';
import type { Run } from './parts';

/** Longer than this nobody waits before a shelf: it is kept, and goes out by itself. */
const PATIENCE_MS = 8_000;

/** One list for each account: what a colleague has not sent yet stays his. */
const place = (): string | undefined => {
  const session = sessionNow();
  return 'user' in session ? `linli.to-send.${session.user.id}` : undefined;
};

const inTime = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem('no-network', 0)), PATIENCE_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
};

const post = async ({ route, path, body, area, id, at }: Queued, late: boolean): Promise<unknown> => {
  const sent = { path, body, query: { area } };
  const attempt = (occurredAt?: string): Promise<unknown> =>
    inTime(send(route as '/api/pharmacy-run/runs/{id}/close', { ...sent, ...(occurredAt !== undefined && { occurredAt }) } as never, id));
  if (!late) return attempt();
  try {
    return await attempt(at);
  } catch (error) {
    // A phone whose clock goes ahead: what was done counts more than when.
    if (asProblem(error).fields.some((field) => field.path === 'Linli-Occurred-At')) return attempt();
    throw error;
  }
};

export const outbox = new Outbox({
  read: () => JSON.parse(localStorage.getItem(place() ?? '') ?? '[]') as Queued[],
  write: (queued) => {
    const where = place();
    if (where === undefined) return;
    if (queued.length === 0) localStorage.removeItem(where);
    else localStorage.setItem(where, JSON.stringify(queued));
  },
  send: post,
  refresh: () => queries.invalidateQueries(),
  community: areaNow,
  now: Date.now,
});

/** Goes out by itself: when the signal is back, when the phone is taken out again, and before it is put away. */
export const sendByItself = (): void => {
  const flush = (): void => void outbox.flush();
  onSession(() => {
    outbox.reload();
    if (sessionNow().status === 'here') flush();
  });
  addEventListener('online', flush);
  addEventListener('storage', outbox.reload);
  document.addEventListener('visibilitychange', () => void outbox.flush(document.visibilityState === 'hidden'));
  outbox.reload();
  flush();
};

/** The run as it is on this phone: with what is done and not sent. */
export const useAsIf = (run: Run | undefined): Run | undefined => {
  const queued = useSyncExternalStore(outbox.subscribe, outbox.done);
  return useMemo(
    () =>
      run &&
      asIf(
        run,
        queued.filter(({ problem }) => !problem),
      ),
    [run, queued],
  );
};

/** A command of a run: sent at once; without a signal it counts as done, and goes out by itself. */
export const useRunCommand = <Route extends RunRoute>(route: Route, after: { onDone?: () => void } = {}) => {
  const client = useQueryClient();
  return useMutation<'sent' | 'kept', Problem, Omit<RunCommandOf<Route>, 'route'> & { readonly label: string }>({
    retry: false,
    mutationFn: ({ label, ...command }) => outbox.give({ route, ...command } as unknown as RunCommand, label),
    onSuccess: (how) => {
      if (how === 'sent') void client.invalidateQueries();
      after.onDone?.();
    },
  });
};

/** For what one tap does: it counts as done, and can be taken back for ten seconds. */
export const useHeldRunCommand =
  <Route extends RunRoute>(route: Route) =>
  ({ label, ...command }: Omit<RunCommandOf<Route>, 'route'> & { readonly label: string }): void =>
    outbox.hold({ route, ...command } as unknown as RunCommand, label);
