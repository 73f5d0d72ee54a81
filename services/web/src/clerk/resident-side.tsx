import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { components } from '../api/schema';
import { Card, Mark } from '../ui/card';
import { TimeLeft } from '../ui/time-left';
import { useWord } from '../ui/words-of';
import styles from './clerk.module.css';

/** Whom it is about, beside a form: address, phone, what is open. */
export const ResidentSide = ({
  resident: { id, name, phone, address, careCategories, medicationPlan, notes },
  needs,
  beside,
}: {
  resident: components['schemas']['intake_ResidentAnswer'];
  /** Those of the person. The need that the card stands beside is left to its own page. */
  needs: readonly components['schemas']['intake_ListedNeedAnswer'][];
  beside?: string;
}) => {
  const { t } = useTranslation('clerk');
  const { t: common } = useTranslation();
  const word = useWord();
  const open = needs.filter((need) => need.id !== beside && (need.status === 'open' || need.status === 'assigned'));
  return (
    <Card title={<Link to={`/clerk/residents/${id}`}>{name}</Link>}>
      <p>
        {common('address', { ...address })}
        <br />
        {phone !== undefined && <a href={`tel:${phone}`}>{phone}</a>}
      </p>
      <span className={styles.marks}>
        {careCategories.map((category) => (
          <Mark key={category}>{word('care', category)}</Mark>
        ))}
      </span>
      {notes !== undefined && notes !== '' && (
        <>
          <h3>{t('card.notes')}</h3>
          <p>{notes}</p>
        </>
      )}
      {medicationPlan.length > 0 && (
        <>
          <h3>{t('resident.plan')}</h3>
          <ul className={styles.lines}>
            {medicationPlan.map(({ medicine, strength, dailyDose, unitsLeft, countedOn }) => (
              <li key={`${medicine} ${strength}`}>
                {medicine} {strength} · {t('resident.plan-line', { dailyDose, unitsLeft, countedOn })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('card.open')}</h3>
      {open.length === 0 ? (
        <p>{t(beside === undefined ? 'card.none-open' : 'card.none-other')}</p>
      ) : (
        <ul className={styles.lines}>
          {open.map((need) => (
            <li key={need.id}>
              <Link to={`/clerk/needs/${need.id}`}>{word('kind', need.kind)}</Link> · {word('need-status', need.status)} ·{' '}
              <TimeLeft deadline={need.deadline} />
              {need.runner !== undefined && ` · ${t('card.on-the-way', { runner: need.runner })}`}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};
