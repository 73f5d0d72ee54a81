import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Dialog } from '../ui/dialog';
import { Form } from '../ui/form';
import type { Task } from './board-columns';
import { ShopChoice, shopsFor, useShops, type ShopOf } from './shop-choice';
import { doorToDoor } from './stop-order';
import { StopsInOrder } from './stops-in-order';
import { VolunteerChoice } from './volunteer-choice';

/**
 * Who goes, and to whom, in which order: from building to building until somebody puts it otherwise. An incident is taken up
 * again first: it goes from the hands it was in to these.
 */
export const NewRun = ({ tasks: given, onClose, onDone }: { tasks: readonly Task[]; onClose: () => void; onDone: () => void }) => {
  const { t } = useTranslation('dispatcher');
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
  const ids = tasks.map(({ taskId }) => taskId);
  const send: typeof plan.mutate = (run, after) => {
    if (!incident || again.isSuccess) plan.mutate(run, after);
    else again.mutate({ path: { id: incident.taskId }, ifMatch: incident.version }, { onSuccess: () => plan.mutate(run, after) });
  };
  return (
    <Dialog title={t(incident ? 'incident.change-to' : 'run.new')} onClose={onClose}>
      <Form
        command={{ mutate: send, isPending: plan.isPending || again.isPending, error: again.error ?? plan.error }}
        sent={ids.length > 0 ? { body: { runners: [...runners], tasks: ids, shops: shopsFor(shopOf, ids), keepOrder: true } } : undefined}
        action={t('run.make')}
        disabled={runners.length === 0}
        onCancel={onClose}
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
      </Form>
    </Dialog>
  );
};
