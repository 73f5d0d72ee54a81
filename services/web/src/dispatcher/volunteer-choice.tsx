import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/client';
import { asProblem } from '../api/problem';
import { TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import styles from './dispatcher.module.css';

const MOST = 2;

/** One or two of those who are on. */
export const VolunteerChoice = ({ chosen, onChange }: { chosen: readonly string[]; onChange: (chosen: string[]) => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const [text, setText] = useState('');
  const volunteers = useRead('get', '/api/dispatch/volunteers', { params: { query: { status: 'on', limit: 200 } } });
  const shown = (volunteers.data?.items ?? []).filter(
    ({ id, name, phone }) => chosen.includes(id) || name.includes(text.trim()) || phone?.includes(text.trim()),
  );
  return (
    <fieldset>
      <legend>{t('run.who')}</legend>
      <TextField label={t('volunteers.search')} type="search" value={text} onChange={(event) => setText(event.target.value)} />
      <ProblemNote problem={volunteers.error && asProblem(volunteers.error)} />
      <ul className={styles.people}>
        {shown.map(({ id, name, phone, squads }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                disabled={chosen.length >= MOST && !chosen.includes(id)}
                onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
              />
              <strong className={styles.name}>{name}</strong> {phone}{' '}
              <span className={styles.hint}>{squads.map((squad) => squad.name).join(common('comma'))}</span>
            </label>
          </li>
        ))}
      </ul>
      {volunteers.data?.items.length === 0 && <p>{t('run.nobody-on')}</p>}
    </fieldset>
  );
};
