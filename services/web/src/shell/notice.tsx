import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useTitle } from '../ui/use-title';
import styles from './notice.module.css';

/** A page that has nothing but something to say. */
export const Notice = ({ title, children, home = true }: { title: string; children: ReactNode; home?: boolean }) => {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <div className={styles.notice}>
      <h1>{title}</h1>
      <p>{children}</p>
      {home && (
        <p>
          <Link to="/">{t('not-found.home')}</Link>
        </p>
      )}
    </div>
  );
};
