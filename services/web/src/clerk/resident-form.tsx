import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { useRead } from '../api/client';
import { useArea } from '../api/session';
import { Checks, SelectField, TextArea } from '../ui/fields';
import type { Lacks } from '../ui/form';
import { numberIn } from '../ui/number';
import { Button, TextField } from '../ui/plain';
import { CARE_CATEGORIES, useChoices } from '../ui/words-of';
import { DOSE_LIMITS, type DoseDraft, type ResidentDraft } from './resident-draft';
import styles from './clerk.module.css';

const choices = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

/** Who somebody is, where he lives, what he takes. The door is chosen, never typed twice. */
export const ResidentForm = ({
  draft,
  problem,
  lacks,
  onChange,
}: {
  draft: ResidentDraft;
  problem: Problem | null;
  lacks: Lacks;
  onChange: (draft: ResidentDraft) => void;
}) => {
  const { t } = useTranslation('clerk');
  const area = useArea();
  const areas = useRead('get', '/api/intake/areas', {}, { staleTime: 300_000 });
  const buildings = areas.data?.items.find(({ code }) => code === area)?.buildings ?? [];
  const units = buildings.find(({ building }) => building === draft.building)?.units ?? [];
  const rooms = units.find(({ unit }) => unit === draft.unit)?.rooms ?? [];
  const set = (changes: Partial<ResidentDraft>): void => onChange({ ...draft, ...changes });
  const wrong = (path: string): string | undefined =>
    problem?.fields.some((field) => field.path?.startsWith(path)) ? t('resident.wrong') : undefined;
  const required = (value: string, field: string): string | undefined => lacks(value.trim() === '', field);
  const number = (text: string, of: keyof typeof DOSE_LIMITS, field: string): string | undefined =>
    lacks(numberIn(text, 0, DOSE_LIMITS[of]) === undefined, field, 'number');
  const dose = (at: number, changes: Partial<DoseDraft>): void =>
    set({ medicationPlan: draft.medicationPlan.map((one, index) => (index === at ? { ...one, ...changes } : one)) });
  return (
    <>
      <div className={styles.three}>
        <TextField
          label={t('resident.name')}
          maxLength={100}
          autoFocus
          value={draft.name}
          error={required(draft.name, t('resident.name')) ?? wrong('name')}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          label={t('resident.phone')}
          type="tel"
          maxLength={40}
          value={draft.phone}
          error={wrong('phone')}
          onChange={(event) => set({ phone: event.target.value })}
        />
        <TextField
          label={t('resident.id-card')}
          maxLength={18}
          autoComplete="off"
          value={draft.idCard}
          error={wrong('idCard')}
          onChange={(event) => set({ idCard: event.target.value })}
        />
      </div>
      <div className={styles.three}>
        <SelectField
          label={t('resident.building')}
          blank={t('resident.choose')}
          choices={choices(buildings.map(({ building }) => building))}
          value={draft.building}
          error={required(draft.building, t('resident.building')) ?? wrong('address')}
          onChange={(event) => set({ building: event.target.value, unit: '', room: '' })}
        />
        <SelectField
          label={t('resident.unit')}
          blank={t('resident.choose')}
          choices={choices(units.map(({ unit }) => unit))}
          value={draft.unit}
          error={required(draft.unit, t('resident.unit'))}
          onChange={(event) => set({ unit: event.target.value, room: '' })}
        />
        <SelectField
          label={t('resident.room')}
          blank={t('resident.choose')}
          choices={choices(rooms)}
          value={draft.room}
          error={required(draft.room, t('resident.room'))}
          onChange={(event) => set({ room: event.target.value })}
        />
      </div>
      <Checks
        legend={t('resident.care')}
        choices={useChoices('care', CARE_CATEGORIES)}
        values={draft.careCategories}
        onChange={(careCategories) => set({ careCategories })}
      />
      <fieldset>
        <legend>{t('resident.plan')}</legend>
        <div className="stack">
          {draft.medicationPlan.map((one, at) => (
            <div key={one.key} className={styles.dose} role="group" aria-label={t('form.line', { number: at + 1 })}>
              <TextField
                label={t('form.item')}
                maxLength={100}
                value={one.medicine}
                error={required(one.medicine, t('form.item')) ?? wrong(`medicationPlan[${at}].medicine`)}
                onChange={(event) => dose(at, { medicine: event.target.value })}
              />
              <TextField
                label={t('form.strength')}
                maxLength={100}
                value={one.strength}
                onChange={(event) => dose(at, { strength: event.target.value })}
              />
              <TextField
                label={t('resident.daily')}
                inputMode="decimal"
                value={one.dailyDose}
                error={number(one.dailyDose, 'dailyDose', t('resident.daily')) ?? wrong(`medicationPlan[${at}].dailyDose`)}
                onChange={(event) => dose(at, { dailyDose: event.target.value })}
              />
              <TextField
                label={t('resident.left')}
                inputMode="decimal"
                value={one.unitsLeft}
                error={number(one.unitsLeft, 'unitsLeft', t('resident.left')) ?? wrong(`medicationPlan[${at}].unitsLeft`)}
                onChange={(event) => dose(at, { unitsLeft: event.target.value })}
              />
              <TextField
                label={t('resident.counted')}
                type="date"
                value={one.countedOn}
                error={required(one.countedOn, t('resident.counted')) ?? wrong(`medicationPlan[${at}].countedOn`)}
                onChange={(event) => dose(at, { countedOn: event.target.value })}
              />
              <Button
                aria-label={t('form.remove-line', { number: at + 1 })}
                onClick={() => set({ medicationPlan: draft.medicationPlan.filter((each) => each !== one) })}
              >
                ✕
              </Button>
            </div>
          ))}
          <div>
            <Button
              onClick={() =>
                set({
                  medicationPlan: [
                    ...draft.medicationPlan,
                    {
                      key: crypto.randomUUID(),
                      medicine: '',
                      strength: '',
                      dailyDose: '1',
                      unitsLeft: '',
                      countedOn: new Date().toLocaleDateString('sv'),
                    },
                  ],
                })
              }
            >
              ＋ {t('resident.add-medicine')}
            </Button>
          </div>
        </div>
      </fieldset>
      <TextArea label={t('resident.notes')} maxLength={2000} value={draft.notes} onChange={(event) => set({ notes: event.target.value })} />
    </>
  );
};
