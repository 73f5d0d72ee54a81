import { Progress } from 'antd';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/client';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Card, Facts } from '../ui/card';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import styles from './clerk.module.css';

type Import = components['schemas']['intake_ImportAnswer'];

/** The community's own ledger: first what it would change, row by row what is wrong, then in with it. */
export const ImportPage = () => {
  const { t } = useTranslation('clerk');
  const [file, setFile] = useState<File>();
  const [over, setOver] = useState(false);
  const [newAddresses, setNewAddresses] = useState(false);
  const [begun, setBegun] = useState<{ readonly id: string; readonly dryRun: boolean }>();
  const start = useCommand('/api/intake/imports', { onDone: ({ id }, { query }) => setBegun({ id, dryRun: query?.dryRun === true }) });
  const state = useRead(
    'get',
    '/api/intake/imports/{id}',
    { params: { path: { id: begun?.id ?? '' } } },
    { enabled: begun !== undefined, refetchInterval: ({ state: { data } }) => (data?.status === 'running' ? 500 : false) },
  );
  const running = start.isPending || (begun !== undefined && state.data?.status === 'running');
  const choose = (chosen: File | undefined): void => {
    if (!chosen) return;
    setFile(chosen);
    setBegun(undefined);
    start.reset();
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  };
  const go = (dryRun: boolean): void => start.mutate({ file: file!, query: { dryRun, newAddresses } });
  return (
    <Page title={t('import.title')}>
      <div className="stack">
        <label
          className={styles.drop}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <strong>{file?.name ?? t('import.drop')}</strong>
          <span>{t('import.columns')}</span>
          <input type="file" accept=".xlsx,.csv" className="unseen" onChange={(event) => choose(event.target.files?.[0])} />
        </label>
        <label>
          <input type="checkbox" checked={newAddresses} onChange={(event) => setNewAddresses(event.target.checked)} />{' '}
          {t('import.new-addresses')}
        </label>
        <div className={styles.actions}>
          <Button primary={begun?.dryRun !== true} disabled={!file || running} onClick={() => go(true)}>
            {t('import.dry-run')}
          </Button>
          <Button primary={begun?.dryRun === true} disabled={!file || running || begun === undefined} onClick={() => go(false)}>
            {t('import.go')}
          </Button>
        </div>
        <ProblemNote problem={start.error ?? (state.error && asProblem(state.error))} />
        {begun && state.data && <Outcome of={state.data} dryRun={begun.dryRun} />}
      </div>
    </Page>
  );
};

const Outcome = ({ of, dryRun }: { of: Import; dryRun: boolean }) => {
  const { t } = useTranslation('clerk');
  const { id, status, rows, done, created, updated, unchanged, failed, ignoredColumns = [], matchedColumns = [], failure, errors } = of;
  return (
    <Card
      title={t(status === 'running' ? 'import.running' : status === 'failed' ? 'import.failed' : dryRun ? 'import.would' : 'import.done')}
    >
      <div className="stack">
        <div role="status">
          <Progress
            percent={rows === 0 ? 0 : Math.floor((100 * done) / rows)}
            status={status === 'failed' ? 'exception' : status === 'done' ? 'success' : 'active'}
            aria-label={t('import.running')}
          />
          {failure && <p>{t(`import.failure.${failure.code}` as 'import.failure.interrupted', { defaultValue: failure.message })}</p>}
        </div>
        <Facts
          of={[
            [t('import.rows'), `${done} / ${rows}`],
            [t('import.created'), created],
            [t('import.updated'), updated],
            [t('import.unchanged'), unchanged],
            [t('import.wrong'), failed],
          ]}
        />
        {matchedColumns.length > 0 && <Columns matched={matchedColumns} ignored={ignoredColumns} />}
        {errors.length > 0 && (
          <>
            <p>
              {t('import.mend')} <a href={`/api/intake/imports/${id}/errors.csv`}>{t('import.all-errors')}</a>
            </p>
            <List
              caption={t('import.wrong')}
              rows={errors}
              keyOf={({ row, column, code }) => `${row} ${column} ${code}`}
              columns={[
                { title: t('import.row'), show: ({ row }) => row, narrow: true },
                {
                  title: t('import.column'),
                  show: ({ column }) => t(`column.${column}` as 'column.name', { defaultValue: column }),
                  narrow: true,
                },
                {
                  title: t('import.what'),
                  show: ({ code, message }) => t(`import.error.${code}` as 'import.error.bad-phone', { defaultValue: message }),
                },
              ]}
            />
          </>
        )}
      </div>
    </Card>
  );
};

/** Which of the file's columns was taken for what; what was taken for nothing is not read. */
const Columns = ({ matched, ignored }: { matched: NonNullable<Import['matchedColumns']>; ignored: readonly string[] }) => {
  const { t } = useTranslation('clerk');
  return (
    <section>
      <h3>{t('import.matched')}</h3>
      <ul className={styles.matched}>
        {matched.map(({ heading, column }) => (
          <li key={heading}>
            <strong>{heading}</strong> → {t(`column.${column}`)}
          </li>
        ))}
        {ignored.map((heading) => (
          <li key={heading} className={styles.unread}>
            <strong>{heading}</strong> → {t('import.unread')}
          </li>
        ))}
      </ul>
    </section>
  );
};
