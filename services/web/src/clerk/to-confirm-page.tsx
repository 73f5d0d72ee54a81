import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page';
import { NeedsList } from './needs-list';
import { useNeeds } from './use-needs';

/** Nothing is closed until who asked has said that it is done. */
export const ToConfirmPage = () => {
  const { t } = useTranslation('clerk');
  const needs = useNeeds({ status: 'met' });
  return (
    <Page title={t('to-confirm.title')} asOf={needs.dataUpdatedAt}>
      <p>{t('to-confirm.why')}</p>
      <NeedsList needs={needs} empty={t('to-confirm.empty')} />
    </Page>
  );
};
