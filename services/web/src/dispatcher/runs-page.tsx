import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Empty, Mark } from '../ui/card';
import { SelectField } from '../ui/fields';
import { useFilters } from '../ui/filters';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';
import { byBuilding } from './board-columns';
import styles from './dispatcher.module.css';

type Run = components['schemas']['dispatch_DispatchedRunAnswer'];
const STATUSES = ['planned', 'started', 'closed'] as const;
type Status = (typeof STATUSES)[number];

const count = ({ stops }: Run, status: Run['stops'][number]['status']): number => stops.filter((stop) => stop.status === status).length;
const buildingsOf = ({ stops }: Run): string[] =>
  byBuilding(Object.fromEntries(stops.flatMap(({ building }) => (building === undefined ? [] : [[building, 1]])))).map(([name]) => name);

/** Who is on the way where, with what is left and since when: two runs of one volunteer are told apart. */
export const RunsPage = () => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const [{ q = '', status }, filter] = useFilters(['q', 'status']);
  const query = { ...(status && { status: status as Status }), limit: 50 };
  const runs = useReadPages('get', '/api/dispatch/runs', { params: { query } }, PAGES);
  const rows = (runs.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    (run) => q === '' || run.runner?.includes(q) || buildingsOf(run).includes(q),
  );
  return (
    <Page
      title={t('runs.title')}
      asOf={runs.dataUpdatedAt}
      actions={<Button onClick={() => window.print()}>{common('action.print')}</Button>}
    >
      <div className={`${styles.tools} no-print`} role="search">
        <TextField label={t('runs.search')} type="search" value={q} onChange={(event) => filter({ q: event.target.value })} />
        <SelectField
          label={t('runs.status')}
          blank={t('board.all')}
          choices={STATUSES.map((value) => ({ value, label: t(`runs.is.${value}`) }))}
          value={status ?? ''}
          onChange={(event) => filter({ status: event.target.value })}
        />
      </div>
      <ProblemNote problem={runs.error && asProblem(runs.error)} again={() => void runs.refetch()} />
      {runs.isPending && <Waiting />}
      {runs.data && rows.length === 0 && (
        <Empty>
          {t('runs.empty')} <Link to="/dispatcher">{t('board.title')}</Link>
        </Empty>
      )}
      {rows.length > 0 && (
        <List
          caption={t('runs.title')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: t('runs.runner'), show: ({ id, runner }) => <Link to={`/dispatcher/runs/${id}`}>{runner ?? t('run.plain')}</Link> },
            {
              title: t('runs.where'),
              show: (run) =>
                buildingsOf(run)
                  .map((building) => common('building', { building }))
                  .join(common('comma')) || '—',
            },
            {
              title: t('runs.status'),
              show: ({ status: is, since }) => (
                <>
                  <Mark tone={is === 'closed' ? 'plain' : 'good'}>{t(`runs.is.${is}`)}</Mark>{' '}
                  <span className={styles.hint}>{t('run.since', { at: moment(since, i18n.language) })}</span>
                </>
              ),
            },
            { title: t('runs.stops'), show: (run) => <Left run={run} /> },
            { title: t('runs.made'), show: ({ plannedAt }) => moment(plannedAt, i18n.language), narrow: true },
          ]}
        />
      )}
      {runs.hasNextPage && <Button onClick={() => void runs.fetchNextPage()}>{common('action.more')}</Button>}
    </Page>
  );
};

const Left = ({ run }: { run: Run }) => {
  const { t } = useTranslation('dispatcher');
  const stops = run.stops.length;
  if (run.status === 'closed') return t('runs.ended', { done: count(run, 'delivered'), stops });
  const [left, failed] = [count(run, 'waiting'), count(run, 'failed')];
  return (
    <>
      {left + failed === 0 ? t('runs.none-left', { stops }) : t('runs.left', { left, stops })}{' '}
      {failed > 0 && <Mark tone="bad">{t('runs.trouble', { count: failed })}</Mark>}
    </>
  );
};
