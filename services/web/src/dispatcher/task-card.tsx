import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCommand } from '../api/command';
import { Mark } from '../ui/card';
import { Button, ProblemLine } from '../ui/plain';
import { moment } from '../ui/time';
import { TimeLeft } from '../ui/time-left';
import { toneOf, useWord } from '../ui/words-of';
import type { Task } from './board-columns';
import { carry } from './carried-task';
import { IncidentActions } from './incident-actions';
import styles from './dispatcher.module.css';

/** A task on the board. Drawn again only when it is another: the board may hold hundreds. */
export const TaskCard = memo(function TaskCard({
  task,
  current,
  picked,
  onPick,
  onPlan,
}: {
  task: Task;
  current: boolean;
  picked: boolean;
  onPick: (taskId: string) => void;
  onPlan: (tasks: readonly Task[]) => void;
}) {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  const { taskId, kind, building, deadline, urgency, status, runId, runner, incident, changedAt } = task;
  const what = `${word('kind', kind)} · ${common('building', { building })}`;
  const isOpen = status === 'open';
  return (
    <li
      id={`task-${taskId}`}
      className={styles.task}
      data-urgency={urgency}
      data-current={current || undefined}
      data-picked={picked || undefined}
      draggable={isOpen}
      onDragStart={(event) => isOpen && carry(event, taskId)}
    >
      {isOpen ? (
        <input type="checkbox" checked={picked} aria-label={t('board.pick', { what })} onChange={() => onPick(taskId)} />
      ) : (
        <span />
      )}
      <strong>
        {word('kind', kind)} · <span className={styles.whole}>{common('building', { building })}</span>
      </strong>
      <div className={styles.more}>
        <span className={styles.left}>
          {status === 'completed' ? t('board.done-at', { at: moment(changedAt, i18n.language) }) : <TimeLeft deadline={deadline} />}
        </span>
        {urgency !== 'routine' && <Mark tone={toneOf(urgency)}>{word('urgency', urgency)}</Mark>}
        {incident !== undefined && status === 'incident' && <Mark tone="bad">{word('incident', incident)}</Mark>}
        {(status === 'assigned' || status === 'started') && <span>{word('task-status', status)}</span>}
        {runId !== undefined ? <Link to={`/dispatcher/runs/${runId}`}>{runner ?? t('run.plain')}</Link> : runner}
        {isOpen && (
          <Button className={styles.small} onClick={() => onPlan([task])}>
            {t('board.assign')}
          </Button>
        )}
        {status === 'assigned' && <Release task={task} />}
        {status === 'incident' && <IncidentActions task={task} what={what} onPlan={onPlan} />}
      </div>
    </li>
  );
});

const Release = ({ task: { taskId, version } }: { task: Task }) => {
  const { t } = useTranslation('dispatcher');
  const release = useCommand('/api/dispatch/tasks/{id}/release');
  return (
    <>
      <Button
        className={styles.small}
        disabled={release.isPending}
        onClick={() => release.mutate({ path: { id: taskId }, ifMatch: version, body: {} })}
      >
        {t('board.release')}
      </Button>
      <ProblemLine problem={release.error} />
    </>
  );
};
