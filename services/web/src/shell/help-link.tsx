import { useTranslation } from 'react-i18next';
import { manualAt, type ManualPage } from './manual';

/** To the page for what one is doing, in one's language; beside it, so that nothing that is being typed goes away. */
export const HelpLink = ({ page, className }: { page: ManualPage | undefined; className?: string }) => {
  const { t, i18n } = useTranslation();
  return (
    <a className={className} href={manualAt(page, i18n.language)} target="_blank" rel="noopener">
      {t('help')}
    </a>
  );
};
