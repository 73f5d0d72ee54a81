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
import { Form } from '../ui/form';
import { Page } from '../ui/page';
import { TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import { correction, draftOfResident, isChanged, isComplete } from './resident-draft';
import { ResidentForm } from './resident-form';
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
  const changed = isChanged(seen, draft);
  const isWhole = isComplete(draft) && reason.trim() !== '';
  const correct = useCommand('/api/intake/residents/{id}/correct', {
    onDone: ({ version }) => {
      setSeen({ ...seen, ...(correction(seen, draft, '') as Partial<Resident>), version });
      setReason('');
      void message.success(t('resident.corrected'));
    },
  });
  return (
    <Card title={t('resident.correct')}>
      <Form
        command={correct}
        sent={isWhole ? { path: { id: resident.id }, body: correction(seen, draft, reason), ifMatch: seen.version } : undefined}
        takeLatest={(version) => {
          setSeen({ ...seen, version });
          refetch();
        }}
        action={common('action.save')}
        disabled={!changed}
      >
        {(lacks) => (
          <>
            <ResidentForm draft={draft} problem={correct.error} lacks={lacks} onChange={setDraft} />
            {changed && (
              <TextField
                label={t('resident.reason')}
                maxLength={500}
                value={reason}
                error={lacks(reason.trim() === '', t('form.reason'))}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </>
        )}
      </Form>
    </Card>
  );
};
