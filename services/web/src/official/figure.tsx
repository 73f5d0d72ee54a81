import { useTranslation } from 'react-i18next';
import styles from './official.module.css';

/** A small number is told as `<5`; one that would give it away by subtraction not at all. */
export type Count = number | '<5' | null;

export const isHidden = (count: unknown): boolean => count === '<5';

const written = (count: Count, language: string): string =>
  count === null ? '–' : typeof count === 'number' ? new Intl.NumberFormat(language).format(count) : count;

/** One figure with its name: today's large, so far beside it. */
export const Figure = ({
  name,
  value,
  soFar,
  of,
  unit,
  warns = false,
}: {
  name: string;
  value: Count;
  soFar?: Count;
  of?: Count;
  unit?: string;
  warns?: boolean;
}) => {
  const { t, i18n } = useTranslation('official');
  const text = written(value, i18n.language);
  return (
    <dl className={styles.figure}>
      <dt>{name}</dt>
      <dd className={warns && value !== 0 && value !== null ? styles.warns : undefined}>
        {text}
        {of !== undefined && <small> / {written(of, i18n.language)}</small>}
        {unit !== undefined && value !== null && <small> {unit}</small>}
      </dd>
      {soFar !== undefined && <dd className={styles.soFar}>{t('so-far', { count: written(soFar, i18n.language) as never })}</dd>}
    </dl>
  );
};
