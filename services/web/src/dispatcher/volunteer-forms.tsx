import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Card } from '../ui/card';
import { Dialog } from '../ui/dialog';
import { Form, type Lacks } from '../ui/form';
import { useHeldCommand } from '../ui/held-command';
import { Button, TextField } from '../ui/plain';
import {
  additionOf,
  correctionOf,
  draftOfVolunteer,
  emptyVolunteer,
  isNoNumber,
  isWhole,
  type Volunteer,
  type VolunteerDraft,
} from './volunteer-draft';
import styles from './dispatcher.module.css';

export const AddVolunteer = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const [draft, setDraft] = useState(emptyVolunteer);
  const add = useCommand('/api/dispatch/volunteers', { onDone });
  return (
    <Card title={t('volunteers.add')} className={styles.form}>
      <Form command={add} sent={isWhole(draft) ? { body: additionOf(draft) } : undefined} action={common('action.add')} onCancel={onDone}>
        {(lacks) => <VolunteerFields draft={draft} lacks={lacks} onChange={setDraft} />}
      </Form>
    </Card>
  );
};

/** States the version at which it was opened: who came in between is seen, and what was typed stays. */
export const CorrectVolunteer = ({ volunteer, onClose }: { volunteer: Volunteer; onClose: () => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const { id, name, status, version } = volunteer;
  const [before] = useState(() => draftOfVolunteer(volunteer, common('comma')));
  const [draft, setDraft] = useState(before);
  const [reason, setReason] = useState('');
  const [seen, see] = useState(version);
  const correct = useCommand('/api/dispatch/volunteers/{id}/correct', {
    onDone: () => {
      void message.success(t('volunteers.corrected'));
      onClose();
    },
  });
  const standDown = useHeldCommand('/api/dispatch/volunteers/{id}/stand-down');
  const changes = correctionOf(before, draft);
  const body = { ...changes, ...(reason.trim() !== '' && { reason: reason.trim() }) };
  return (
    <Dialog title={t('volunteers.correct-of', { name })} onClose={onClose}>
      <Form
        command={correct}
        sent={isWhole(draft) ? { path: { id }, ifMatch: seen, body } : undefined}
        takeLatest={see}
        action={common('action.save')}
        disabled={Object.keys(changes).length === 0}
        beside={
          status !== 'stood-down' && (
            <Button
              onClick={() => {
                standDown(t('volunteers.stand-down-of', { name }), { path: { id }, ifMatch: seen });
                onClose();
              }}
            >
              {t('volunteers.stand-down')}
            </Button>
          )
        }
        onCancel={onClose}
      >
        {(lacks) => (
          <>
            <VolunteerFields draft={draft} lacks={lacks} onChange={setDraft} />
            <TextField label={t('hand-over.reason')} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
          </>
        )}
      </Form>
    </Dialog>
  );
};

const VolunteerFields = ({
  draft,
  lacks,
  onChange,
}: {
  draft: VolunteerDraft;
  lacks: Lacks;
  onChange: (draft: VolunteerDraft) => void;
}) => {
  const { t } = useTranslation('dispatcher');
  return (
    <div className={styles.two}>
      <TextField
        label={t('volunteers.name')}
        autoFocus
        maxLength={100}
        value={draft.name}
        error={lacks(draft.name.trim() === '', t('volunteers.name'))}
        onChange={({ target }) => onChange({ ...draft, name: target.value })}
      />
      <TextField
        label={t('volunteers.phone')}
        type="tel"
        maxLength={40}
        value={draft.phone}
        error={lacks(draft.phone.trim() === '', t('volunteers.phone'))}
        onChange={({ target }) => onChange({ ...draft, phone: target.value })}
      />
      <TextField
        label={t('volunteers.zones')}
        placeholder={t('volunteers.zones-hint')}
        maxLength={500}
        value={draft.zones}
        onChange={({ target }) => onChange({ ...draft, zones: target.value })}
      />
      <TextField
        label={t('volunteers.most')}
        inputMode="numeric"
        value={draft.most}
        error={lacks(isNoNumber(draft), t('volunteers.most'), 'number')}
        onChange={({ target }) => onChange({ ...draft, most: target.value })}
      />
    </div>
  );
};
