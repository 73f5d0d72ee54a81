import { useTranslation } from 'react-i18next';
import { Notice } from './notice';

export const NotAllowed = () => {
  const { t } = useTranslation();
  return <Notice title={t('not-allowed.title')}>{t('not-allowed.text')}</Notice>;
};
