import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Live, useConnection } from '../api/live';
import { queries } from '../api/queries';
import { askWhoIsHere } from '../session/who-is-here';
import { clock } from '../ui/time';
import styles from './header.module.css';

const LiveContext = createContext<Live | undefined>(undefined);

/** Keeps the screens up to date with what others do. */
export const LiveUpdates = ({ children }: { children: ReactNode }) => {
  const live = useMemo(() => new Live(queries, () => void askWhoIsHere()), []);
  useEffect(() => live.start(), [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
};

/** Says that what one sees is no longer live, and since when. */
export const ConnectionNote = () => {
  const connection = useConnection(useContext(LiveContext)!);
  return (
    <div role="status" className="no-print">
      {connection === 'lost' && <Lost />}
    </div>
  );
};

const Lost = () => {
  const { t, i18n } = useTranslation();
  const [since] = useState(() => Date.now());
  return <p className={styles.lost}>{t('live.lost', { time: clock(since, i18n.language) })}</p>;
};
