import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { hasRole, useUser, type Role } from '../api/session';
import { Waiting } from '../ui/waiting';
import { Notice } from './notice';
import { RUNNER } from './runner-entry';
import { homeOf } from './sections';

/** Each to the page of his role. */
export const Home = () => {
  const { t } = useTranslation();
  const user = useUser();
  const first = homeOf(user);
  if (first) return <Navigate to={first.path} replace />;
  if (hasRole(user, 'runner')) return <ToRunner />;
  const roles = [...new Set(user.roles.map(({ role }) => t(`role.${role as Role}`)))].join(t('comma'));
  return (
    <Notice title={t('home.none-title')} home={false}>
      {roles === '' ? t('home.no-roles') : t('home.none', { roles })}
    </Notice>
  );
};

const ToRunner = () => {
  useEffect(() => location.replace(RUNNER), []);
  return <Waiting />;
};
