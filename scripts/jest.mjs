// node scripts/jest.mjs [unit] [flow] [kill] [cluster] [libs/engine …] [more of jest's own arguments]
//   unit  a rule, a fold, an adapter: milliseconds each
//   flow  *.flow.spec.ts: a service over HTTP, in this process
//   kill  *.kill.spec.ts: the built system in a process of its own, started and killed; one at a time, for minutes
//   cluster  *.cluster.spec.ts: over the sockets of a real broker and a real database server; one at a time
// Counts are kept for scripts/tally.mjs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workshop/root.mjs';
import { node } from './workshop/run.mjs';

const KINDS = {
  unit: String.raw`(?<!\.(flow|kill|cluster))\.spec\.(ts|mjs)$`,
  flow: String.raw`\.flow\.spec\.ts$`,
  kill: String.raw`\.kill\.spec\.ts$`,
  cluster: String.raw`\.cluster\.spec\.ts$`,
};
const given = process.argv.slice(2);
const kinds = given.filter((word) => word in KINDS);
const places = given.filter((word) => !(word in KINDS) && !word.startsWith('-'));
const patterns = (places.length > 0 ? places : ['']).flatMap((place) =>
  (kinds.length > 0 ? kinds : ['']).map((kind) => `${place}.*${KINDS[kind] ?? ''}`),
);
const counts = join(root, 'node_modules', '.cache', 'linli', 'tests');
mkdirSync(counts, { recursive: true });

process.exitCode = await node(
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    ...(kinds.includes('kill') || kinds.includes('cluster') ? ['--runInBand'] : ['--maxWorkers=100%']),
    ...(kinds.length > 0 ? ['--json', `--outputFile=${join(counts, `${kinds.join('-')}.json`)}`] : []),
    ...given.filter((word) => word.startsWith('-')),
    '--testPathPatterns',
    ...patterns,
  ],
  // With --json the counts also come to standard output, where nobody wants to read them.
  { stdio: ['ignore', kinds.length > 0 ? 'ignore' : 'inherit', 'inherit'] },
);
