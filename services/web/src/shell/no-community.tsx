import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasRole, useUser } from '../api/session';
import { Notice } from './notice';

/** A new installation: there is no community yet, and who may make one is told where. */
export const NoCommunity = () => {
  const { t } = useTranslation();
  const user = useUser();
  return (
    <Notice title={t('no-community.title')} home={false}>
      {hasRole(user, 'administrator') ? (
        <>
          {t('no-community.make')} <Link to="/administrator/areas">{t('nav.areas')}</Link>
        </>
      ) : (
        t('no-community.ask')
      )}
    </Notice>
  );
};
