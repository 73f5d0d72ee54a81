import { useTranslation } from 'react-i18next';
import { holds, useHeld } from '../api/hold';
import styles from './held-commands.module.css';
import { useNow } from './now';
import { Button } from './plain';

/** What happens in some seconds unless it is taken back. */
export const HeldCommands = () => {
  const { t } = useTranslation();
  const held = useHeld();
  const now = useNow();
  if (held.length === 0) return null;
  return (
    <section className={`${styles.held} no-print`} aria-label={t('hold.label')}>
      {held.map(({ id, label, sendsAt }) => (
        <div key={id} className={styles.one}>
          <span role="status">{t('hold.waiting', { what: label, seconds: Math.max(0, Math.ceil((sendsAt - now) / 1000)) })}</span>
          <Button onClick={() => holds.takeBack(id)}>{t('hold.take-back')}</Button>
          <Button onClick={() => holds.sendNow(id)}>{t('hold.now')}</Button>
        </div>
      ))}
    </section>
  );
};
