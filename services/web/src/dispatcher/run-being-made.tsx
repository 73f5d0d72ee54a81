import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../ui/plain';
import { useWord } from '../ui/words-of';
import type { Task } from './board-columns';
import { carried, isTask, welcome } from './carried-task';
import styles from './dispatcher.module.css';

/** What the board asks of the page of proposals. */
export interface Asked {
  readonly tasks?: readonly string[];
}

/** What is picked for one run, and the place to which cards are dragged for it. */
export const RunBeingMade = ({
  tasks,
  onAdd,
  onLeaveOut,
  onMake,
  onClear,
}: {
  tasks: readonly Task[];
  onAdd: (taskId: string) => void;
  onLeaveOut: (taskId: string) => void;
  onMake: () => void;
  onClear: () => void;
}) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const word = useWord();
  const navigate = useNavigate();
  const [isOver, setOver] = useState(false);
  return (
    <section
      className={`${styles.bar} no-print`}
      aria-label={t('board.run-being-made')}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        welcome(event);
        setOver(isTask(event));
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const taskId = carried(event);
        if (taskId !== '') onAdd(taskId);
      }}
    >
      <strong role="status">{tasks.length === 0 ? t('board.drop') : t('board.picked', { count: tasks.length })}</strong>
      {tasks.length > 0 && (
        <>
          <ul className={styles.gathered}>
            {tasks.map(({ taskId, kind, building }) => {
              const what = `${word('kind', kind)} · ${common('building', { building })}`;
              return (
                <li key={taskId}>
                  {what}
                  <button type="button" aria-label={t('run.leave-out', { what })} onClick={() => onLeaveOut(taskId)}>
                    ✕
                  </button>
                </li>
              );
            })}
          </ul>
          <Button primary onClick={onMake}>
            {t('board.make-run')}
          </Button>
          {tasks.length > 1 && (
            <Button
              onClick={() => void navigate('/dispatcher/suggest', { state: { tasks: tasks.map(({ taskId }) => taskId) } satisfies Asked })}
            >
              {t('board.suggest-picked')}
            </Button>
          )}
          <Button onClick={onClear}>{common('action.clear')}</Button>
        </>
      )}
    </section>
  );
};
