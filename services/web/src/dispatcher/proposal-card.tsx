import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import type { components } from '../api/schema';
import { Card } from '../ui/card';
import { SelectField } from '../ui/fields';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { TimeLeft } from '../ui/time-left';
import { useWord } from '../ui/words-of';
import type { Task } from './board-columns';
import type { Proposal } from './proposals';
import { ShopChoice, type ShopOf } from './shop-choice';
import type { Shop } from './shop-draft';
import styles from './dispatcher.module.css';

type Volunteer = components['schemas']['dispatch_VolunteerAnswer'];

/** A run with its number on the page, by which one says where a task goes. */
export interface Numbered {
  readonly key: string;
  readonly number: number;
}

export const ProposalCard = ({
  proposal,
  number,
  others,
  tasks,
  volunteers,
  shops,
  shopOf,
  problem,
  isSending,
  onMove,
  onShop,
  onRunners,
  onSend,
}: {
  proposal: Proposal;
  number: number;
  others: readonly Numbered[];
  /** Those of its tasks that nobody has taken. */
  tasks: readonly Task[];
  volunteers: readonly Volunteer[];
  shops: readonly Shop[];
  shopOf: ShopOf;
  problem: Problem | undefined;
  isSending: boolean;
  onMove: (taskId: string, to: string | undefined) => void;
  onShop: (taskId: string, shopId: string) => void;
  onRunners: (runners: readonly string[]) => void;
  onSend: () => void;
}) => {
  const { t } = useTranslation('dispatcher');
  const inOrder = proposal.tasks.flatMap((taskId) => tasks.find((task) => task.taskId === taskId) ?? []);
  const [runner = ''] = proposal.runners;
  const most = volunteers.find(({ id }) => id === runner)?.maxStops;
  return (
    <Card title={t('suggest.run', { number, count: inOrder.length })}>
      <div className="stack">
        <SelectField
          label={t('suggest.runner')}
          choices={volunteers.map(({ id, name, maxStops }) => ({
            value: id,
            label: maxStops === undefined ? name : t('suggest.takes', { name, count: maxStops }),
          }))}
          value={runner}
          onChange={(event) => onRunners([event.target.value])}
        />
        {most !== undefined && inOrder.length > most && <p className={styles.warn}>{t('suggest.too-many', { count: most })}</p>}
        <ol className={styles.plainList}>
          {inOrder.map((task) => (
            <Placed key={task.taskId} task={task} where={t('suggest.here', { number })} others={others} onMove={onMove} canLeave>
              <ShopChoice task={task} shops={shops} value={shopOf[task.taskId]} onChange={(shopId) => onShop(task.taskId, shopId)} />
            </Placed>
          ))}
        </ol>
        <ProblemNote problem={problem} />
        <div>
          <Button primary disabled={isSending} aria-label={t('suggest.send-run', { number })} onClick={onSend}>
            {t('suggest.send')}
          </Button>
        </div>
      </div>
    </Card>
  );
};

/** One task, and where it is to go. */
export const Placed = ({
  task: { taskId, kind, building, deadline },
  where,
  others,
  canLeave,
  onMove,
  children,
}: {
  task: Task;
  /** Where it is now. */
  where: string;
  others: readonly Numbered[];
  canLeave?: boolean;
  onMove: (taskId: string, to: string | undefined) => void;
  children?: ReactNode;
}) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const word = useWord();
  const what = `${word('kind', kind)} · ${common('building', { building })}`;
  return (
    <li className={styles.placed}>
      <span>
        <strong>{what}</strong> <TimeLeft deadline={deadline} />
      </span>
      <SelectField
        label={t('suggest.move', { what })}
        hideLabel
        blank={where}
        choices={[
          ...others.map(({ key, number }) => ({ value: key, label: t('suggest.to', { number }) })),
          ...(canLeave ? [{ value: OUT, label: t('suggest.out') }] : []),
        ]}
        value=""
        onChange={({ target }) => target.value !== '' && onMove(taskId, target.value === OUT ? undefined : target.value)}
      />
      {children}
    </li>
  );
};

const OUT = 'out';
