import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { components } from '../api/schema';
import { ActLink } from '../ui/act-link';
import { Card, Mark } from '../ui/card';
import { moment } from '../ui/time';
import { TimeLeft } from '../ui/time-left';
import { useWord } from '../ui/words-of';
import styles from './clerk.module.css';

type Household = components['schemas']['intake_HouseholdAnswer'];

/** Who lives there, what is open and who is on the way, what was last said. */
export const HouseholdCard = ({ household }: { household: Household }) => {
  const { t } = useTranslation('clerk');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  const { address, residents, openNeeds, lastContacts, notes } = household;
  return (
    <Card title={common('address', { ...address })}>
      <ul className={styles.people}>
        {residents.map(({ id, name, phone, careCategories }) => (
          <li key={id}>
            <div>
              <Link to={`/clerk/residents/${id}`} className={styles.name}>
                {name}
              </Link>{' '}
              {phone !== undefined && <a href={`tel:${phone}`}>{phone}</a>}
              {careCategories.length > 0 && (
                <span className={styles.marks}>
                  {careCategories.map((category) => (
                    <Mark key={category}>{word('care', category)}</Mark>
                  ))}
                </span>
              )}
            </div>
            <ActLink small to={`/clerk/needs/new?resident=${id}`} aria-label={t('card.new-need-of', { name })}>
              {t('card.new-need')}
            </ActLink>
          </li>
        ))}
      </ul>
      {openNeeds.length > 0 && (
        <>
          <h3>{t('card.open')}</h3>
          <ul className={styles.lines}>
            {openNeeds.map(({ id, kind, status, deadline, runner }) => (
              <li key={id}>
                <Link to={`/clerk/needs/${id}`}>{word('kind', kind)}</Link>{' '}
                <Mark tone={status === 'open' ? 'warn' : 'good'}>{word('need-status', status)}</Mark> <TimeLeft deadline={deadline} />{' '}
                {runner !== undefined && t('card.on-the-way', { runner })}
              </li>
            ))}
          </ul>
        </>
      )}
      {notes.length > 0 && (
        <>
          <h3>{t('card.notes')}</h3>
          <ul className={styles.lines}>
            {notes.map(({ residentId, text }) => (
              <li key={residentId}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {lastContacts.length > 0 && (
        <>
          <h3>{t('card.last')}</h3>
          <ul className={styles.lines}>
            {lastContacts.map(({ at, needId, kind, what }) => (
              <li key={`${needId} ${at}`}>
                {moment(at, i18n.language)} · {word('kind', kind)} · {what !== undefined && word('happening', what)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
};
