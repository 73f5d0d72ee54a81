import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCommand } from '../api/command';
import { Mark } from '../ui/card';
import { SelectField } from '../ui/fields';
import { useHeldCommand } from '../ui/held-command';
import { Button, ProblemLine } from '../ui/plain';
import { TimeLeft } from '../ui/time-left';
import { INCIDENTS, toneOf, useChoices, useWord } from '../ui/words-of';
import type { Task } from './board-columns';
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
  const { t: common } = useTranslation();
  const word = useWord();
  const { taskId, kind, building, deadline, urgency, status, runId, runner, incident } = task;
  const what = `${word('kind', kind)} · ${common('building', { building })}`;
  const isOpen = status === 'open';
  return (
    <li
      id={`task-${taskId}`}
      className={styles.task}
      data-urgency={urgency}
      data-current={current || undefined}
      data-picked={picked || undefined}
    >
      {isOpen ? (
        <input type="checkbox" checked={picked} aria-label={t('board.pick', { what })} onChange={() => onPick(taskId)} />
      ) : (
        <span />
      )}
      <strong>{what}</strong>
      <TimeLeft deadline={deadline} />
      <div className={styles.more}>
        {urgency !== 'routine' && <Mark tone={toneOf(urgency)}>{word('urgency', urgency)}</Mark>}
        {incident !== undefined && status === 'incident' && <Mark tone="bad">{word('incident', incident)}</Mark>}
        {!isOpen && <span>{word('task-status', status)}</span>}
        {runId !== undefined ? <Link to={`/dispatcher/runs/${runId}`}>{runner ?? t('run.plain')}</Link> : runner}
        {isOpen && (
          <Button className={styles.small} onClick={() => onPlan([task])}>
            {t('board.assign')}
          </Button>
        )}
        {status === 'assigned' && <Release task={task} />}
        {status === 'incident' && <Incident task={task} what={what} />}
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

/** The dispatcher decides what an incident comes to: again, by somebody else, or not at all. */
const Incident = ({ task: { taskId, version, incident }, what }: { task: Task; what: string }) => {
  const { t } = useTranslation('dispatcher');
  const [failing, setFailing] = useState(false);
  const [reason, setReason] = useState<(typeof INCIDENTS)[number]>(incident ?? 'other');
  const reasons = useChoices('incident', INCIDENTS);
  const retry = useCommand('/api/dispatch/tasks/{id}/reopen');
  const fail = useHeldCommand('/api/dispatch/tasks/{id}/fail');
  return (
    <>
      <Button className={styles.small} disabled={retry.isPending} onClick={() => retry.mutate({ path: { id: taskId }, ifMatch: version })}>
        {t('incident.retry')}
      </Button>
      <Button className={styles.small} aria-expanded={failing} onClick={() => setFailing(!failing)}>
        {t('incident.fail')}
      </Button>
      {failing && (
        <form
          className={styles.more}
          onSubmit={(event) => {
            event.preventDefault();
            fail(t('incident.fail-of', { what }), { path: { id: taskId }, ifMatch: version, body: { reason } });
            setFailing(false);
          }}
        >
          <SelectField
            label={t('incident.reason')}
            hideLabel
            choices={reasons}
            value={reason}
            onChange={(event) => setReason(event.target.value as typeof reason)}
          />
          <Button type="submit" className={styles.small}>
            {t('incident.fail-do')}
          </Button>
        </form>
      )}
      <ProblemLine problem={retry.error} />
    </>
  );
};
