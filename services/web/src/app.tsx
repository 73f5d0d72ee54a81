import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { queries } from './api/queries';
import { useSession } from './api/session';
import { SignInPage } from './session/sign-in-page';
import { useWhoIsHere } from './session/who-is-here';
import { Waiting } from './ui/waiting';

const Shell = lazy(() => import('./shell/shell').then((module) => ({ default: module.Shell })));

/** Whoever is not signed in gets the sign-in page at every address, and then what he asked for. */
export const App = () => (
  <QueryClientProvider client={queries}>
    <Suspense fallback={<Waiting />}>
      <Entrance />
    </Suspense>
  </QueryClientProvider>
);

const Entrance = () => {
  useWhoIsHere();
  const session = useSession();
  if (session.status === 'unknown') return <Waiting />;
  return session.status === 'nobody' ? <SignInPage /> : <Shell />;
};
