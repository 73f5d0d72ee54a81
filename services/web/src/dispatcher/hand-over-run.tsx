import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Dialog } from '../ui/dialog';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { VolunteerChoice } from './volunteer-choice';
import styles from './dispatcher.module.css';

/**
 * The whole run goes to somebody else: the order of its doors and what is in the bag stay with it. It states the version at
 * which it was opened: who came in between is seen.
 */
export const HandOverRun = ({ runId, version, onClose }: { runId: string; version: number; onClose: () => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const [seen, see] = useState(version);
  const [to, setTo] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const handOver = useCommand('/api/dispatch/runs/{id}/hand-over', {
    onDone: () => {
      void message.success(t('hand-over.done'));
      onClose();
    },
  });
  return (
    <Dialog title={t('hand-over.title')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (to.length === 0) return;
          handOver.mutate({
            path: { id: runId },
            ifMatch: seen,
            body: { to: [...to], ...(reason.trim() !== '' && { reason: reason.trim() }) },
          });
        }}
      >
        <p className={styles.why}>{t('hand-over.why')}</p>
        <VolunteerChoice chosen={to} onChange={setTo} />
        <TextField label={t('hand-over.reason')} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        <ProblemNote
          problem={handOver.error}
          takeLatest={() => {
            see(Number(handOver.error?.details.version ?? version));
            handOver.reset();
          }}
        />
        <div className={styles.tools}>
          <Button type="submit" primary disabled={handOver.isPending || to.length === 0}>
            {t('hand-over.do')}
          </Button>
          <Button onClick={onClose}>{common('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
