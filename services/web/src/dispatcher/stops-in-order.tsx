import { useState, type MouseEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/plain';
import { TimeLeft } from '../ui/time-left';
import { useWord } from '../ui/words-of';
import type { Task } from './board-columns';
import { carried, carry, isTask, welcome } from './carried-task';
import { landing, moved } from './stop-order';
import styles from './dispatcher.module.css';

interface Over {
  readonly taskId: string;
  readonly after: boolean;
}

/** The doors of a run in the order in which they are walked: by the mouse, or by two buttons each. */
export const StopsInOrder = ({
  tasks,
  onChange,
  extra,
}: {
  tasks: readonly Task[];
  onChange: (tasks: readonly Task[]) => void;
  /** What else is said of a stop. */
  extra: (task: Task) => ReactNode;
}) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const word = useWord();
  const [over, setOver] = useState<Over>();
  const [said, setSaid] = useState('');
  const many = tasks.length > 1;
  const nameOf = ({ kind, building }: Task): string => `${word('kind', kind)} · ${common('building', { building })}`;
  const move = (from: number, to: number): void => {
    const at = Math.min(Math.max(to, 0), tasks.length - 1);
    if (from === -1 || from === at) return;
    onChange(moved(tasks, from, at));
    setSaid(t('run.moved', { what: nameOf(tasks[from]!), at: at + 1, count: tasks.length }));
  };
  /** The one that is pressed keeps the focus, wherever it went: it can be pressed again. */
  const press = (event: MouseEvent<HTMLElement>, from: number, by: 1 | -1): void => {
    const button = event.currentTarget;
    flushSync(() => move(from, from + by));
    button.focus();
  };
  return (
    <>
      {many && <p className={styles.why}>{t('run.order')}</p>}
      <ol className={styles.inOrder}>
        {tasks.map((task, at) => {
          const what = nameOf(task);
          return (
            <li
              key={task.taskId}
              data-drop={over?.taskId === task.taskId ? (over.after ? 'after' : 'before') : undefined}
              onDragOver={(event) => {
                if (!isTask(event)) return;
                welcome(event);
                const { top, height } = event.currentTarget.getBoundingClientRect();
                const after = event.clientY > top + height / 2;
                if (over?.taskId !== task.taskId || over.after !== after) setOver({ taskId: task.taskId, after });
              }}
              onDrop={(event) => {
                event.preventDefault();
                const from = tasks.findIndex(({ taskId }) => taskId === carried(event));
                if (over) move(from, landing(from, at, over.after));
                setOver(undefined);
              }}
            >
              {many && (
                <span
                  className={styles.handle}
                  aria-hidden
                  draggable
                  title={t('run.drag')}
                  onDragStart={(event) => {
                    carry(event, task.taskId);
                    event.dataTransfer.setDragImage(event.currentTarget.closest('li')!, 12, 12);
                  }}
                  onDragEnd={() => setOver(undefined)}
                >
                  ⠿
                </span>
              )}
              <span className={styles.what}>
                <strong>{what}</strong> <TimeLeft deadline={task.deadline} />
              </span>
              {many && (
                <span className={styles.turns}>
                  <Button
                    className={styles.small}
                    aria-label={t('run.up', { what })}
                    aria-disabled={at === 0}
                    onClick={(event) => press(event, at, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    className={styles.small}
                    aria-label={t('run.down', { what })}
                    aria-disabled={at === tasks.length - 1}
                    onClick={(event) => press(event, at, 1)}
                  >
                    ↓
                  </Button>
                  <Button
                    className={styles.small}
                    aria-label={t('run.leave-out', { what })}
                    onClick={() => onChange(tasks.filter((one) => one !== task))}
                  >
                    ✕
                  </Button>
                </span>
              )}
              <div className={styles.extra}>{extra(task)}</div>
            </li>
          );
        })}
      </ol>
      <p role="status" className="unseen">
        {said}
      </p>
    </>
  );
};
