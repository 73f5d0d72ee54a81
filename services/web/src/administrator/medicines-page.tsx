import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadPages } from '../api/client';
import { againOf, useCommand } from '../api/command';
import { PAGES } from '../api/pages';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { useArea } from '../api/session';
import { Card, Empty, Mark } from '../ui/card';
import { Dialog } from '../ui/dialog';
import { useFilters } from '../ui/filters';
import { useHeldCommand } from '../ui/held-command';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import styles from './administrator.module.css';
import { FileButton } from './file-button';
import { MedicineForm } from './medicine-form';

type Medicine = components['schemas']['intake_MedicineAnswer'];

/** The medicines that this community's needs are entered from. */
export const MedicinesPage = () => {
  const { t } = useTranslation('administrator');
  const { t: common } = useTranslation();
  const area = useArea();
  const [{ q = '' }, filter] = useFilters(['q']);
  const [adding, setAdding] = useState(false);
  const [opened, open] = useState<Medicine>();
  const query = { ...(q !== '' && { q }), ...(area !== undefined && { area }), limit: 100 };
  const medicines = useReadPages('get', '/api/intake/medicines', { params: { query } }, PAGES);
  const add = useCommand('/api/intake/medicines', { onDone: () => setAdding(false) });
  const load = useCommand('/api/intake/medicines/import');
  const retire = useHeldCommand('/api/intake/medicines/{id}/retire');
  const rows = medicines.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('medicines.title')}
      asOf={medicines.dataUpdatedAt}
      actions={
        <>
          <FileButton label={t('medicines.import')} disabled={load.isPending} onFile={(file) => load.mutate({ file })} />
          <Button primary aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t('medicines.new')}
          </Button>
        </>
      }
    >
      {adding && (
        <Card title={t('medicines.new')} className={styles.add}>
          <MedicineForm command={{ ...add, mutate: (body, after) => add.mutate({ body }, after) }} onCancel={() => setAdding(false)} />
        </Card>
      )}
      <ProblemNote problem={load.error} again={againOf(load)} />
      <p role="status" className={styles.hint}>
        {load.data ? t('medicines.imported', { rows: load.data.rows, changed: load.data.changed }) : t('medicines.file-hint')}
      </p>
      <div className={`${styles.tools} no-print`} role="search">
        <TextField
          label={t('medicines.search')}
          type="search"
          maxLength={60}
          value={q}
          onChange={({ target }) => filter({ q: target.value })}
        />
      </div>
      <ProblemNote problem={medicines.error && asProblem(medicines.error)} again={() => void medicines.refetch()} />
      {medicines.isPending && <Waiting />}
      {medicines.data && rows.length === 0 && <Empty>{t(q === '' ? 'medicines.empty' : 'medicines.none-so')}</Empty>}
      {rows.length > 0 && (
        <List
          caption={t('medicines.title')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('medicines.name'),
              show: ({ name, controlled }) => (
                <>
                  <strong>{name}</strong> {controlled && <Mark tone="warn">{t('medicines.controlled')}</Mark>}
                </>
              ),
            },
            { title: t('medicines.strengths'), show: ({ strengths }) => strengths.join('、') || '—' },
            { title: t('medicines.form'), show: ({ form }) => form ?? '—' },
            { title: t('medicines.unit'), show: ({ unit }) => unit ?? '—' },
            {
              title: t('medicines.change'),
              show: (medicine) => (
                <span className={styles.of}>
                  <Button
                    className={styles.small}
                    aria-label={t('medicines.change-of', { name: medicine.name })}
                    onClick={() => open(medicine)}
                  >
                    {common('action.edit')}
                  </Button>
                  <Button
                    className={styles.small}
                    aria-label={t('medicines.retire-of', { name: medicine.name })}
                    onClick={() => retire(t('medicines.retire-of', { name: medicine.name }), { path: { id: medicine.id }, body: {} })}
                  >
                    {t('medicines.retire')}
                  </Button>
                </span>
              ),
              narrow: true,
            },
          ]}
        />
      )}
      {medicines.hasNextPage && <Button onClick={() => void medicines.fetchNextPage()}>{common('action.more')}</Button>}
      {opened && <Correct medicine={opened} version={medicines.data?.pages[0]?.version} onClose={() => open(undefined)} />}
    </Page>
  );
};

/** Somebody else's change of the list in between is told, not lost. */
const Correct = ({ medicine, version, onClose }: { medicine: Medicine; version: number | undefined; onClose: () => void }) => {
  const { t } = useTranslation('administrator');
  const [seen, see] = useState(version);
  const correct = useCommand('/api/intake/medicines/{id}/correct', { onDone: onClose });
  return (
    <Dialog title={t('medicines.change-of', { name: medicine.name })} onClose={onClose}>
      <MedicineForm
        medicine={medicine}
        command={{
          ...correct,
          mutate: (body, after) => correct.mutate({ path: { id: medicine.id }, body, ...(seen !== undefined && { ifMatch: seen }) }, after),
        }}
        takeLatest={see}
        onCancel={onClose}
      />
    </Dialog>
  );
};
