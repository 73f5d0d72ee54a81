import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useRead } from '../api/client';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import { Button, ProblemLine } from '../ui/plain';
import { TimeLeft } from '../ui/time-left';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';
import { Refused, Screen } from './parts';
import styles from './runner.module.css';

/** My runs, and what anybody may still take. */
export const HomePage = () => {
  const { t } = useTranslation('runner');
  const runs = useRead('get', '/api/pharmacy-run/runs', { params: { query: { limit: 50 } } });
  return (
    <Screen title={t('home.title')} asOf={runs.dataUpdatedAt}>
      <ProblemLine problem={runs.error ? asProblem(runs.error) : null} />
      {runs.data ? <MyRuns items={runs.data.items} /> : runs.isPending && <Waiting />}
      <OpenTasks />
    </Screen>
  );
};

const MyRuns = ({
  items,
}: {
  items: readonly { id: string; status: string; stops: number; waiting: number; listedAt: string; closedAt?: string }[];
}) => {
  const { t, i18n } = useTranslation('runner');
  const open = items.filter(({ status }) => status !== 'closed');
  const closed = items.filter(({ status }) => status === 'closed').slice(0, 5);
  return (
    <section aria-labelledby="my-runs">
      <h2 id="my-runs">{t('home.runs')}</h2>
      {open.length === 0 && <p className={styles.hint}>{t('home.no-runs')}</p>}
      <ul className={styles.list}>
        {[...open, ...closed].map(({ id, status, stops, waiting, listedAt, closedAt }) => (
          <li key={id}>
            <Link to={`/runs/${id}`} className={`${styles.card} ${styles.run} ${status === 'closed' ? styles.over : ''}`}>
              <strong>{t(`run-status.${status as 'planned'}`)}</strong>
              <span>
                {status === 'closed'
                  ? t('home.were', { stops })
                  : waiting === 0
                    ? t('home.to-settle')
                    : t('home.stops', { stops, waiting })}
              </span>
              <span className={styles.soft}>
                {closedAt === undefined
                  ? t('home.made-at', { time: moment(listedAt, i18n.language) })
                  : t('home.closed-at', { time: moment(closedAt, i18n.language) })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
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
      <ProblemLine problem={error ? asProblem(error) : null} />
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
