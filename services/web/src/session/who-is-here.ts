import { useEffect } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { cameIn, sessionNow, wentOut } from '../api/session';

const WAIT_MS = 2_000;

/** Asks who is signed in here; without a network as often as it takes. */
export const askWhoIsHere = async (): Promise<void> => {
  try {
    const { data } = await api.GET('/api/auth/me');
    if (data) cameIn(data.user);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status === 401) wentOut();
    else if (sessionNow().status === 'unknown') setTimeout(() => void askWhoIsHere(), WAIT_MS);
  }
};

export const useWhoIsHere = (): void => {
  useEffect(() => void askWhoIsHere(), []);
};
