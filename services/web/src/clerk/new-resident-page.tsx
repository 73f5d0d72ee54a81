import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommand } from '../api/command';
import { Card } from '../ui/card';
import { Form } from '../ui/form';
import { Page } from '../ui/page';
import { emptyResident, isComplete, registration } from './resident-draft';
import { ResidentForm } from './resident-form';

export const NewResidentPage = () => {
  const { t } = useTranslation('clerk');
  const navigate = useNavigate();
  const [draft, setDraft] = useState(emptyResident);
  const register = useCommand('/api/intake/residents', { onDone: ({ id }) => void navigate(`/clerk/residents/${id}`) });
  return (
    <Page title={t('resident.register')}>
      <Card>
        <Form command={register} sent={isComplete(draft) ? { body: registration(draft) } : undefined} action={t('resident.register')}>
          {(lacks) => <ResidentForm draft={draft} problem={register.error} lacks={lacks} onChange={setDraft} />}
        </Form>
      </Card>
    </Page>
  );
};
