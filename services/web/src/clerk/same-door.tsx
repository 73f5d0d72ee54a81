import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../api/client';
import type { components } from '../api/schema';
import { TimeLeft } from '../ui/time-left';
import { useWord } from '../ui/words-of';
import styles from './clerk.module.css';

type Household = components['schemas']['intake_HouseholdAnswer'];

/** Everybody who lives behind somebody's door. */
export const useHousehold = (resident: components['schemas']['intake_ResidentAnswer'] | undefined): Household | undefined => {
  const { building = '', unit = '', room = '' } = resident?.address ?? {};
  const found = useRead(
    'get',
    '/api/intake/households',
    { params: { query: { q: `${building}-${unit}-${room}`, limit: 20 } } },
    { enabled: resident !== undefined },
  );
  return found.data?.items.find(({ residents }) => residents.some(({ id }) => id === resident?.id));
};

/** What the others behind this door have open, and who is on the way to it: one walk may do for both. */
export const SameDoor = ({ household, own }: { household: Household | undefined; own: readonly { readonly id: string }[] }) => {
  const { t } = useTranslation('clerk');
  const word = useWord();
  const others = (household?.openNeeds ?? []).filter(({ id }) => !own.some((need) => need.id === id));
  if (others.length === 0) return null;
  return (
    <div role="note" className={`${styles.deadline} ${styles.asks}`}>
      <strong>{t('form.same-door')}</strong>
      <ul className={styles.lines}>
        {others.map(({ id, kind, status, deadline, runner }) => (
          <li key={id}>
            <Link to={`/clerk/needs/${id}`}>{word('kind', kind)}</Link> · {word('need-status', status)} · <TimeLeft deadline={deadline} />
            {runner !== undefined && ` · ${t('card.on-the-way', { runner })}`}
          </li>
        ))}
      </ul>
    </div>
  );
};
