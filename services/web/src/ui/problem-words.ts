import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';

/** What went wrong, as a neighbour understands it, with the row of a table where one is at fault. */
export const useProblemWords = (): ((problem: Problem) => string) => {
  const { t } = useTranslation('problems');
  return ({ code, details }) => t(code, { defaultValue: t('unexpected'), row: typeof details.row === 'number' ? details.row : '' });
};
