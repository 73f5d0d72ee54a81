import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The name of the page in the browser's tab, and what a screen reader says first. */
export const useTitle = (title: string): void => {
  const { t } = useTranslation();
  const brand = t('brand');
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
};
