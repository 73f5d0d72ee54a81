import { useTranslation } from 'react-i18next';
import { SelectField } from '../ui/fields';
import { Button, TextField } from '../ui/plain';
import { SUBSTITUTIONS, useChoices, type Substitution } from '../ui/words-of';
import { MedicineField } from './medicine-field';
import type { KnownMedicine, MedicineOffer } from './medicine-offers';
import { newLine, type LineDraft } from './need-draft';
import styles from './clerk.module.css';

/** What is needed, line by line. */
export const NeedLines = ({
  lines,
  isMedicine,
  known,
  unit,
  errorOf,
  onChange,
}: {
  lines: readonly LineDraft[];
  /** Medicines are offered while typing: those of the community's list, and first what the person takes. */
  isMedicine: boolean;
  known: readonly KnownMedicine[];
  unit: string;
  errorOf: (field: 'item' | 'quantity' | 'unit', at: number) => string | undefined;
  onChange: (lines: readonly LineDraft[]) => void;
}) => {
  const { t } = useTranslation('clerk');
  const substitutions = useChoices('substitution', SUBSTITUTIONS);
  const change = (at: number, changes: Partial<LineDraft>): void =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...changes } : line)));
  const take = (at: number, { medicine, strength = '', unit: sold }: MedicineOffer): void =>
    change(at, { item: medicine, strength, ...(sold !== undefined && { unit: sold }) });
  return (
    <div className="stack">
      {lines.map((line, at) => (
        <div key={line.key} className={styles.line} role="group" aria-label={t('form.line', { number: at + 1 })}>
          {isMedicine ? (
            <MedicineField
              label={t('form.item')}
              value={line.item}
              error={errorOf('item', at)}
              known={known}
              onChange={(item) => change(at, { item })}
              onTake={(offer) => take(at, offer)}
            />
          ) : (
            <TextField
              label={t('form.item')}
              autoComplete="off"
              maxLength={100}
              value={line.item}
              error={errorOf('item', at)}
              onChange={(event) => change(at, { item: event.target.value })}
            />
          )}
          <TextField
            label={t('form.strength')}
            maxLength={100}
            value={line.strength}
            onChange={(event) => change(at, { strength: event.target.value })}
          />
          <TextField
            label={t('form.quantity')}
            inputMode="decimal"
            value={line.quantity}
            error={errorOf('quantity', at)}
            onChange={(event) => change(at, { quantity: event.target.value })}
          />
          <TextField
            label={t('form.unit')}
            maxLength={20}
            value={line.unit}
            error={errorOf('unit', at)}
            onChange={(event) => change(at, { unit: event.target.value })}
          />
          <SelectField
            label={t('form.substitution')}
            choices={substitutions}
            value={line.substitution}
            onChange={(event) => change(at, { substitution: event.target.value as Substitution })}
          />
          {lines.length > 1 && (
            <Button aria-label={t('form.remove-line', { number: at + 1 })} onClick={() => onChange(lines.filter((one) => one !== line))}>
              ✕
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...lines, newLine(crypto.randomUUID(), unit)])}>＋ {t('form.add-line')}</Button>
      </div>
    </div>
  );
};
