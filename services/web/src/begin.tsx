import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, Suspense, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/queries';
import { useSession } from './api/session';
import { SignInPage } from './session/sign-in-page';
import { useWhoIsHere } from './session/who-is-here';
import './ui/base.css';
import { startLargeType } from './ui/large-type';
import { Waiting } from './ui/waiting';
import { openWords } from './words/words';

/** What the desk and the phone begin with. Whoever is not signed in gets the sign-in page at every address, and then what he asked for. */
export const begin = async (Pages: ComponentType): Promise<void> => {
  startLargeType();
  await openWords();
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Suspense fallback={<Waiting />}>
          <Entrance pages={Pages} />
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
};

const Entrance = ({ pages: Pages }: { pages: ComponentType }) => {
  useWhoIsHere();
  const session = useSession();
  if (session.status === 'unknown') return <Waiting />;
  return session.status === 'nobody' ? <SignInPage /> : <Pages />;
};
