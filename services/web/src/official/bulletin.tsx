import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/client';
import { asProblem } from '../api/problem';
import { Button, ProblemLine } from '../ui/plain';
import styles from './official.module.css';

/** The day in sentences, from the same figures, in the language of the screen. */
export const Bulletin = ({ area, day }: { area: string; day: string }) => {
  const { t, i18n } = useTranslation('official');
  const { data, error } = useRead('get', '/api/reporting/bulletin', { params: { query: { area, day } } });
  const [copied, setCopied] = useState('');
  const text = data && (i18n.language === 'en' ? data.en : data.zh);
  return (
    <section aria-labelledby="bulletin">
      <h2 id="bulletin">{t('bulletin')}</h2>
      <ProblemLine problem={error ? asProblem(error) : null} />
      {text !== undefined && (
        <>
          <p className={styles.bulletin}>{text}</p>
          <div className={`${styles.buttons} no-print`}>
            <Button primary onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}>
              {t('copy')}
            </Button>
            <a className={styles.download} href={`/api/reporting/bulletin.xlsx?${new URLSearchParams({ area, day }).toString()}`} download>
              {t('xlsx')}
            </a>
            <span role="status">{copied === text && t('copied')}</span>
          </div>
        </>
      )}
    </section>
  );
};
