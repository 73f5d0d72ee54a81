// node scripts/jest.mjs [unit] [flow] [kill] [browser] [cluster] [cluster-flow] [libs/engine …] [more of jest's own arguments]
//   unit  a rule, a fold, an adapter: milliseconds each
//   flow  *.flow.spec.ts: a service over HTTP, in this process
//   kill  *.kill.spec.ts: the built system in a process of its own, started and killed; one at a time, for minutes
//   browser  *.browser.spec.ts: people at the screens of the built system, in Chromium; two files at a time, each with a house of its own
//   cluster  *.cluster.spec.ts: over the sockets of a real broker and a real database server, started before and stopped
//            behind; one at a time. With --containers they are those of a Docker engine
//   cluster-flow  every *.flow.spec.ts of a service on the same two servers. The worlds of libs/simulation stand on none
// Counts are kept for scripts/tally.mjs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from './workshop/chromium.mjs';
import { root } from './workshop/root.mjs';
import { node, Trouble } from './workshop/run.mjs';

const KINDS = {
  unit: String.raw`(?<!\.(flow|kill|cluster|browser))\.spec\.(ts|mjs)$`,
  flow: String.raw`\.flow\.spec\.ts$`,
  kill: String.raw`\.kill\.spec\.ts$`,
  browser: String.raw`\.browser\.spec\.ts$`,
  cluster: String.raw`\.cluster\.spec\.ts$`,
  'cluster-flow': String.raw`(?<!libs/simulation)/test/[^/]*\.flow\.spec\.ts$`,
};
const ON_SERVERS = new Set(['cluster', 'cluster-flow']);
/** Files at a time of what talks to servers, browsers and other processes. */
const AT_A_TIME = { kill: 1, browser: 2, cluster: 1, 'cluster-flow': 1 };
const CONTAINERS = '--containers';
const given = process.argv.slice(2);
const kinds = given.filter((word) => word in KINDS);
const places = given.filter((word) => !(word in KINDS) && !word.startsWith('-'));
const atATime = Math.min(...kinds.map((kind) => AT_A_TIME[kind] ?? Infinity));
const patterns = (places.length > 0 ? places : ['']).flatMap((place) =>
  (kinds.length > 0 ? kinds : ['']).map((kind) => `${place}.*${KINDS[kind] ?? ''}`),
);
const counts = join(root, 'node_modules', '.cache', 'linli', 'tests');
mkdirSync(counts, { recursive: true });

const tests = (env) =>
  node(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      // It waits for a machine that may be busy: one limit, for what hangs.
      ...(Number.isFinite(atATime) ? [`--maxWorkers=${atATime}`, '--testTimeout=480000'] : ['--maxWorkers=100%']),
      ...(kinds.length > 0
        ? ['--json', `--outputFile=${join(counts, `${[...kinds, ...places].join('-').replaceAll('/', '-')}.json`)}`]
        : []),
      ...given.filter((word) => word.startsWith('-') && word !== CONTAINERS),
      '--testPathPatterns',
      ...patterns,
    ],
    // With --json the counts also come to standard output, where nobody wants to read them.
    { stdio: ['ignore', kinds.length > 0 ? 'ignore' : 'inherit', 'inherit'], env },
  );

const withBrowser = async () => tests({ LINLI_CHROMIUM: await chromium() });

const withServers = async () => {
  const { startServers } = await import('./servers/for-tests.mjs');
  const servers = await startServers(given.includes(CONTAINERS), (line) => console.error(line));
  try {
    return await tests(servers.env);
  } finally {
    await servers.stop();
    console.error(`These tests ran against ${servers.says}.`);
  }
};

try {
  process.exitCode = await (kinds.some((kind) => ON_SERVERS.has(kind))
    ? withServers()
    : kinds.includes('browser')
      ? withBrowser()
      : tests());
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
