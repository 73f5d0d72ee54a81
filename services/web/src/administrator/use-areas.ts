import { useTranslation } from 'react-i18next';
import { useRead } from '../api/client';
import { areasOf, useUser } from '../api/session';

/** The areas that somebody administers, with their names. */
export const useAreas = () => {
  const { i18n } = useTranslation();
  const { t } = useTranslation('administrator');
  const user = useUser();
  const areas = useRead('get', '/api/intake/areas', { params: { query: {} } });
  const names = new Map(areas.data?.items.map(({ code, name }) => [code, i18n.language === 'en' ? name.en : name.zh]));
  const codes = [...new Set([...areasOf(user, 'administrator'), ...names.keys()])].sort();
  const nameOf = (code: string): string => names.get(code) ?? (code === '' ? t('area.everywhere') : t('area.code', { code }));
  return { areas, nameOf, choices: codes.map((value) => ({ value, label: nameOf(value) })) };
};
