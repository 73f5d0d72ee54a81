import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import { Dialog } from '../ui/dialog';
import { SignInForm } from './sign-in-form';
import { SignOut, toStart } from './sign-out';
import styles from './sign-in-again.module.css';

/** Over whatever somebody was doing: it stays as it is below, and goes on as soon as the same person is back. */
export const SignInAgain = () => {
  const { t } = useTranslation();
  const session = useSession();
  if (session.status !== 'expired') return null;
  const { user, account } = session;
  return (
    <Dialog title={t('sign-in.again')}>
      <p>{t('sign-in.again-why')}</p>
      <SignInForm account={account ?? ''} onDone={({ id }) => (id === user.id ? undefined : toStart())} />
      <SignOut className={styles.out} />
    </Dialog>
  );
};
