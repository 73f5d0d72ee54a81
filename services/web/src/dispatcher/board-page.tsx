import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { ActLink } from '../ui/act-link';
import { Empty } from '../ui/card';
import { SelectField } from '../ui/fields';
import { useFilters } from '../ui/filters';
import { Page } from '../ui/page';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import { KINDS, useChoices } from '../ui/words-of';
import { byBuilding, type Task } from './board-columns';
import { isTask } from './carried-task';
import { NewRun } from './new-run';
import { RunBeingMade } from './run-being-made';
import { TaskCard } from './task-card';
import { useBoard } from './use-board';
import { useBoardKeys } from './use-board-keys';
import styles from './dispatcher.module.css';

/** What is to be done, by the time that is left for it. */
export const BoardPage = () => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const [{ kind, building }, filter] = useFilters(['kind', 'building']);
  const { board, done, tasks, counts, columns } = useBoard({ kind, building });
  const inOrder = useMemo(() => columns.flatMap(({ tasks: of }) => of.map(({ taskId }) => taskId)), [columns]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [planning, setPlanning] = useState<readonly Task[]>();
  const [isCarrying, setCarrying] = useState(false);
  // What somebody else has taken meanwhile is no longer picked.
  const chosen = tasks.filter(({ taskId, status }) => status === 'open' && picked.has(taskId));

  const pick = useCallback((taskId: string): void => {
    setPicked((before) => {
      const next = new Set(before);
      if (!next.delete(taskId)) next.add(taskId);
      return next;
    });
  }, []);
  const current = useBoardKeys(inOrder, {
    isOff: planning !== undefined,
    pick,
    assign: (at) => {
      const forRun = chosen.length > 0 ? chosen : tasks.filter(({ taskId, status }) => taskId === at && status === 'open');
      if (forRun.length > 0) setPlanning(forRun);
    },
  });

  return (
    <Page
      title={t('board.title')}
      asOf={board.dataUpdatedAt}
      actions={
        <>
          <Button onClick={() => window.print()}>{common('action.print')}</Button>
          <ActLink to="/dispatcher/suggest">{t('board.suggest')}</ActLink>
        </>
      }
    >
      <div className={`${styles.tools} no-print`} role="search">
        <SelectField
          label={t('board.kind')}
          blank={t('board.all')}
          choices={useChoices('kind', KINDS)}
          value={kind ?? ''}
          onChange={(event) => filter({ kind: event.target.value })}
        />
        <span className={styles.keys}>{t('board.keys')}</span>
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
        <div className={styles.board} onDragStart={(event) => setCarrying(isTask(event))} onDragEnd={() => setCarrying(false)}>
          {columns.map(({ column, tasks: of, count }) => (
            <section key={column} className={styles.column} aria-labelledby={`column-${column}`}>
              <h2 id={`column-${column}`}>
                {t(`board.column.${column}`)} <span>{count}</span>
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
              {column === 'to-confirm' && done.hasNextPage && (
                <Button onClick={() => void done.fetchNextPage()}>{common('action.more')}</Button>
              )}
            </section>
          ))}
        </div>
      )}
      {board.hasNextPage && <Button onClick={() => void board.fetchNextPage()}>{common('action.more')}</Button>}
      {(chosen.length > 0 || isCarrying) && (
        <RunBeingMade
          tasks={chosen}
          onAdd={(taskId) => setPicked(new Set([...picked, taskId]))}
          onLeaveOut={pick}
          onMake={() => setPlanning(chosen)}
          onClear={() => setPicked(new Set())}
        />
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
