import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Dialog } from '../ui/dialog';
import { Form } from '../ui/form';
import { TextField } from '../ui/plain';
import { VolunteerChoice } from './volunteer-choice';
import styles from './dispatcher.module.css';

/**
 * The whole run goes to somebody else: the order of its doors and what is in the bag stay with it. It states the version at
 * which it was opened: who came in between is seen.
 */
export const HandOverRun = ({ runId, version, onClose }: { runId: string; version: number; onClose: () => void }) => {
  const { t } = useTranslation('dispatcher');
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
      <Form
        command={handOver}
        sent={{ path: { id: runId }, ifMatch: seen, body: { to: [...to], ...(reason.trim() !== '' && { reason: reason.trim() }) } }}
        takeLatest={see}
        action={t('hand-over.do')}
        disabled={to.length === 0}
        onCancel={onClose}
      >
        <p className={styles.why}>{t('hand-over.why')}</p>
        <VolunteerChoice chosen={to} onChange={setTo} />
        <TextField label={t('hand-over.reason')} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Form>
    </Dialog>
  );
};
