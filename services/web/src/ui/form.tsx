import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import styles from './form.module.css';
import { Button } from './plain';
import { ProblemNote } from './problem-note';

/** What a form is sent with: a command, or what stands for one. What is held back has neither wait nor problem here. */
export interface Sender<Sent> {
  readonly mutate: (sent: Sent, after: { onSuccess: () => void }) => void;
  readonly reset?: () => void;
  readonly isPending?: boolean;
  readonly error?: Problem | null;
}

/** What a field says that lacks something, or that holds no number; nothing until somebody has tried to send it so. */
export type Lacks = (isMissing: boolean, field: string, sentence?: 'required' | 'number') => string | undefined;

/** A form of the desk: it goes out once it is whole, says in a sentence what went wrong, and what was typed stays. */
export const Form = <Sent,>({
  command,
  sent,
  takeLatest,
  action,
  quiet = false,
  disabled = false,
  beside,
  onCancel,
  children,
}: {
  command: Sender<Sent>;
  /** What was typed, as it is sent; nothing while it is not whole. */
  sent: NoInfer<Sent> | undefined;
  /** For what states the version it was read at: who has seen what another did goes on from there. */
  takeLatest?: (version: number) => void;
  action: string;
  /** Not what one is here for first. */
  quiet?: boolean;
  disabled?: boolean;
  beside?: ReactNode;
  onCancel?: () => void;
  children: ReactNode | ((lacks: Lacks) => ReactNode);
}) => {
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const { error, isPending = false } = command;
  const form = useRef<HTMLFormElement>(null);
  const lacks: Lacks = (isMissing, field, sentence = 'required') => (tried && isMissing ? t(`form.${sentence}`, { field }) : undefined);
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (sent !== undefined) command.mutate(sent, { onSuccess: () => setTried(false) });
        // Where the first thing is missing, there the hands go on.
        else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      }}
    >
      {typeof children === 'function' ? children(lacks) : children}
      <ProblemNote
        problem={error}
        takeLatest={
          takeLatest &&
          (() => {
            takeLatest(Number(error?.details.version));
            command.reset?.();
          })
        }
      />
      <div className={styles.actions}>
        <Button type="submit" primary={!quiet} disabled={isPending || disabled}>
          {action}
        </Button>
        {beside}
        {onCancel && <Button onClick={onCancel}>{t('action.cancel')}</Button>}
      </div>
    </form>
  );
};
