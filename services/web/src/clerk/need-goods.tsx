import { useTranslation } from 'react-i18next';
import type { components } from '../api/schema';
import { Mark } from '../ui/card';
import { useWord } from '../ui/words-of';
import styles from './clerk.module.css';

/** What was asked for, and what came instead or not at all. */
export const NeedGoods = ({ need: { lines, missing } }: { need: components['schemas']['intake_NeedAnswer'] }) => {
  const { t } = useTranslation('clerk');
  const word = useWord();
  if (lines.length === 0) return null;
  return (
    <ul className={styles.lines} aria-label={t('need.lines')}>
      {lines.map(({ lineId, item, strength, quantity, unit, substitution, instead }) => (
        <li key={lineId}>
          <strong>{item}</strong> {strength} × {quantity} {unit} · {word('substitution', substitution)}
          {instead && (
            <div>
              {t('need.instead', {
                what: [instead.item, instead.strength].filter(Boolean).join(' '),
                quantity: instead.quantity,
                unit,
              })}
            </div>
          )}
          {missing.includes(lineId) && (
            <>
              {' '}
              <Mark tone="warn">{t('need.missing')}</Mark>
            </>
          )}
        </li>
      ))}
    </ul>
  );
};
