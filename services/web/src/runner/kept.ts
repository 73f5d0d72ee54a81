import type { QueryKey } from '@tanstack/react-query';
import { asProblem } from '../api/problem';
import { queries } from '../api/queries';
import { areaNow, cameIn, chooseArea, onSession, sessionNow, type User } from '../api/session';
import { sendByItself } from './this-phone';
import type { Run } from './parts';

const KEPT_AS = 'linli.runner';
const LONGEST_MS = 24 * 60 * 60 * 1000;
const LIST = '/api/pharmacy-run/runs';
const RUN = '/api/pharmacy-run/runs/{id}';

interface Answer {
  readonly key: QueryKey;
  readonly data: unknown;
  readonly at: number;
}
interface Kept {
  readonly user: User;
  readonly account?: string;
  readonly area?: string;
  readonly answers: readonly Answer[];
}

/** A run is kept until it is over, or is no longer one's own. */
const isKept = ({ key, data }: Answer, error: unknown): boolean =>
  key[1] === LIST || (key[1] === RUN && (data as Run).status !== 'closed' && (error === null || asProblem(error).passes));

const save = (): void => {
  const session = sessionNow();
  if (session.status === 'unknown') return;
  if (!('user' in session)) return localStorage.removeItem(KEPT_AS);
  const answers = queries
    .getQueryCache()
    .getAll()
    .flatMap(({ queryKey, state: { data, dataUpdatedAt, error } }) => {
      const answer = { key: queryKey, data, at: dataUpdatedAt };
      return data !== undefined && isKept(answer, error) ? [answer] : [];
    });
  const { user, account } = session;
  const kept: Kept = { user, ...(account !== undefined && { account }), ...(areaNow() !== undefined && { area: areaNow() }), answers };
  localStorage.setItem(KEPT_AS, JSON.stringify(kept));
};

const open = (): void => {
  const text = localStorage.getItem(KEPT_AS);
  if (text === null) return;
  const { user, account, area, answers } = JSON.parse(text) as Kept;
  chooseArea(area);
  cameIn(user, account);
  for (const { key, data, at } of answers) if (Date.now() - at < LONGEST_MS) queries.setQueryData(key, data, { updatedAt: at });
  // Shown at once, and looked up all the same: it may have changed while nobody looked.
  void queries.invalidateQueries({ refetchType: 'none' });
};

/** What a phone needs to be opened without a signal: who is here and his runs. It goes with the run, and with the person. */
export const keepForLater = (): void => {
  open();
  let who = idNow();
  onSession(() => {
    if (who !== undefined && who !== idNow()) queries.clear();
    who = idNow();
    save();
  });
  queries.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && (event.action.type === 'success' || event.action.type === 'error')) save();
  });
  sendByItself();
};

const idNow = (): string | undefined => {
  const session = sessionNow();
  return 'user' in session ? session.user.id : undefined;
};
