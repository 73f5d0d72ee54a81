import { useTranslation } from 'react-i18next';
import { useNow } from './now';
import { clock, dayOf } from './time';
import styles from './as-of.module.css';

/** How fresh the figures are: "14:03:20，2 秒前". */
export const AsOf = ({ at }: { at: number }) => {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (at === 0) return null;
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const time = clock(at, i18n.language);
  return (
    <span className={styles.asOf}>
      <span className="only-print">{dayOf(at, i18n.language)} </span>
      <span className="unseen">{t('live.label')} </span>
      {seconds < 120 ? t('live.as-of', { time, seconds }) : t('live.as-of-minutes', { time, minutes: Math.floor(seconds / 60) })}
    </span>
  );
};
