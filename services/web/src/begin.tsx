import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, Suspense, useEffect, useState, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { queries } from './api/queries';
import { useSession, type User } from './api/session';
import { SignInPage } from './session/sign-in-page';
import { useWhoIsHere } from './session/who-is-here';
import './ui/base.css';
import { startLargeType } from './ui/large-type';
import { Button } from './ui/plain';
import { Waiting } from './ui/waiting';
import { openWords } from './words/words';

/** Fetches all that somebody who is signed in sees first, and answers what draws it. */
export type Fetch = (user: User) => Promise<ComponentType>;

/** What the desk and the phone begin with. Whoever is not signed in gets the sign-in page at every address, and then what he asked for. */
export const begin = async (fetch: Fetch): Promise<void> => {
  startLargeType();
  await openWords();
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Waiting />}>
          <Entrance fetch={fetch} />
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
};

/** Not React's `lazy`: what has a fallback standing for it is held back until that has stood for 300 ms, and here two would in turn. */
const Entrance = ({ fetch }: { fetch: Fetch }) => {
  useWhoIsHere();
  const session = useSession();
  const [Pages, setPages] = useState<ComponentType>();
  const [failed, setFailed] = useState(false);
  const user = 'user' in session ? session.user : undefined;
  const isFetching = user !== undefined && !Pages && !failed;
  useEffect(() => {
    if (isFetching)
      fetch(user).then(
        (Fetched) => setPages(() => Fetched),
        () => setFailed(true),
      );
  }, [isFetching, fetch, user]);
  if (session.status === 'nobody') return <SignInPage />;
  if (failed) return <Failed />;
  return Pages ? <Pages /> : <Waiting />;
};

const Failed = () => {
  const { t } = useTranslation();
  return (
    <main>
      <div role="alert">
        <h1>{t('failed.title')}</h1>
      </div>
      <Button onClick={() => location.reload()}>{t('failed.again')}</Button>
    </main>
  );
};
