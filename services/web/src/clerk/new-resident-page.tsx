import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommand } from '../api/command';
import { Card } from '../ui/card';
import { Page } from '../ui/page';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { emptyResident, registration } from './resident-draft';
import { isComplete, ResidentForm } from './resident-form';

export const NewResidentPage = () => {
  const { t } = useTranslation('clerk');
  const navigate = useNavigate();
  const [draft, setDraft] = useState(emptyResident);
  const [tried, setTried] = useState(false);
  const register = useCommand('/api/intake/residents', { onDone: ({ id }) => void navigate(`/clerk/residents/${id}`) });
  return (
    <Page title={t('resident.register')}>
      <Card>
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (isComplete(draft)) register.mutate({ body: registration(draft) });
          }}
        >
          <ResidentForm draft={draft} problem={register.error} tried={tried} onChange={setDraft} />
          <ProblemNote problem={register.error} />
          <div>
            <Button type="submit" primary disabled={register.isPending}>
              {t('resident.register')}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  );
};
