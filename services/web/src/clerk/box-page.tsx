import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page';

export const BoxPage = () => {
  const { t } = useTranslation('clerk');
  return <Page title={t('box.title')}>{null}</Page>;
};
