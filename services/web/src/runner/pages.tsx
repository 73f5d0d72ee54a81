import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BrowserRouter, Link, Route, Routes } from 'react-router';
import { areasOf, chooseArea, hasRole, useArea, useUser } from '../api/session';
import { SignInAgain } from '../session/sign-in-again';
import { SignOut } from '../session/sign-out';
import { useCommunities } from '../shell/communities';
import { HelpLink } from '../shell/help-link';
import { ConnectionNote, LiveUpdates } from '../shell/live-updates';
import { NotAllowed } from '../shell/not-allowed';
import { NotFound } from '../shell/not-found';
import { RUNNER } from '../shell/runner-entry';
import { HeldCommands } from '../ui/held-commands';
import { LanguageSwitch } from '../ui/language-switch';
import { LargeTypeSwitch } from '../ui/large-type';
import { Waiting } from '../ui/waiting';
import { BuyPage } from './buy-page';
import { DeliverPage } from './deliver-page';
import { HomePage } from './home-page';
import { RunPage } from './run-page';
import { KeepMyRuns } from './parts';
import styles from './runner.module.css';
import { SettlePage } from './settle-page';
import { outbox } from './this-phone';

/** The runner's phone: everything is one thumb away, and nothing needs a second look. */
export const RunnerPages = () => (
  <BrowserRouter basename={RUNNER.replace(/\/$/, '')}>
    <LiveUpdates>
      <Top />
      <main id="content" className={styles.main}>
        <Suspense fallback={<Waiting />}>
          <InOneCommunity />
        </Suspense>
      </main>
      <HeldCommands from={outbox} />
      <SignInAgain />
    </LiveUpdates>
  </BrowserRouter>
);

const Top = () => {
  const { t } = useTranslation();
  return (
    <>
      <header className={`${styles.top} no-print`}>
        <Link to="/" className={styles.brand}>
          {t('brand')}
        </Link>
        <HelpLink page="runner" className={styles.help} />
        <LargeTypeSwitch />
        <LanguageSwitch />
        <SignOut className={styles.out} first={() => outbox.flush(true)} />
      </header>
      <ConnectionNote />
    </>
  );
};

/** A runner of several communities says for which he is out. */
const InOneCommunity = () => {
  const { t, i18n } = useTranslation();
  const user = useUser();
  const area = useArea();
  const areas = areasOf(user, 'runner');
  const communities = useCommunities(areas.length > 1 ? areas : []) ?? [];
  const wanted = area !== undefined && areas.some((one) => area.startsWith(one)) ? area : (communities[0]?.code ?? areas[0]);
  useEffect(() => {
    if (wanted !== undefined && wanted !== area) chooseArea(wanted);
  }, [wanted, area]);
  if (!hasRole(user, 'runner')) return <NotAllowed />;
  if (area === undefined) return <Waiting />;
  return (
    <>
      {communities.length > 1 && (
        <label className={styles.area}>
          {t('area.choose')}
          <select value={area} onChange={(event) => chooseArea(event.target.value)}>
            {communities.map(({ code, name }) => (
              <option key={code} value={code}>
                {i18n.language === 'en' ? name.en : name.zh}
              </option>
            ))}
          </select>
        </label>
      )}
      <KeepMyRuns />
      <Routes>
        <Route index element={<HomePage key={area} />} />
        <Route path="runs/:runId" element={<RunPage />} />
        <Route path="runs/:runId/buy" element={<BuyPage />} />
        <Route path="runs/:runId/deliver" element={<DeliverPage />} />
        <Route path="runs/:runId/settle" element={<SettlePage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
};
