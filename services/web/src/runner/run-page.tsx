import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '../ui/plain';
import { OfRun, Refused, Screen, type Run } from './parts';
import styles from './runner.module.css';
import { useRunCommand } from './this-phone';

export const RunPage = () => <OfRun>{(run, asOf) => <Overview run={run} asOf={asOf} />}</OfRun>;

/** Three big buttons, in the order of the trip; each says how much of it is left. */
const Overview = ({ run, asOf }: { run: Run; asOf: number }) => {
  const { t } = useTranslation('runner');
  const start = useRunCommand('/api/dispatch/runs/{id}/start');
  const lines = run.shoppingList.flatMap(({ lines: parts }) => parts);
  const toBuy = lines.filter(({ status }) => status === 'listed').length;
  const waiting = run.stops.filter(({ status }) => status === 'waiting').length;
  const closed = run.status === 'closed';
  const next = run.status !== 'started' ? undefined : toBuy > 0 ? 'buy' : waiting > 0 ? 'deliver' : 'settle';
  return (
    <Screen title={t(`run-status.${run.status as 'planned'}`)} back="/" asOf={asOf}>
      <Refused problem={start.error} />
      {run.status === 'planned' && (
        <Button
          primary
          className={styles.big}
          disabled={start.isPending}
          onClick={() => start.mutate({ path: { id: run.id }, body: {}, label: t('run.start') })}
        >
          {t('run.start')}
        </Button>
      )}
      <nav className={styles.three} aria-label={t('run.steps')}>
        <Big
          to="buy"
          next={next === 'buy'}
          name={t('run.buy')}
          left={lines.length === 0 ? t('run.nothing-to-buy') : t('run.to-buy', { count: toBuy })}
        />
        <Big to="deliver" next={next === 'deliver'} name={t('run.deliver')} left={t('run.to-deliver', { count: waiting })} />
        <Big to="settle" next={next === 'settle'} name={t('run.settle')} left={closed ? t('run.settled') : t('run.to-settle')} />
      </nav>
    </Screen>
  );
};

/** What comes next is filled: seen at arm's length, without reading. */
const Big = ({ to, next, name, left }: { to: string; next: boolean; name: string; left: string }) => (
  <Link to={to} relative="path" className={`${styles.big} ${next ? styles.now : ''}`}>
    <strong>{name}</strong>
    <span>{left}</span>
  </Link>
);
