import { useId, type ButtonHTMLAttributes, type InputHTMLAttributes, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import styles from './plain.module.css';

// Controls that weigh nothing, for the pages that everybody loads and for the runner's phone.

export const Button = ({
  primary,
  className = '',
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { primary?: boolean }) => (
  <button type={type} className={`${styles.button} ${primary ? styles.primary : ''} ${className}`} {...rest} />
);

export const TextField = ({
  label,
  error,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { label: string; error?: string; ref?: Ref<HTMLInputElement> }) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={error !== undefined} aria-describedby={error === undefined ? undefined : `${id}-error`} {...rest} />
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
};

/** What went wrong, in words; read out as soon as it stands there. */
export const ProblemLine = ({ problem }: { problem: Problem | null | undefined }) => {
  const { t } = useTranslation('problems');
  return <div role="alert">{problem && <p className={styles.problem}>{t(problem.code, { defaultValue: t('unexpected') })}</p>}</div>;
};
