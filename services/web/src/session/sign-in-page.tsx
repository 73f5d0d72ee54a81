import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../ui/language-switch';
import { LargeTypeSwitch } from '../ui/large-type';
import { useTitle } from '../ui/use-title';
import { SignInForm } from './sign-in-form';
import styles from './sign-in-page.module.css';

export const SignInPage = () => {
  const { t } = useTranslation();
  useTitle(t('sign-in.title'));
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/icon.svg" alt="" width="56" height="56" />
        <h1>{t('brand')}</h1>
        <p className={styles.slogan}>{t('slogan')}</p>
        <SignInForm />
        <p className={styles.help}>{t('sign-in.help')}</p>
        <div className={styles.switches}>
          <LanguageSwitch />
          <LargeTypeSwitch />
        </div>
      </div>
    </main>
  );
};
