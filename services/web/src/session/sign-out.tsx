import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import { queries } from '../api/queries';
import { wentOut } from '../api/session';
import { RUNNER } from '../shell/runner-entry';
import { useProblemWords } from '../ui/problem-words';

/** Back to where this document begins: who installed the phone's page stays in it. */
export const toStart = (): void => location.assign(`${location.pathname}/`.startsWith(RUNNER) ? RUNNER : '/');

/** Leaves nothing behind for who sits down next. Without a network nobody is signed out, and that is said. */
export const SignOut = ({ className, first }: { className?: string; first?: () => Promise<unknown> }) => {
  const { t } = useTranslation();
  const words = useProblemWords();
  const [problem, setProblem] = useState<Problem>();
  const signOut = async (): Promise<void> => {
    setProblem(undefined);
    try {
      await first?.();
      await api.POST('/api/auth/sign-out');
    } catch (error) {
      // A session that has ended is signed out.
      if (asProblem(error).status !== 401) return setProblem(asProblem(error));
    }
    queries.clear();
    wentOut();
    toStart();
  };
  return (
    <>
      <button type="button" className={className} onClick={() => void signOut()}>
        {t('sign-out')}
      </button>
      <span role="alert">{problem && t('sign-out-failed', { why: words(problem) })}</span>
    </>
  );
};
