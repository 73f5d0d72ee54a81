import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem';
import { useUser } from '../api/session';
import { Mark } from '../ui/card';
import { List } from '../ui/list';
import { useNow } from '../ui/now';
import { Page } from '../ui/page';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { TimeLeft } from '../ui/time-left';
import { toneOf, useWord } from '../ui/words-of';
import { Waiting } from '../ui/waiting';
import type { Task } from './board-columns';
import { sheetOf, waitsOn, type Part } from './hand-over-sheet';
import { useWholeBoard } from './use-board';
import styles from './dispatcher.module.css';

/** What the next shift must know, written by the system: what may go wrong, what is open, what is promised, and on whom it waits. */
export const HandOverSheetPage = () => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const { name } = useUser();
  const now = useNow(60_000);
  const board = useWholeBoard();
  const sheet = sheetOf(board.tasks, now);
  return (
    <Page
      title={t('sheet.title')}
      asOf={board.updatedAt}
      actions={<Button onClick={() => window.print()}>{common('action.print')}</Button>}
    >
      <p className={styles.why}>{t('sheet.why')}</p>
      <ProblemNote problem={board.error && asProblem(board.error)} again={board.refetch} />
      {board.isPending && !board.error && <Waiting />}
      {!board.isPending && (
        <div className="stack">
          {sheet.map(({ part, tasks }) => (
            <section key={part} className={styles.part} aria-labelledby={`sheet-${part}`}>
              <h2 id={`sheet-${part}`}>{t(`sheet.part.${part}`, { count: tasks.length })}</h2>
              {tasks.length === 0 ? <p className={styles.why}>{t('sheet.none')}</p> : <Tasks part={part} tasks={tasks} />}
            </section>
          ))}
          <p className={styles.signed}>
            <span>{t('sheet.from', { name })}</span>
            <span>{t('sheet.to')}</span>
            <span>{t('sheet.at')}</span>
          </p>
        </div>
      )}
    </Page>
  );
};

const Tasks = ({ part, tasks }: { part: Part; tasks: readonly Task[] }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  return (
    <List
      caption={t(`sheet.part.${part}`, { count: tasks.length })}
      rows={tasks}
      keyOf={({ taskId }) => taskId}
      columns={[
        {
          title: t('sheet.what'),
          show: ({ kind, urgency }) => (
            <>
              <strong>{word('kind', kind)}</strong>{' '}
              {urgency !== 'routine' && <Mark tone={toneOf(urgency)}>{word('urgency', urgency)}</Mark>}
            </>
          ),
        },
        { title: t('sheet.where'), show: ({ building }) => common('building', { building }) },
        {
          title: t('sheet.until'),
          show: ({ status, deadline, changedAt }) =>
            status === 'completed' ? (
              t('board.done-at', { at: moment(changedAt, i18n.language) })
            ) : (
              <>
                {moment(deadline, i18n.language)} · <TimeLeft deadline={deadline} />
              </>
            ),
        },
        {
          title: t('sheet.stands'),
          show: ({ status, incident }) =>
            status === 'incident' && incident !== undefined ? word('incident', incident) : word('task-status', status),
        },
        {
          title: t('sheet.waits-on'),
          show: (task) => (waitsOn(task) === 'runner' && task.runner) || t(`sheet.on.${waitsOn(task)}`),
        },
      ]}
    />
  );
};
