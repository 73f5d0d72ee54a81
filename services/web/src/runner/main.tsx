import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from '../api/queries';
import { useSession } from '../api/session';
import { SignInPage } from '../session/sign-in-page';
import { useWhoIsHere } from '../session/who-is-here';
import '../ui/base.css';
import { startLargeType } from '../ui/large-type';
import { Waiting } from '../ui/waiting';
import { openWords } from '../words/words';

const RunnerPages = lazy(() => import('./pages').then((module) => ({ default: module.RunnerPages })));

const Entrance = () => {
  useWhoIsHere();
  const session = useSession();
  if (session.status === 'unknown') return <Waiting />;
  return session.status === 'nobody' ? <SignInPage /> : <RunnerPages />;
};

startLargeType();
await openWords();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Suspense fallback={<Waiting />}>
        <Entrance />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);
