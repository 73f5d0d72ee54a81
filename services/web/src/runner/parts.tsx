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
import { useAsIf } from './this-phone';

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

/** One's own runs. */
export const useMyRuns = () => useRead('get', '/api/pharmacy-run/runs', { params: { query: { limit: 50 } } });

/** A run as it is on this phone. Once it is over it is looked up again when its people are to be forgotten. */
export const useRun = (id: string) => {
  const { data, error, dataUpdatedAt, refetch } = useRead(
    'get',
    '/api/pharmacy-run/runs/{id}',
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => untilForgotten(state.data) },
  );
  return { run: useAsIf(data), error: error ? asProblem(error) : undefined, asOf: dataUpdatedAt, again: () => void refetch() };
};

const FORGOTTEN_AFTER_MS = 2 * 60 * 60 * 1000;
const untilForgotten = (run: Run | undefined): number | false =>
  run?.closedAt !== undefined && run.stops.some(({ name }) => name !== undefined)
    ? Math.max(Date.parse(run.closedAt) + FORGOTTEN_AFTER_MS - Date.now(), 1_000)
    : false;

/** Looked up on every page, and each open run whole: the signal may go at any moment, and all of them can still be done. */
export const KeepMyRuns = () => useMyRuns().data?.items.map(({ id, status }) => status !== 'closed' && <KeepRun key={id} id={id} />);
const KeepRun = ({ id }: { id: string }) => {
  useRun(id);
  return null;
};

/** What a part or a stop is called where there is no room for its card. */
export const itemOf = (run: Run, lineId: string): string =>
  run.shoppingList.find(({ lines }) => lines.some((line) => line.lineId === lineId))?.item ?? '';

/** The run of the address, whole, or why it is not to be had. */
export const OfRun = ({ children }: { children: (run: Run, asOf: number) => ReactNode }) => {
  const { t } = useTranslation();
  const { runId = '' } = useParams();
  const { run, error, asOf, again } = useRun(runId);
  // A run that went to somebody else is shown to nobody any more.
  if (run && (!error || error.passes)) return children(run, asOf);
  if (!error) return <Waiting />;
  return (
    <Screen title={t('role.runner')} back="/">
      <ProblemLine problem={error} />
      <Button onClick={again}>{t('action.again')}</Button>
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
