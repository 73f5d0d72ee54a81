import type { ReactNode } from 'react';
import styles from './card.module.css';

export const Card = ({
  title,
  extra,
  children,
  className = '',
}: {
  title?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
}) => (
  <section className={`${styles.card} ${className}`}>
    {(title !== undefined || extra !== undefined) && (
      <header>
        {title !== undefined && <h2>{title}</h2>}
        {extra}
      </header>
    )}
    {children}
  </section>
);

/** Where there is nothing yet: what that means and what to do. */
export const Empty = ({ children }: { children: ReactNode }) => <p className={styles.empty}>{children}</p>;

/** A word in a frame; the tone is never all that tells. */
export const Mark = ({ tone = 'plain', children }: { tone?: 'plain' | 'bad' | 'warn' | 'good'; children: ReactNode }) => (
  <span className={`${styles.mark} ${styles[tone]}`}>{children}</span>
);

/** Names and what they are. */
export const Facts = ({ of }: { of: readonly (readonly [ReactNode, ReactNode] | undefined)[] }) => (
  <dl className={styles.facts}>
    {of.map((fact, at) =>
      fact === undefined || fact[1] === undefined || fact[1] === '' ? null : (
        <div key={at}>
          <dt>{fact[0]}</dt>
          <dd>{fact[1]}</dd>
        </div>
      ),
    )}
  </dl>
);
