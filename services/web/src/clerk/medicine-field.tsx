import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/client';
import { Mark } from '../ui/card';
import { ComboField, type Offer } from '../ui/combo-field';
import { offersOf, type KnownMedicine, type MedicineOffer } from './medicine-offers';

interface Shown extends Offer, MedicineOffer {}

/** A medicine from what somebody takes already, or from the community's list by name or pinyin; or in one's own words. */
export const MedicineField = ({
  label,
  value,
  error,
  known,
  onChange,
  onTake,
}: {
  label: string;
  value: string;
  error: string | undefined;
  known: readonly KnownMedicine[];
  onChange: (text: string) => void;
  onTake: (medicine: MedicineOffer) => void;
}) => {
  const { t } = useTranslation('clerk');
  const q = useDeferredValue(value.trim());
  const found = useRead(
    'get',
    '/api/intake/medicines',
    { params: { query: { q, limit: 8 } } },
    { enabled: q !== '', placeholderData: keepPreviousData, staleTime: 60_000 },
  );
  const offers = useMemo(
    () =>
      offersOf(q, known, q === '' ? [] : (found.data?.items ?? [])).map((offer): Shown => {
        const { medicine, strength = '', form = '', isKnown, controlled } = offer;
        return {
          ...offer,
          key: `${medicine} ${strength}`,
          show: (
            <>
              <strong>{medicine}</strong> {strength} {form} {isKnown && <Mark tone="good">{t('form.in-plan')}</Mark>}
              {controlled && <Mark tone="bad">{t('form.controlled')}</Mark>}
            </>
          ),
        };
      }),
    [q, known, found.data, t],
  );
  return <ComboField label={label} value={value} error={error} maxLength={100} offers={offers} onChange={onChange} onTake={onTake} />;
};
