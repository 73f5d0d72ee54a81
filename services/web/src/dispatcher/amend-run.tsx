import { App } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Empty } from '../ui/card';
import { Dialog } from '../ui/dialog';
import { Form } from '../ui/form';
import { TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { TimeLeft } from '../ui/time-left';
import { useWord } from '../ui/words-of';
import type { Task } from './board-columns';
import { ShopChoice, shopsFor, useShops, type ShopOf } from './shop-choice';
import { useOpenTasks } from './use-board';
import styles from './dispatcher.module.css';

type Stop = components['schemas']['pharmacy_run_StopAnswer'];

/**
 * What leaves a run goes back on the board; what joins it goes to its end. Something bought stays where it was bought for. It
 * states the version at which it was opened: who came in between is seen, and what was chosen stays as far as it is there.
 */
export const AmendRun = ({
  runId,
  version,
  stops,
  onClose,
}: {
  runId: string;
  version: number;
  stops: readonly Stop[];
  onClose: () => void;
}) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const open = useOpenTasks();
  const [seen, see] = useState(version);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const shops = useShops();
  const [shopOf, setShopOf] = useState<ShopOf>({});
  const [reason, setReason] = useState('');
  const amend = useCommand('/api/dispatch/runs/{id}/amend', {
    onDone: () => {
      void message.success(t('amend.done'));
      onClose();
    },
  });
  const waiting = stops.filter(({ status }) => status === 'waiting');
  const near = nearFirst(open.tasks, new Set(waiting.flatMap(({ address }) => address?.building ?? [])));
  const bought = amend.error?.code === 'already-bought' ? amend.error.details.taskId : undefined;
  const remove = waiting.flatMap(({ taskId }) => (marked.has(taskId) ? taskId : []));
  const add = near.flatMap(({ taskId }) => (picked.has(taskId) ? taskId : []));
  const isNothing = remove.length + add.length === 0;
  return (
    <Dialog title={t('amend.title')} onClose={onClose}>
      <Form
        command={amend}
        sent={{
          path: { id: runId },
          ifMatch: seen,
          body: { add, remove, shops: shopsFor(shopOf, add), ...(reason.trim() !== '' && { reason: reason.trim() }) },
        }}
        takeLatest={see}
        action={isNothing ? t('amend.nothing') : t('amend.do', { add: add.length, remove: remove.length })}
        disabled={isNothing}
        onCancel={onClose}
      >
        <fieldset>
          <legend>{t('amend.remove')}</legend>
          {waiting.length === 0 && <p className={styles.why}>{t('run.no-stops')}</p>}
          <ul className={styles.people}>
            {waiting.map(({ taskId, order, address, name }) => (
              <li key={taskId}>
                <label>
                  <input type="checkbox" checked={marked.has(taskId)} onChange={() => setMarked(toggled(marked, taskId))} />
                  {order}. <strong>{address ? common('address', { ...address }) : '—'}</strong> {name}{' '}
                  {taskId === bought && <span className={styles.warn}>{t('amend.bought')}</span>}
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <fieldset>
          <legend>{t('amend.add')}</legend>
          <ProblemNote problem={open.error && asProblem(open.error)} />
          {open.data && near.length === 0 && <Empty>{t('board.empty.to-take')}</Empty>}
          <ul className={styles.people}>
            {near.map((task) => (
              <ToAdd
                key={task.taskId}
                task={task}
                chosen={picked.has(task.taskId)}
                onToggle={() => setPicked(toggled(picked, task.taskId))}
              >
                <ShopChoice
                  task={task}
                  shops={shops}
                  value={shopOf[task.taskId]}
                  onChange={(shopId) => setShopOf({ ...shopOf, [task.taskId]: shopId })}
                />
              </ToAdd>
            ))}
          </ul>
        </fieldset>
        <TextField label={t('hand-over.reason')} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Form>
    </Dialog>
  );
};

const ToAdd = ({
  task: { kind, building, deadline },
  chosen,
  onToggle,
  children,
}: {
  task: Task;
  chosen: boolean;
  onToggle: () => void;
  children: ReactNode;
}) => {
  const { t: common } = useTranslation();
  const word = useWord();
  return (
    <li>
      <label>
        <input type="checkbox" checked={chosen} onChange={onToggle} />
        <strong>
          {word('kind', kind)} · {common('building', { building })}
        </strong>{' '}
        <TimeLeft deadline={deadline} />
      </label>
      {chosen && children}
    </li>
  );
};

const toggled = (of: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(of);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** What lies on the way stands on top; among it, and among the rest, what presses most. */
export const nearFirst = (tasks: readonly Task[], buildings: ReadonlySet<string>): Task[] =>
  [...tasks].sort((left, right) => Number(buildings.has(right.building)) - Number(buildings.has(left.building)));
