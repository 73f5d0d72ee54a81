import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Form, type Sender } from '../ui/form';
import { TextField } from '../ui/plain';
import styles from './administrator.module.css';

export interface MedicineFacts {
  readonly name: string;
  readonly strengths: string[];
  readonly form?: string;
  readonly unit?: string;
}

const MOST = { name: 100, strengths: 500, form: 40, unit: 20 };

/** A medicine as the list holds it; strengths stand in one line, as people write them. */
export const MedicineForm = ({
  medicine,
  command,
  takeLatest,
  onCancel,
}: {
  medicine?: MedicineFacts;
  command: Sender<MedicineFacts>;
  takeLatest?: (version: number) => void;
  onCancel: () => void;
}) => {
  const { t } = useTranslation('administrator');
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState({
    name: medicine?.name ?? '',
    strengths: medicine?.strengths.join('、') ?? '',
    form: medicine?.form ?? '',
    unit: medicine?.unit ?? '',
  });
  const [name, form, unit] = [typed.name.trim(), typed.form.trim(), typed.unit.trim()];
  const strengths = typed.strengths
    .split(/[、,，;；]/)
    .map((strength) => strength.trim())
    .filter((strength) => strength !== '');
  const facts = { name, strengths: [...new Set(strengths)], ...(form !== '' && { form }), ...(unit !== '' && { unit }) };
  return (
    <Form
      command={command}
      sent={name === '' ? undefined : facts}
      takeLatest={takeLatest}
      action={common('action.save')}
      onCancel={onCancel}
    >
      {(lacks) => (
        <>
          <div className={styles.fields}>
            {(['name', 'strengths', 'form', 'unit'] as const).map((field) => (
              <TextField
                key={field}
                label={t(`medicines.${field}`)}
                autoFocus={field === 'name'}
                maxLength={MOST[field]}
                value={typed[field]}
                error={lacks(field === 'name' && name === '', t('medicines.name'))}
                onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
              />
            ))}
          </div>
          <p className={styles.hint}>{t('medicines.strengths-hint')}</p>
        </>
      )}
    </Form>
  );
};
