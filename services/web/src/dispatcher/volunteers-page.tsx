import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import { Empty, Mark } from '../ui/card';
import { SelectField } from '../ui/fields';
import { useFilters } from '../ui/filters';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button, ProblemLine, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';
import type { Volunteer } from './volunteer-draft';
import { AddVolunteer, CorrectVolunteer } from './volunteer-forms';
import styles from './dispatcher.module.css';

/** Who helps, and who is on. */
export const VolunteersPage = () => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const [{ q = '', status }, filter] = useFilters(['q', 'status']);
  const [adding, setAdding] = useState(false);
  const [correcting, setCorrecting] = useState<Volunteer>();
  const volunteers = useReadPages(
    'get',
    '/api/dispatch/volunteers',
    { params: { query: { ...(status && { status: status as Volunteer['status'] }), limit: 200 } } },
    PAGES,
  );
  const rows = (volunteers.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ name, phone }) => name.includes(q) || phone?.includes(q),
  );
  return (
    <Page
      title={t('volunteers.title')}
      asOf={volunteers.dataUpdatedAt}
      actions={
        <>
          <Button onClick={() => window.print()}>{common('action.print')}</Button>
          <Button aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t('volunteers.add')}
          </Button>
        </>
      }
    >
      {adding && <AddVolunteer onDone={() => setAdding(false)} />}
      <div className={`${styles.tools} no-print`} role="search">
        <TextField label={t('volunteers.search')} type="search" value={q} onChange={(event) => filter({ q: event.target.value })} />
        <SelectField
          label={t('volunteers.duty')}
          blank={t('board.all')}
          choices={[
            { value: 'on', label: t('volunteers.is-on') },
            { value: 'off', label: t('volunteers.is-off') },
            { value: 'stood-down', label: t('volunteers.is-stood-down') },
          ]}
          value={status ?? ''}
          onChange={(event) => filter({ status: event.target.value })}
        />
      </div>
      <ProblemNote problem={volunteers.error && asProblem(volunteers.error)} again={() => void volunteers.refetch()} />
      {volunteers.isPending && <Waiting />}
      {volunteers.data && rows.length === 0 && (
        <Empty>{t(q === '' && status === undefined ? 'volunteers.empty' : 'volunteers.none-so')}</Empty>
      )}
      {rows.length > 0 && (
        <List
          caption={t('volunteers.title')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: t('volunteers.name'), show: ({ name }) => <strong>{name}</strong> },
            { title: t('volunteers.phone'), show: ({ phone }) => phone && <a href={`tel:${phone}`}>{phone}</a> },
            { title: t('volunteers.zones'), show: ({ zones }) => zones.join(common('comma')) || t('volunteers.everywhere') },
            { title: t('volunteers.squads'), show: ({ squads }) => squads.map(({ name }) => name).join(common('comma')) || '—' },
            {
              title: t('volunteers.duty'),
              show: ({ status: is, since }) => (
                <>
                  <Mark tone={is === 'on' ? 'good' : 'plain'}>{t(`volunteers.is-${is}`)}</Mark>{' '}
                  <span className={styles.hint}>{t('volunteers.since', { at: moment(since, i18n.language) })}</span>
                </>
              ),
            },
            {
              title: t('volunteers.turn'),
              show: (volunteer) => (
                <span className={`${styles.turns} no-print`}>
                  <Turn volunteer={volunteer} />
                  <Button
                    className={styles.small}
                    aria-label={t('volunteers.correct-of', { name: volunteer.name })}
                    onClick={() => setCorrecting(volunteer)}
                  >
                    {t('volunteers.correct')}
                  </Button>
                </span>
              ),
              narrow: true,
            },
          ]}
        />
      )}
      {volunteers.hasNextPage && <Button onClick={() => void volunteers.fetchNextPage()}>{common('action.more')}</Button>}
      {correcting && <CorrectVolunteer volunteer={correcting} onClose={() => setCorrecting(undefined)} />}
    </Page>
  );
};

const Turn = ({ volunteer: { id, name, status, version } }: { volunteer: Volunteer }) => {
  const { t } = useTranslation('dispatcher');
  const on = useCommand('/api/dispatch/volunteers/{id}/on');
  const off = useCommand('/api/dispatch/volunteers/{id}/off');
  const turn = status === 'on' ? off : on;
  if (status === 'stood-down') return null;
  return (
    <>
      <Button
        className={styles.small}
        disabled={turn.isPending}
        aria-label={t(status === 'on' ? 'volunteers.off-of' : 'volunteers.on-of', { name })}
        onClick={() => turn.mutate({ path: { id }, ifMatch: version })}
      >
        {t(status === 'on' ? 'volunteers.off' : 'volunteers.on')}
      </Button>
      <ProblemLine problem={turn.error} />
    </>
  );
};
