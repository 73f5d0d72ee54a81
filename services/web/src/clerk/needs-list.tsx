import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { asProblem } from '../api/problem';
import { Empty, Mark } from '../ui/card';
import { List } from '../ui/list';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { TimeLeft } from '../ui/time-left';
import { toneOf, useWord } from '../ui/words-of';
import { Waiting } from '../ui/waiting';
import type { useNeeds } from './use-needs';

export const NeedsList = ({ needs, empty }: { needs: ReturnType<typeof useNeeds>; empty: string }) => {
  const { t } = useTranslation('clerk');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  const rows = needs.data?.pages.flatMap(({ items }) => items) ?? [];
  if (needs.isPending) return <Waiting />;
  return (
    <>
      <ProblemNote problem={needs.error && asProblem(needs.error)} again={() => void needs.refetch()} />
      {rows.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <List
          caption={t('needs.title')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: t('form.kind'), show: ({ id, kind }) => <Link to={`/clerk/needs/${id}`}>{word('kind', kind)}</Link> },
            { title: t('needs.building'), show: ({ building }) => common('building', { building }), narrow: true },
            {
              title: t('needs.left'),
              show: ({ deadline, status }) =>
                status === 'open' || status === 'assigned' ? <TimeLeft deadline={deadline} /> : moment(deadline, i18n.language),
            },
            {
              title: t('form.urgency'),
              show: ({ urgency }) => <Mark tone={toneOf(urgency)}>{word('urgency', urgency)}</Mark>,
              narrow: true,
            },
            { title: t('needs.status'), show: ({ status }) => word('need-status', status) },
            { title: t('needs.runner'), show: ({ runner }) => runner ?? '—' },
            { title: t('needs.created'), show: ({ createdAt }) => moment(createdAt, i18n.language), narrow: true },
          ]}
        />
      )}
      {needs.hasNextPage && (
        <p>
          <Button onClick={() => void needs.fetchNextPage()} disabled={needs.isFetchingNextPage}>
            {common('action.more')}
          </Button>
        </p>
      )}
    </>
  );
};
