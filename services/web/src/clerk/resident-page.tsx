import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useRead } from '../api/client';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { ActLink } from '../ui/act-link';
import { Card } from '../ui/card';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import { correction, draftOfResident, isChanged } from './resident-draft';
import { isComplete, ResidentForm } from './resident-form';
import { ResidentSide } from './resident-side';
import styles from './clerk.module.css';

type Resident = components['schemas']['intake_ResidentAnswer'];

/** What is known of somebody, and how it is put right. */
export const ResidentPage = () => {
  const { t } = useTranslation('clerk');
  const { id = '' } = useParams();
  const resident = useRead('get', '/api/intake/residents/{id}', { params: { path: { id } } });
  const needs = useRead('get', '/api/intake/needs', { params: { query: { residentId: id, limit: 50 } } });
  return (
    <Page
      title={resident.data?.name ?? t('resident.title')}
      asOf={resident.dataUpdatedAt}
      actions={
        <ActLink small to={`/clerk/needs/new?resident=${id}`}>
          {t('card.new-need')}
        </ActLink>
      }
    >
      <ProblemNote problem={resident.error && asProblem(resident.error)} again={() => void resident.refetch()} />
      {resident.isPending && <Waiting />}
      {resident.data && (
        <div className={styles.form}>
          <Correction key={id} resident={resident.data} refetch={() => void resident.refetch()} />
          <div className={styles.side}>
            <ResidentSide resident={resident.data} needs={needs.data?.items ?? []} />
          </div>
        </div>
      )}
    </Page>
  );
};

const Correction = ({ resident, refetch }: { resident: Resident; refetch: () => void }) => {
  const { t } = useTranslation('clerk');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  // What was on the screen when the typing began: the correction is the difference to that.
  const [seen, setSeen] = useState(resident);
  const [draft, setDraft] = useState(() => draftOfResident(resident));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const changed = isChanged(seen, draft);
  const correct = useCommand('/api/intake/residents/{id}/correct', {
    onDone: ({ version }) => {
      setSeen({ ...seen, ...(correction(seen, draft, '') as Partial<Resident>), version });
      setReason('');
      setTried(false);
      void message.success(t('resident.corrected'));
    },
  });
  return (
    <Card title={t('resident.correct')}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!isComplete(draft) || reason.trim() === '' || !changed) return;
          correct.mutate({ path: { id: resident.id }, body: correction(seen, draft, reason), ifMatch: seen.version });
        }}
      >
        <ResidentForm draft={draft} problem={correct.error} tried={tried} onChange={setDraft} />
        {changed && (
          <TextField
            label={t('resident.reason')}
            maxLength={500}
            value={reason}
            error={tried && reason.trim() === '' ? common('form.required', { field: t('form.reason') }) : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <ProblemNote
          problem={correct.error}
          takeLatest={() => {
            setSeen({ ...seen, version: Number(correct.error?.details.version ?? seen.version) });
            correct.reset();
            refetch();
          }}
        />
        <div>
          <Button type="submit" primary disabled={!changed || correct.isPending}>
            {common('action.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
};
