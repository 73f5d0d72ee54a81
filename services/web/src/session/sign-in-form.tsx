import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import { cameIn, type User } from '../api/session';
import { Button, ProblemLine, TextField } from '../ui/plain';

/** Account and password. `account` is known where somebody signs in again. */
export const SignInForm = ({ account: known, onDone }: { account?: string; onDone?: (user: User) => void }) => {
  const { t } = useTranslation();
  const [account, setAccount] = useState(known ?? '');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  const signIn = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { data } = await api.POST('/api/auth/sign-in', { body: { account: account.trim(), password: password.current!.value } });
      password.current!.value = '';
      onDone?.(data!.user);
      cameIn(data!.user, account.trim());
    } catch (error) {
      setProblem(asProblem(error));
      password.current?.select();
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <TextField
        label={t('sign-in.account')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus={known === undefined}
        value={account}
        onChange={(event) => setAccount(event.target.value)}
      />
      <TextField
        ref={password}
        label={t('sign-in.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        autoFocus={known !== undefined}
      />
      <ProblemLine problem={problem} />
      <Button type="submit" primary disabled={busy}>
        {busy ? t('sign-in.doing') : t('sign-in.do')}
      </Button>
    </form>
  );
};
