import { useTranslation } from 'react-i18next';
import { useNow } from './now';
import { moment, pressure, timeLeft } from './time';
import styles from './time-left.module.css';

/** The time left until a deadline; it counts by itself. */
export const TimeLeft = ({ deadline }: { deadline: string }) => {
  const { t, i18n } = useTranslation();
  const now = useNow(15_000);
  const { key, ...rest } = timeLeft(deadline, now);
  return (
    <time dateTime={deadline} title={moment(deadline, i18n.language)} className={styles[pressure(deadline, now)]}>
      {t(`left.${key}`, { ...rest })}
    </time>
  );
};
