import { useEffect } from 'react';
import { Route, Routes } from 'react-router';
import { areasOf, chooseArea, hasRole, useArea, useUser } from '../api/session';
import { Waiting } from '../ui/waiting';
import { useCommunities } from './communities';
import { NoCommunity } from './no-community';
import { NotAllowed } from './not-allowed';
import { NotFound } from './not-found';
import type { Section } from './sections';

/** A section's pages, for who has its role. */
export const SectionPages = ({ section }: { section: Section }) => {
  const user = useUser();
  if (!hasRole(user, ...section.roles)) return <NotAllowed />;
  return section.inOneCommunity ? <InOneCommunity section={section} /> : <Pages section={section} />;
};

const Pages = ({ section: { pages } }: { section: Section }) => (
  <Routes>
    {pages.map(({ path, page: { Page } }) => (
      <Route key={path} path={path} element={<Page />} />
    ))}
    <Route path="*" element={<NotFound />} />
  </Routes>
);

const InOneCommunity = ({ section }: { section: Section }) => {
  const user = useUser();
  const area = useArea();
  const areas = areasOf(user, ...section.roles);
  const only = areas.length === 1 && areas[0]!.length === 12 ? areas[0] : undefined;
  const communities = useCommunities(only === undefined ? areas : []);
  const wanted = only ?? (communities?.some(({ code }) => code === area) ? area : communities?.[0]?.code);
  useEffect(() => {
    if (wanted !== undefined && wanted !== area) chooseArea(wanted);
  }, [wanted, area]);
  if (only === undefined && communities?.length === 0) return <NoCommunity />;
  // A question without its community would be refused.
  return area === undefined || area !== wanted ? <Waiting /> : <Pages key={area} section={section} />;
};
