// The same plan for every service, so that who knows one finds his way in all. docs/adr/0008-one-plan-for-every-service.md says why.

const TOP = new Set([
  ...['services', 'libs', 'deploy', 'docs', 'scripts', 'docker-compose.yml'],
  ...['nx.json', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json', 'tsconfig.spec.json'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'CONTRIBUTING.md', 'SECURITY.md', 'NOTICE', 'eslint.config.mjs', 'jest.config.mjs'],
]);

/** Which roles a file may have in which folder. A file without a role helps those beside it. */
const ROLES = {
  api: ['controller', 'request', 'answer'],
  commands: ['command', 'commands'],
  domain: ['events'],
  reactions: ['reaction', 'reactions'],
  views: ['view', 'query'],
};

/** Folders beside the five, each in one service. Another one needs a line here and in the ADR. */
export const OWN_FOLDERS = {
  'services/intake': ['ledger'],
  'services/gateway': ['front', 'live', 'sign-in'],
};

/** The host is put together, not decided: it has parts, not the five folders. */
const HOSTS = new Set(['services/all-in-one', 'services/web']);

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.v\d+)?(?:\.(?!spec\.)(?<role>[a-z]+))?(?:\.spec)?\.ts$/;
const TEST_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:flow|kill))?(?:\.spec)?\.ts$/;

/** What must be called by its role: what a file holds, where that belongs. */
const BELONGS = [
  { holds: /@Controller\(/, to: /\/api\/[^/]+\.controller\.ts$/, says: 'a controller lives in api/*.controller.ts' },
  { holds: /@CommandHandler\(/, to: /\/commands\/[^/]+\.commands?\.ts$/, says: 'a command handler lives in commands/*.command.ts' },
  { holds: /@QueryHandler\(/, to: /\/views\/[^/]+\.query\.ts$/, says: 'a query handler lives in views/*.query.ts' },
  { holds: /= view[<(]/, to: /\/views\/[^/]+\.view\.ts$/, says: 'a view lives in views/*.view.ts' },
  { holds: /= reaction[<(]/, to: /\/reactions\//, says: 'a reaction lives in reactions/' },
];

const wrongFile = (service, inside, name) => {
  const [folder, ...deeper] = inside;
  if (folder === undefined) {
    const short = service.split('/')[1];
    return ['main.ts', 'index.ts', 'publishes.ts', `${short}.service.ts`].includes(name)
      ? undefined
      : `src/ itself holds main.ts, index.ts, publishes.ts and ${short}.service.ts; this belongs into a folder`;
  }
  const own = OWN_FOLDERS[service]?.includes(folder);
  if (!own && !(folder in ROLES)) return `no service has a folder ${folder}/: api commands domain reactions views`;
  if (deeper.length > 0) return `${folder}/ has no folders inside`;
  const parts = NAME.exec(name)?.groups;
  if (!parts) return 'file names are kebab-case with a role: board.view.ts';
  if (own || !parts.role || ROLES[folder].includes(parts.role)) return undefined;
  return `a file in ${folder}/ with a role is one of ${ROLES[folder].map((role) => `*.${role}.ts`).join(' ')}`;
};

const wrongHome = (path, text) => BELONGS.find(({ holds, to }) => holds.test(text) && !to.test(path))?.says;

/**
 * What does not fit the plan, as `{ path, why }`. `paths` are from the top of the house; `read` is asked for the text of
 * the sources of services.
 */
export const misfits = (paths, read) => {
  const found = [];
  const services = new Set();
  for (const path of paths) {
    const [top, project, area, ...rest] = path.split('/');
    if (!top.startsWith('.') && !TOP.has(top)) found.push({ path, why: `the top level is fixed: nothing there is called ${top}` });
    if (top !== 'services' || area === undefined) continue;
    const service = `services/${project}`;
    if (HOSTS.has(service)) continue;
    services.add(service);
    const name = rest.at(-1) ?? area;
    let why;
    if (rest.length === 0) {
      if (!['README.md', 'package.json', 'tsconfig.json'].includes(area))
        why = 'a service holds README.md, package.json, tsconfig.json, src/ and test/';
    } else if (area === 'test') {
      if (name.endsWith('.ts') && !TEST_NAME.test(name)) why = 'file names are kebab-case: dispatch.flow.spec.ts';
    } else if (area !== 'src') why = `no service has a folder ${area}/: src test`;
    else why = wrongFile(service, rest.slice(0, -1), name) ?? (path.endsWith('.spec.ts') ? undefined : wrongHome(path, read(path)));
    if (why) found.push({ path, why });
  }
  for (const service of services)
    for (const wanted of ['README.md', `src/${service.split('/')[1]}.service.ts`])
      if (!paths.includes(`${service}/${wanted}`)) found.push({ path: `${service}/${wanted}`, why: 'every service has it' });
  return found;
};
