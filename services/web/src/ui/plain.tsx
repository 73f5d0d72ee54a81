import { useId, type ButtonHTMLAttributes, type InputHTMLAttributes, type Ref } from 'react';
import type { Problem } from '../api/problem';
import styles from './plain.module.css';
import { useProblemWords } from './problem-words';

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
  const words = useProblemWords();
  return <div role="alert">{problem && <p className={styles.problem}>{words(problem)}</p>}</div>;
};
