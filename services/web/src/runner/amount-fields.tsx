import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/plain';
import { fenOf, quantityOf } from './amounts';

/** How many, and what they cost together, as somebody types it. */
export interface TypedAmounts {
  readonly quantity: string;
  readonly price: string;
}

/** Asks for both; once somebody has tried to save, says which of them is no amount. */
export const AmountFields = ({
  label,
  typed,
  tried,
  onType,
}: {
  label: string;
  typed: TypedAmounts;
  tried: boolean;
  onType: (typed: TypedAmounts) => void;
}) => {
  const { t } = useTranslation('runner');
  return (
    <>
      <TextField
        label={label}
        inputMode="decimal"
        value={typed.quantity}
        onChange={(event) => onType({ ...typed, quantity: event.target.value })}
        error={tried && quantityOf(typed.quantity) === undefined ? t('buy.quantity-wrong') : undefined}
      />
      <TextField
        label={t('buy.price')}
        inputMode="decimal"
        value={typed.price}
        onChange={(event) => onType({ ...typed, price: event.target.value })}
        error={tried && fenOf(typed.price) === undefined ? t('buy.price-wrong') : undefined}
      />
    </>
  );
};
