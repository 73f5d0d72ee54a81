import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import { asProblem } from '../api/problem';
import { Empty } from '../ui/card';
import { SelectField } from '../ui/fields';
import { useFilters } from '../ui/filters';
import { Page } from '../ui/page';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import { KINDS, useChoices, type Kind } from '../ui/words-of';
import { byBuilding, columnOf, COLUMNS, step, type Task } from './board-columns';
import { NewRun } from './new-run';
import { TaskCard } from './task-card';
import styles from './dispatcher.module.css';

/** What is to be done, by the time that is left for it. */
export const BoardPage = () => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const [{ kind, building }, filter] = useFilters(['kind', 'building']);
  const board = useReadPages(
    'get',
    '/api/dispatch/board',
    { params: { query: { ...(kind && { kind: kind as Kind }), ...(building && { building }), limit: 200 } } },
    PAGES,
  );
  const tasks = useMemo(() => board.data?.pages.flatMap(({ items }) => items) ?? [], [board.data]);
  const counts = board.data?.pages[0]?.counts;
  const columns = useMemo(() => COLUMNS.map((column) => ({ column, tasks: tasks.filter((task) => columnOf(task) === column) })), [tasks]);
  const inOrder = useMemo(() => columns.flatMap(({ tasks: of }) => of.map(({ taskId }) => taskId)), [columns]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string>();
  const [planning, setPlanning] = useState<readonly Task[]>();
  // What somebody else has taken meanwhile is no longer picked.
  const chosen = tasks.filter(({ taskId, status }) => status === 'open' && picked.has(taskId));

  const pick = (taskId: string): void => {
    const next = new Set(picked);
    if (!next.delete(taskId)) next.add(taskId);
    setPicked(next);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || planning) return;
      if (event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), textarea, select')) return;
      if (event.key === 'j' || event.key === 'k') {
        const next = step(inOrder, current, event.key === 'j' ? 1 : -1);
        setCurrent(next);
        document.getElementById(`task-${next}`)?.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'x' && current !== undefined) pick(current);
      else if (event.key === 'a') {
        const forRun = chosen.length > 0 ? chosen : tasks.filter(({ taskId, status }) => taskId === current && status === 'open');
        if (forRun.length > 0) setPlanning(forRun);
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <Page
      title={t('board.title')}
      asOf={board.dataUpdatedAt}
      actions={<Button onClick={() => window.print()}>{common('action.print')}</Button>}
    >
      <div className={`${styles.tools} no-print`} role="search">
        <SelectField
          label={t('board.kind')}
          blank={t('board.all')}
          choices={useChoices('kind', KINDS)}
          value={kind ?? ''}
          onChange={(event) => filter({ kind: event.target.value })}
        />
        <span className={styles.hint}>{t('board.keys')}</span>
      </div>
      {counts && Object.keys(counts.byBuilding).length > 0 && (
        <div className={styles.chips} role="group" aria-label={t('board.by-building')}>
          {byBuilding(counts.byBuilding).map(([name, count]) => (
            <button
              key={name}
              type="button"
              className={styles.chip}
              aria-pressed={building === name}
              onClick={() => filter({ building: building === name ? '' : name })}
            >
              {common('building', { building: name })} · {count}
            </button>
          ))}
        </div>
      )}
      <ProblemNote problem={board.error && asProblem(board.error)} again={() => void board.refetch()} />
      {board.isPending ? (
        <Waiting />
      ) : (
        <div className={styles.board}>
          {columns.map(({ column, tasks: of }) => (
            <section key={column} className={styles.column} aria-labelledby={`column-${column}`}>
              <h2 id={`column-${column}`}>
                {t(`board.column.${column}`)} <span>{of.length}</span>
              </h2>
              {of.length === 0 ? (
                <Empty>{t(`board.empty.${column}`)}</Empty>
              ) : (
                <ol>
                  {of.map((task) => (
                    <TaskCard
                      key={task.taskId}
                      task={task}
                      current={task.taskId === current}
                      picked={picked.has(task.taskId)}
                      onPick={pick}
                      onPlan={setPlanning}
                    />
                  ))}
                </ol>
              )}
            </section>
          ))}
        </div>
      )}
      {board.hasNextPage && <Button onClick={() => void board.fetchNextPage()}>{common('action.more')}</Button>}
      {chosen.length > 0 && (
        <div className={`${styles.bar} no-print`} role="status">
          <strong>{t('board.picked', { count: chosen.length })}</strong>
          <Button primary onClick={() => setPlanning(chosen)}>
            {t('board.make-run')}
          </Button>
          <Button onClick={() => setPicked(new Set())}>{common('action.clear')}</Button>
        </div>
      )}
      {planning && (
        <NewRun
          tasks={planning}
          onClose={() => setPlanning(undefined)}
          onDone={() => {
            setPlanning(undefined);
            setPicked(new Set());
          }}
        />
      )}
    </Page>
  );
};
