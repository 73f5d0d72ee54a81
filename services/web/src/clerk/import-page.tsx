import { Progress } from 'antd';
import { useState, type ChangeEvent, type DragEvent } from 'react';
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
  const isTried = begun?.dryRun === true && state.data?.status === 'done' && !hasNothingGood(state.data);
  const running = start.isPending || (begun !== undefined && state.data?.status === 'running');
  const choose = (chosen: File | undefined): void => {
    if (!chosen) return;
    setFile(chosen);
    setBegun(undefined);
    start.reset();
  };
  // The same file, mended meanwhile, can be chosen again.
  const onChoose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    choose(target.files?.[0]);
    target.value = '';
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
          <input type="file" accept=".xlsx,.csv" className="unseen" onChange={onChoose} />
        </label>
        <label>
          <input type="checkbox" checked={newAddresses} onChange={(event) => setNewAddresses(event.target.checked)} />{' '}
          {t('import.new-addresses')}
        </label>
        <div className={styles.actions}>
          <Button primary={!isTried} disabled={!file || running} onClick={() => go(true)}>
            {t('import.dry-run')}
          </Button>
          <Button primary={isTried} disabled={!file || running || !isTried} onClick={() => go(false)}>
            {t('import.go')}
          </Button>
        </div>
        <ProblemNote problem={start.error ?? (state.error && asProblem(state.error))} />
        {begun && state.data && <Outcome of={state.data} dryRun={begun.dryRun} />}
      </div>
    </Page>
  );
};

/** It was read to its end, and not one of its rows is fit to go in. */
const hasNothingGood = ({ status, created, updated, unchanged, failed }: Import): boolean =>
  status === 'done' && failed > 0 && created + updated + unchanged === 0;

/** A tick is for what is right throughout. */
const progressOf = (of: Import): 'active' | 'exception' | 'normal' | 'success' => {
  if (of.status === 'running') return 'active';
  if (of.status === 'failed' || hasNothingGood(of)) return 'exception';
  return of.failed > 0 ? 'normal' : 'success';
};

const titleOf = (of: Import, dryRun: boolean) => {
  if (of.status === 'running') return 'import.running';
  if (of.status === 'failed') return 'import.failed';
  if (hasNothingGood(of)) return dryRun ? 'import.would-nothing' : 'import.done-nothing';
  return dryRun ? 'import.would' : 'import.done';
};

const Outcome = ({ of, dryRun }: { of: Import; dryRun: boolean }) => {
  const { t } = useTranslation('clerk');
  const { id, rows, done, created, updated, unchanged, failed, ignoredColumns = [], matchedColumns = [], changes = [], errors } = of;
  return (
    <Card title={t(titleOf(of, dryRun))}>
      <div className="stack">
        <div role="status">
          <Progress percent={rows === 0 ? 0 : Math.floor((100 * done) / rows)} status={progressOf(of)} aria-label={t('import.running')} />
          <InOneSentence of={of} />
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
        {changes.length > 0 && <Changes of={changes} in={created + updated} dryRun={dryRun} />}
        {errors.length > 0 && (
          <>
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
                  show: ({ code, message }) => t(`import.error.${code}` as 'import.error.invalid-phone', { defaultValue: message }),
                },
              ]}
            />
            <p>
              <a href={`/api/intake/imports/${id}/errors.csv`}>{t('import.all-errors')}</a>
            </p>
          </>
        )}
      </div>
    </Card>
  );
};

/** What it comes to, said before any number. */
const InOneSentence = ({ of }: { of: Import }) => {
  const { t } = useTranslation('clerk');
  const { t: common } = useTranslation();
  const { status, created, updated, failed, failure, errors } = of;
  if (failure) return <p>{t(`import.failure.${failure.code}` as 'import.failure.interrupted', { defaultValue: failure.message })}</p>;
  if (status !== 'done') return null;
  if (hasNothingGood(of)) {
    const whys = errors.map(({ code, message }) => t(`import.error.${code}` as 'import.error.invalid-phone', { defaultValue: message }));
    return (
      <p>
        <strong>{t('import.nothing', { reasons: [...new Set(whys)].join(common('semicolon')) })}</strong>
      </p>
    );
  }
  if (failed > 0) return <p>{t('import.some', { failed })}</p>;
  return created + updated === 0 ? <p>{t('import.same')}</p> : null;
};

/** More than this is looked at when somebody asks for it. */
const CHANGES_OPEN = 20;

/** Row by row: who comes in, and what else is known of whom. */
const Changes = ({ of, in: all, dryRun }: { of: NonNullable<Import['changes']>; in: number; dryRun: boolean }) => {
  const { t } = useTranslation('clerk');
  const { t: common } = useTranslation();
  const title = t(dryRun ? 'import.would-change' : 'import.changed', { shown: of.length, all });
  return (
    <details className={styles.changes} open={of.length <= CHANGES_OPEN}>
      <summary>{title}</summary>
      <List
        caption={title}
        rows={of}
        keyOf={({ row }) => String(row)}
        columns={[
          { title: t('import.row'), show: ({ row }) => row, narrow: true },
          { title: t('import.change'), show: ({ change }) => t(change === 'create' ? 'import.created' : 'import.updated'), narrow: true },
          {
            title: t('import.differs'),
            show: ({ columns }) => columns.map((column) => t(`column.${column}`)).join(common('comma')) || '—',
          },
        ]}
      />
    </details>
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
