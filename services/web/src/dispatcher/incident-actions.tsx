import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { SelectField } from '../ui/fields';
import { useHeldCommand } from '../ui/held-command';
import { Button, ProblemLine } from '../ui/plain';
import { INCIDENTS, useChoices } from '../ui/words-of';
import type { Task } from './board-columns';
import styles from './dispatcher.module.css';

/** The dispatcher decides what an incident comes to: back on the board, somebody else at once, or not at all. */
export const IncidentActions = ({ task, what, onPlan }: { task: Task; what: string; onPlan: (tasks: readonly Task[]) => void }) => {
  const { t } = useTranslation('dispatcher');
  const { taskId, version, incident } = task;
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
      <Button className={styles.small} onClick={() => onPlan([task])}>
        {t('incident.change')}
      </Button>
      <Button className={styles.small} aria-expanded={failing} onClick={() => setFailing(!failing)}>
        {t('incident.fail')}
      </Button>
      {failing && (
        <form
          className={styles.more}
          onSubmit={(event) => {
            event.preventDefault();
            fail(
              t('incident.fail-of', { what }),
              { path: { id: taskId }, ifMatch: version, body: { reason } },
              reasons.find(({ value }) => value === reason)?.label,
            );
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
