import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Card, Empty, Mark } from '../ui/card';
import { SelectField } from '../ui/fields';
import { useFilters } from '../ui/filters';
import { Form } from '../ui/form';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { numberIn } from '../ui/number';
import { Button, ProblemLine, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';
import { namesIn } from './names-in';
import styles from './dispatcher.module.css';

type Volunteer = components['schemas']['dispatch_VolunteerAnswer'];

/** Who helps, and who is on. */
export const VolunteersPage = () => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const [{ q = '', status }, filter] = useFilters(['q', 'status']);
  const [adding, setAdding] = useState(false);
  const volunteers = useReadPages(
    'get',
    '/api/dispatch/volunteers',
    { params: { query: { ...(status && { status: status as 'on' | 'off' }), limit: 200 } } },
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
            { title: t('volunteers.turn'), show: (volunteer) => <Turn volunteer={volunteer} />, narrow: true },
          ]}
        />
      )}
      {volunteers.hasNextPage && <Button onClick={() => void volunteers.fetchNextPage()}>{common('action.more')}</Button>}
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

const AddVolunteer = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [zones, setZones] = useState('');
  const [maxStops, setMaxStops] = useState('');
  const most = numberIn(maxStops, 1, 200);
  const isNoNumber = maxStops.trim() !== '' && (most === undefined || !Number.isInteger(most));
  const add = useCommand('/api/dispatch/volunteers', { onDone });
  const isWhole = name.trim() !== '' && phone.trim() !== '' && !isNoNumber;
  return (
    <Card title={t('volunteers.add')} className={styles.form}>
      <Form
        command={add}
        sent={
          isWhole
            ? { body: { name: name.trim(), phone: phone.trim(), zones: namesIn(zones), ...(most !== undefined && { maxStops: most }) } }
            : undefined
        }
        action={common('action.add')}
        onCancel={onDone}
      >
        {(lacks) => (
          <div className={styles.two}>
            <TextField
              label={t('volunteers.name')}
              autoFocus
              maxLength={100}
              value={name}
              error={lacks(name.trim() === '', t('volunteers.name'))}
              onChange={(event) => setName(event.target.value)}
            />
            <TextField
              label={t('volunteers.phone')}
              type="tel"
              maxLength={40}
              value={phone}
              error={lacks(phone.trim() === '', t('volunteers.phone'))}
              onChange={(event) => setPhone(event.target.value)}
            />
            <TextField
              label={t('volunteers.zones')}
              placeholder={t('volunteers.zones-hint')}
              maxLength={500}
              value={zones}
              onChange={(event) => setZones(event.target.value)}
            />
            <TextField
              label={t('volunteers.most')}
              inputMode="numeric"
              value={maxStops}
              error={lacks(isNoNumber, t('volunteers.most'), 'number')}
              onChange={(event) => setMaxStops(event.target.value)}
            />
          </div>
        )}
      </Form>
    </Card>
  );
};
