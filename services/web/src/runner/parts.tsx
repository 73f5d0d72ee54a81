import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useRead } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import type { components } from '../api/schema';
import { AsOf } from '../ui/as-of';
import { Button, ProblemLine } from '../ui/plain';
import { useTitle } from '../ui/use-title';
import { Waiting } from '../ui/waiting';
import styles from './runner.module.css';

export type Run = components['schemas']['pharmacy_run_RunAnswer'];
export type Stop = Run['stops'][number];
export type Entry = Run['shoppingList'][number];
export type Line = Entry['lines'][number];

/** A page of the phone: where one is, how fresh it is, and one way back. */
export const Screen = ({ title, back, asOf, children }: { title: string; back?: string; asOf?: number; children: ReactNode }) => {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        {back !== undefined && (
          <Link to={back} className={`${styles.back} no-print`}>
            <span aria-hidden="true">‹</span> {t('action.back')}
          </Link>
        )}
        <h1>{title}</h1>
        {asOf !== undefined && <AsOf at={asOf} />}
      </div>
      {children}
    </div>
  );
};

/** The run of the address, whole, or why it is not to be had. */
export const OfRun = ({ children }: { children: (run: Run, asOf: number) => ReactNode }) => {
  const { t } = useTranslation();
  const { runId = '' } = useParams();
  const { data, error, dataUpdatedAt, refetch } = useRead('get', '/api/pharmacy-run/runs/{id}', { params: { path: { id: runId } } });
  if (data) return children(data, dataUpdatedAt);
  if (!error) return <Waiting />;
  return (
    <Screen title={t('role.runner')} back="/">
      <ProblemLine problem={asProblem(error)} />
      <Button onClick={() => void refetch()}>{t('action.again')}</Button>
    </Screen>
  );
};

/** What a refused command says, with who has it where the answer knows. */
export const Refused = ({ problem }: { problem: Problem | null }) => {
  const { t } = useTranslation('runner');
  const runner = problem?.details.runner;
  return (
    <>
      <ProblemLine problem={problem} />
      {typeof runner === 'string' && <p className={styles.hint}>{t('taken-by', { runner })}</p>}
    </>
  );
};
