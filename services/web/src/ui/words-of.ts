import { useTranslation } from 'react-i18next';
import type { Choice } from './fields';

export const KINDS = ['medicine', 'groceries', 'escort', 'test-kits', 'visit', 'repair', 'counselling', 'information', 'other'] as const;
export type Kind = (typeof KINDS)[number];
export const URGENCIES = ['life-critical', 'urgent', 'routine'] as const;
export type Urgency = (typeof URGENCIES)[number];
export const SUBSTITUTIONS = ['allowed', 'ask-first', 'never'] as const;
export type Substitution = (typeof SUBSTITUTIONS)[number];
export const NEED_STATUSES = ['open', 'assigned', 'met', 'confirmed', 'not-met', 'cancelled'] as const;
export type NeedStatus = (typeof NEED_STATUSES)[number];
export const INCIDENTS = ['absent', 'sold-out', 'wrong-strength', 'gate-closed', 'refused', 'other'] as const;
export const CARE_CATEGORIES = [
  'lone-elder',
  'very-old',
  'disabled',
  'chronic-illness',
  'severe-mental-illness',
  'dialysis',
  'cancer-treatment',
  'pregnant-or-new-mother',
  'infant',
  'child-without-carer',
  'hardship',
  'other',
] as const;

type Family = 'kind' | 'urgency' | 'substitution' | 'need-status' | 'incident' | 'care';

/** The words of a list, to choose from. */
export const useChoices = <Value extends string>(family: Family, values: readonly Value[]): Choice<Value>[] => {
  const { t } = useTranslation();
  return values.map((value) => ({ value, label: t(`${family}.${value}` as 'kind.medicine') }));
};

/** The word for a value that comes from outside; one that is not known yet stands as it is. */
export const useWord = (): ((family: Family | 'happening' | 'task-status', value: string) => string) => {
  const { t } = useTranslation();
  return (family, value) => t(`${family}.${value}` as 'kind.medicine', { defaultValue: value });
};

export const toneOf = (urgency: string): 'bad' | 'warn' | 'plain' =>
  urgency === 'life-critical' ? 'bad' : urgency === 'urgent' ? 'warn' : 'plain';
