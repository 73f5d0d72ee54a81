import { useTranslation } from 'react-i18next';
import { Notice } from './notice';

export const NotFound = () => {
  const { t } = useTranslation();
  return <Notice title={t('not-found.title')}>{t('not-found.text')}</Notice>;
};
