import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page';

export const BoardPage = () => {
  const { t } = useTranslation('dispatcher');
  return <Page title={t('board.title')}>{null}</Page>;
};
