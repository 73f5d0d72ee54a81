import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Route, Routes } from 'react-router';
import { SignInAgain } from '../session/sign-in-again';
import { Desk } from '../ui/desk';
import { HeldCommands } from '../ui/held-commands';
import { Waiting } from '../ui/waiting';
import { Boundary } from './boundary';
import { Header } from './header';
import { Home } from './home';
import { LiveUpdates } from './live-updates';
import { NotFound } from './not-found';
import { SectionPages } from './section-pages';
import { SECTIONS } from './sections';
import styles from './shell.module.css';

/** What stands around every page of a signed-in person. */
export const Shell = () => {
  const { t } = useTranslation();
  return (
    <BrowserRouter>
      <Desk>
        <LiveUpdates>
          <a className={styles.skip} href="#content">
            {t('skip')}
          </a>
          <Header />
          <main id="content" tabIndex={-1} className={styles.main}>
            <Boundary>
              <Suspense fallback={<Waiting />}>
                <Pages />
              </Suspense>
            </Boundary>
          </main>
          <HeldCommands />
          <SignInAgain />
        </LiveUpdates>
      </Desk>
    </BrowserRouter>
  );
};

const Pages = () => (
  <Routes>
    <Route index element={<Home />} />
    {SECTIONS.map((section) => (
      <Route key={section.path} path={`${section.path}/*`} element={<SectionPages section={section} />} />
    ))}
    <Route path="*" element={<NotFound />} />
  </Routes>
);
