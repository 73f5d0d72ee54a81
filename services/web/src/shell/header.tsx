import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';
import { areasOf, chooseArea, hasRole, useArea, useUser } from '../api/session';
import { SignOut } from '../session/sign-out';
import { LanguageSwitch } from '../ui/language-switch';
import { LargeTypeSwitch } from '../ui/large-type';
import { useCommunities } from './communities';
import { ConnectionNote } from './live-updates';
import styles from './header.module.css';
import { HelpLink } from './help-link';
import { RUNNER } from './runner-entry';
import { SECTIONS } from './sections';

export const Header = () => {
  const { t } = useTranslation();
  const user = useUser();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const mine = SECTIONS.filter(({ roles }) => hasRole(user, ...roles));
  const here = mine.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  return (
    <>
      <header className={`${styles.header} no-print`}>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          {t('brand')}
        </Link>
        <button type="button" className={styles.menu} aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
          {t('menu')}
        </button>
        <div id="menu" className={open ? styles.open : styles.closed} onClick={() => setOpen(false)}>
          <nav className={styles.nav} aria-label={t('menu')}>
            {mine.map(({ path, pages, roles }) => (
              <ul key={path} aria-label={t(`role.${roles[0]!}`)}>
                {pages.map(({ path: below, nav }) =>
                  nav === undefined ? null : (
                    <li key={below}>
                      <NavLink to={below === '' ? path : `${path}/${below}`} end>
                        {t(`nav.${nav}`)}
                      </NavLink>
                    </li>
                  ),
                )}
              </ul>
            ))}
            {hasRole(user, 'runner') && (
              <ul>
                <li>
                  <a href={RUNNER}>{t('role.runner')}</a>
                </li>
              </ul>
            )}
          </nav>
          <div className={styles.tools}>
            {here?.inOneCommunity && <CommunityChoice areas={areasOf(user, ...here.roles)} />}
            <HelpLink page={here?.area} className={styles.help} />
            <LargeTypeSwitch />
            <LanguageSwitch />
            <span className={styles.name}>{user.name}</span>
            <SignOut className={styles.out} />
          </div>
        </div>
      </header>
      <ConnectionNote />
    </>
  );
};

const CommunityChoice = ({ areas }: { areas: readonly string[] }) => {
  const { t, i18n } = useTranslation();
  const area = useArea();
  const several = areas.length > 1 || areas[0]?.length !== 12;
  const communities = useCommunities(several ? areas : []);
  if (communities === undefined || communities.length < 2) return null;
  return (
    <label className={styles.area} onClick={(event) => event.stopPropagation()}>
      <span className="unseen">{t('area.choose')}</span>
      <select value={area} onChange={(event) => chooseArea(event.target.value)}>
        {communities.map(({ code, name }) => (
          <option key={code} value={code}>
            {i18n.language === 'en' ? name.en : name.zh}
          </option>
        ))}
      </select>
    </label>
  );
};
