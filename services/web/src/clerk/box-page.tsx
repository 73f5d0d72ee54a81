import { keepPreviousData } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../api/client';
import { asProblem } from '../api/problem';
import { Empty } from '../ui/card';
import { useFilters } from '../ui/filters';
import { Page } from '../ui/page';
import { TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { HouseholdCard } from './household-card';
import styles from './clerk.module.css';

const PAUSE_MS = 200;

/** The one box: a number, a name, its pinyin initials or a door, and the household stands there. */
export const BoxPage = () => {
  const { t } = useTranslation('clerk');
  const [{ q = '' }, filter] = useFilters(['q']);
  const [text, setText] = useState(q);
  const results = useRef<HTMLDivElement>(null);
  const asked = useDeferredValue(q.trim());
  const found = useRead(
    'get',
    '/api/intake/households',
    { params: { query: { q: asked, limit: 20 } } },
    { enabled: asked !== '', placeholderData: keepPreviousData },
  );
  // Every question is a look at people's records: it is asked when the typing pauses, not at every key.
  useEffect(() => {
    if (text === q) return undefined;
    const pause = setTimeout(() => filter({ q: text }), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, q, filter]);

  const toResults = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter' && text !== q) filter({ q: text });
    else results.current?.querySelector<HTMLElement>('a, button')?.focus();
  };

  return (
    <Page title={t('box.title')} asOf={asked === '' ? undefined : found.dataUpdatedAt}>
      <div className={styles.box} role="search">
        <TextField
          label={t('box.label')}
          type="search"
          placeholder={t('box.placeholder')}
          autoFocus
          autoComplete="off"
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={toResults}
        />
      </div>
      <ProblemNote problem={found.error && asProblem(found.error)} again={() => void found.refetch()} />
      <div ref={results} className={styles.cards} aria-live="polite">
        {asked !== '' && found.data?.items.map((household) => <HouseholdCard key={household.id} household={household} />)}
      </div>
      {asked !== '' && found.data?.nextCursor && <p role="note">{t('box.more', { count: found.data.items.length })}</p>}
      {asked === '' && <Empty>{t('box.empty')}</Empty>}
      {asked !== '' && found.data?.items.length === 0 && (
        <Empty>
          {t('box.nobody')} <Link to="/clerk/residents/new">{t('box.register')}</Link>
        </Empty>
      )}
    </Page>
  );
};
