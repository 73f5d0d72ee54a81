import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useRead } from '../api/client';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Button, ProblemLine } from '../ui/plain';
import { TimeLeft } from '../ui/time-left';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';
import { Refused, Screen, useMyRuns, useRun } from './parts';
import styles from './runner.module.css';

/** My runs, and what anybody may still take. */
export const HomePage = () => {
  const { t } = useTranslation('runner');
  const runs = useMyRuns();
  return (
    <Screen title={t('home.title')} asOf={runs.dataUpdatedAt}>
      <ProblemLine problem={runs.error && !runs.data ? asProblem(runs.error) : null} />
      {runs.data ? <MyRuns items={runs.data.items} /> : runs.isPending && <Waiting />}
      <OpenTasks />
    </Screen>
  );
};

type Listed = components['schemas']['pharmacy_run_ListedRunAnswer'];

const MyRuns = ({ items }: { items: readonly Listed[] }) => {
  const { t } = useTranslation('runner');
  const open = items.filter(({ status }) => status !== 'closed');
  const closed = items.filter(({ status }) => status === 'closed').slice(0, 5);
  return (
    <section aria-labelledby="my-runs">
      <h2 id="my-runs">{t('home.runs')}</h2>
      {open.length === 0 && <p className={styles.hint}>{t('home.no-runs')}</p>}
      <ul className={styles.list}>
        {open.map((listed) => (
          <OpenRun key={listed.id} listed={listed} />
        ))}
        {closed.map((listed) => (
          <RunCard key={listed.id} listed={listed} />
        ))}
      </ul>
    </section>
  );
};

const OpenRun = ({ listed }: { listed: Listed }) => {
  const { run } = useRun(listed.id);
  if (!run) return <RunCard listed={listed} />;
  const waiting = run.stops.filter(({ status }) => status === 'waiting').length;
  return <RunCard listed={{ ...listed, status: run.status, stops: run.stops.length, waiting }} />;
};

const RunCard = ({ listed: { id, status, stops, waiting, listedAt, closedAt } }: { listed: Listed }) => {
  const { t, i18n } = useTranslation('runner');
  const closed = status === 'closed';
  const whatIsLeft = closed
    ? t('home.were', { stops })
    : stops === 0
      ? t('home.nothing-left')
      : waiting === 0
        ? t('home.to-settle')
        : t('home.stops', { stops, waiting });
  return (
    <li>
      <Link to={`/runs/${id}`} className={`${styles.card} ${styles.run} ${closed ? styles.over : ''}`}>
        <strong>{t(`run-status.${status}`)}</strong>
        <span>{whatIsLeft}</span>
        <span className={styles.soft}>
          {closedAt === undefined
            ? t('home.made-at', { time: moment(listedAt, i18n.language) })
            : t('home.closed-at', { time: moment(closedAt, i18n.language) })}
        </span>
      </Link>
    </li>
  );
};

const OpenTasks = () => {
  const { t } = useTranslation('runner');
  const { t: c } = useTranslation();
  const navigate = useNavigate();
  const { data, error } = useRead('get', '/api/dispatch/tasks', { params: { query: { limit: 50 } } });
  const claim = useCommand('/api/dispatch/tasks/{id}/claim', { onDone: ({ id }) => void navigate(`/runs/${id}`) });
  const open = data?.items.filter(({ status }) => status === 'open') ?? [];
  return (
    <section aria-labelledby="open-tasks">
      <h2 id="open-tasks">{t('home.tasks')}</h2>
      <ProblemLine problem={error && !data ? asProblem(error) : null} />
      <Refused problem={claim.error} />
      {data && open.length === 0 && <p className={styles.hint}>{t('home.no-tasks')}</p>}
      <ul className={styles.list}>
        {open.map(({ taskId, kind, building, deadline }) => (
          <li key={taskId} className={styles.card}>
            <strong>
              {c(`kind.${kind as 'medicine'}`)} · {c('building', { building })}
            </strong>
            <TimeLeft deadline={deadline} />
            <Button primary disabled={claim.isPending} onClick={() => claim.mutate({ path: { id: taskId } })}>
              {t('home.claim')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
