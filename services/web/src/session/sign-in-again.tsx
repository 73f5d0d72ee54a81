import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import { SignInForm } from './sign-in-form';
import { signOut } from './who-is-here';
import styles from './sign-in-again.module.css';

/** Over whatever somebody was doing: it stays as it is below, and goes on as soon as the same person is back. */
export const SignInAgain = () => {
  const session = useSession();
  return session.status === 'expired' ? <Dialog of={session.user.id} account={session.account} /> : null;
};

const Dialog = ({ of, account }: { of: string; account?: string }) => {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="sign-in-again" onCancel={(event) => event.preventDefault()}>
      <h2 id="sign-in-again">{t('sign-in.again')}</h2>
      <p>{t('sign-in.again-why')}</p>
      <SignInForm account={account ?? ''} onDone={(user) => (user.id === of ? undefined : location.assign('/'))} />
      <button type="button" className={styles.out} onClick={() => void signOut()}>
        {t('sign-out')}
      </button>
    </dialog>
  );
};
