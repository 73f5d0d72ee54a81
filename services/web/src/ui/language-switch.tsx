import { useTranslation } from 'react-i18next';
import type { Language } from '../words/languages';
import { speak } from '../words/words';
import styles from './switch.module.css';

export const LanguageSwitch = () => {
  const { t, i18n } = useTranslation();
  const other: Language = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" className={styles.switch} lang={other} onClick={() => void speak(other)}>
      {t(`language.${other}`)}
    </button>
  );
};
