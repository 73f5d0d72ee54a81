import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import { asProblem } from '../api/problem';
import { Empty, Mark } from '../ui/card';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';

export const RunsPage = () => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const runs = useReadPages('get', '/api/pharmacy-run/runs', { params: { query: { limit: 50 } } }, PAGES);
  const rows = runs.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('runs.title')} asOf={runs.dataUpdatedAt}>
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
              title: t('runs.status'),
              show: ({ status }) => <Mark tone={status === 'closed' ? 'plain' : 'good'}>{t(`runs.is.${status}`)}</Mark>,
              narrow: true,
            },
            { title: t('runs.stops'), show: ({ stops, waiting }) => t('runs.of', { done: stops - waiting, stops }), narrow: true },
            { title: t('runs.made'), show: ({ listedAt }) => moment(listedAt, i18n.language), narrow: true },
            {
              title: t('runs.closed'),
              show: ({ closedAt }) => (closedAt === undefined ? '—' : moment(closedAt, i18n.language)),
              narrow: true,
            },
          ]}
        />
      )}
      {runs.hasNextPage && <Button onClick={() => void runs.fetchNextPage()}>{common('action.more')}</Button>}
    </Page>
  );
};
