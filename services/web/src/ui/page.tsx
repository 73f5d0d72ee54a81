import type { ReactNode } from 'react';
import { AsOf } from './as-of';
import styles from './page.module.css';
import { useTitle } from './use-title';

/** A page of the desk: its name, how fresh it is, what can be done, and then itself. */
export const Page = ({ title, asOf, actions, children }: { title: string; asOf?: number; actions?: ReactNode; children: ReactNode }) => {
  useTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {asOf !== undefined && <AsOf at={asOf} />}
        {actions !== undefined && <div className={`${styles.actions} no-print`}>{actions}</div>}
      </header>
      {children}
    </div>
  );
};
