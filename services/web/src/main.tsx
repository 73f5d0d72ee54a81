import { begin } from './begin';

await begin(async (user) => {
  const [{ Shell }, { fetchPage }] = await Promise.all([import('./shell/shell'), import('./shell/sections')]);
  await fetchPage(location.pathname, user);
  return Shell;
});
