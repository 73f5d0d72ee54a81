import { useTranslation } from 'react-i18next';
import { HOLD_SECONDS, holds, useHeld, type Held, type HeldList } from '../api/hold';
import type { Problem } from '../api/problem';
import styles from './held-commands.module.css';
import { useNow } from './now';
import { Button } from './plain';
import { useProblemWords } from './problem-words';

/** What happens in some seconds unless it is taken back, and what could not be done: below every page, wherever one has gone since. */
export const HeldCommands = ({ from = holds }: { from?: HeldList }) => {
  const { t } = useTranslation();
  const held = useHeld(from);
  if (held.length === 0) return null;
  const kept = held.filter(({ state }) => state.name === 'kept').length;
  return (
    <section className={`${styles.held} no-print`} aria-label={t('hold.label')}>
      {kept > 0 && (
        <div className={styles.one}>
          <span role="status">{t('hold.kept', { count: kept })}</span>
        </div>
      )}
      {held.map((one) => (
        <One key={one.id} held={one} from={from} />
      ))}
    </section>
  );
};

const One = ({ held: { id, label, said, state }, from }: { held: Held; from: HeldList }) => {
  const { t } = useTranslation();
  switch (state.name) {
    case 'kept':
      return null;
    case 'waiting':
      return (
        <div className={styles.one}>
          <Countdown label={label} sendsAt={state.sendsAt} />
          <Button onClick={() => from.takeBack(id)}>{t('hold.take-back')}</Button>
          <Button onClick={() => void from.sendNow(id)}>{t('hold.now')}</Button>
        </div>
      );
    case 'sending':
      return (
        <div className={styles.one}>
          <span role="status">{t('hold.sending', { what: label })}</span>
        </div>
      );
    case 'failed':
      return (
        <div className={`${styles.one} ${styles.failed}`}>
          <NotDone label={label} said={said} problem={state.problem} />
          <Button onClick={() => void from.sendNow(id)}>{t('hold.again')}</Button>
          <Button onClick={() => from.takeBack(id)}>{t('hold.give-up')}</Button>
        </div>
      );
  }
};

const Countdown = ({ label, sendsAt }: { label: string; sendsAt: number }) => {
  const { t } = useTranslation();
  const now = useNow();
  // The clock of the screen is up to a second late.
  const seconds = Math.min(HOLD_SECONDS, Math.max(0, Math.ceil((sendsAt - now) / 1000)));
  return <span role="status">{t('hold.waiting', { what: label, seconds })}</span>;
};

const NotDone = ({ label, said, problem }: { label: string; said: string | undefined; problem: Problem }) => {
  const { t } = useTranslation();
  const words = useProblemWords();
  return (
    <div role="alert" className={styles.why}>
      <strong>{t('hold.failed', { what: label })}</strong>
      <p>{words(problem)}</p>
      {said !== undefined && <p>{t('hold.said', { said })}</p>}
    </div>
  );
};
