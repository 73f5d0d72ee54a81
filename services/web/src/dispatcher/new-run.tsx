import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Dialog } from '../ui/dialog';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import type { Task } from './board-columns';
import { ShopChoice, shopsFor, useShops, type ShopOf } from './shop-choice';
import { doorToDoor } from './stop-order';
import { StopsInOrder } from './stops-in-order';
import { VolunteerChoice } from './volunteer-choice';
import styles from './dispatcher.module.css';

/**
 * Who goes, and to whom, in which order: from building to building until somebody puts it otherwise. An incident is taken up
 * again first: it goes from the hands it was in to these.
 */
export const NewRun = ({ tasks: given, onClose, onDone }: { tasks: readonly Task[]; onClose: () => void; onDone: () => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const [tasks, setTasks] = useState<readonly Task[]>(() => doorToDoor(given));
  const [runners, setRunners] = useState<readonly string[]>([]);
  const shops = useShops();
  const [shopOf, setShopOf] = useState<ShopOf>({});
  const again = useCommand('/api/dispatch/tasks/{id}/reopen');
  const plan = useCommand('/api/dispatch/runs', {
    onDone: ({ stops }) => {
      void message.success(t('run.made', { count: stops.length }));
      onDone();
    },
  });
  const incident = tasks.find(({ status }) => status === 'incident');
  const taken = plan.error?.details.taskId;
  const send = (): void => {
    const ids = tasks.map(({ taskId }) => taskId);
    plan.mutate({ body: { runners: [...runners], tasks: ids, shops: shopsFor(shopOf, ids), keepOrder: true } });
  };
  const submit = (): void => {
    if (runners.length === 0 || tasks.length === 0) return;
    if (!incident || again.isSuccess) send();
    else again.mutate({ path: { id: incident.taskId }, ifMatch: incident.version }, { onSuccess: send });
  };
  return (
    <Dialog title={t(incident ? 'incident.change-to' : 'run.new')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <StopsInOrder
          tasks={tasks}
          onChange={setTasks}
          extra={(task) => (
            <>
              {task.taskId === taken && <strong>{t('run.taken', { runner: String(plan.error?.details.runner ?? '') })}</strong>}
              <ShopChoice
                task={task}
                shops={shops}
                value={shopOf[task.taskId]}
                onChange={(shopId) => setShopOf({ ...shopOf, [task.taskId]: shopId })}
              />
            </>
          )}
        />
        <VolunteerChoice chosen={runners} onChange={setRunners} />
        <ProblemNote problem={again.error ?? plan.error} />
        <div className={styles.tools}>
          <Button type="submit" primary disabled={plan.isPending || again.isPending || runners.length === 0}>
            {t('run.make')}
          </Button>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
