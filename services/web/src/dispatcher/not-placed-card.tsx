import { useTranslation } from 'react-i18next';
import { Card } from '../ui/card';
import type { Task } from './board-columns';
import { Placed, type Numbered } from './proposal-card';
import type { Proposals } from './proposals';
import styles from './dispatcher.module.css';

/** What is in no run, by why, and what could be done about it. */
export const NotPlacedCard = ({
  rest,
  tasks,
  runs,
  onMove,
}: {
  rest: Proposals['rest'];
  tasks: readonly Task[];
  runs: readonly Numbered[];
  onMove: (taskId: string, to: string | undefined) => void;
}) => {
  const { t } = useTranslation('dispatcher');
  const reasons = [...new Set(rest.map(({ reason }) => reason ?? 'left-out'))];
  return (
    <Card title={t('suggest.rest', { count: rest.length })}>
      <div className="stack">
        {reasons.map((why) => (
          <section key={why}>
            <p className={styles.why}>{t(`suggest.not.${why}`)}</p>
            <ul className={styles.plainList}>
              {rest
                .filter(({ reason }) => (reason ?? 'left-out') === why)
                .flatMap(({ taskId }) => tasks.find((task) => task.taskId === taskId) ?? [])
                .map((task) => (
                  <Placed key={task.taskId} task={task} where={t('suggest.nowhere')} others={runs} onMove={onMove} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
};
