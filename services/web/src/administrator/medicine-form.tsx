import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
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
  problem,
  pending,
  onSave,
  onCancel,
}: {
  medicine?: MedicineFacts;
  problem: Problem | null;
  pending: boolean;
  onSave: (facts: MedicineFacts) => void;
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
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const [name, form, unit] = [typed.name.trim(), typed.form.trim(), typed.unit.trim()];
    if (name === '') return;
    const strengths = typed.strengths
      .split(/[、,，;；]/)
      .map((strength) => strength.trim())
      .filter((strength) => strength !== '');
    onSave({ name, strengths: [...new Set(strengths)], ...(form !== '' && { form }), ...(unit !== '' && { unit }) });
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <div className={styles.fields}>
        {(['name', 'strengths', 'form', 'unit'] as const).map((field) => (
          <TextField
            key={field}
            label={t(`medicines.${field}`)}
            autoFocus={field === 'name'}
            maxLength={MOST[field]}
            value={typed[field]}
            error={
              tried && field === 'name' && typed.name.trim() === '' ? common('form.required', { field: t('medicines.name') }) : undefined
            }
            onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
          />
        ))}
      </div>
      <p className={styles.hint}>{t('medicines.strengths-hint')}</p>
      <ProblemNote problem={problem} />
      <div className={styles.actions}>
        <Button type="submit" primary disabled={pending}>
          {common('action.save')}
        </Button>
        <Button onClick={onCancel}>{common('action.cancel')}</Button>
      </div>
    </form>
  );
};
