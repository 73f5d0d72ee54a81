// node scripts/house.mjs: who may import whom, the plan of a service, what packages and papers say.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { breaches } from './house/boundaries.mjs';
import { strays, unseen } from './house/documents.mjs';
import { mistakes } from './house/packages.mjs';
import { misfits } from './house/shape.mjs';
import { filesUnder, importsOf, parse, projectOf, read } from './house/sources.mjs';
import { root } from './workshop/root.mjs';

const json = (path) => JSON.parse(read(root, path));

/** What git knows at the top; a copy without git has nothing to say about the top level. */
const topLevel = () => {
  if (!existsSync(`${root}/.git`)) return [];
  return execFileSync('git', ['ls-tree', '--name-only', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
};

const paths = [...filesUnder(root, 'libs'), ...filesUnder(root, 'services')];
const sources = paths.filter((path) => /\.tsx?$/.test(path));
const projects = [...new Set(paths.map(projectOf))].map((path) => ({
  path,
  manifest: json(`${path}/package.json`),
  references: (json(`${path}/tsconfig.json`).references ?? []).map((reference) => reference.path),
  imports: sources
    .filter((source) => source.startsWith(`${path}/`))
    .flatMap((source) => [...importsOf(parse(source, read(root, source)))].map(({ from }) => ({ path: source, from }))),
}));

const docs = [...filesUnder(root, 'docs')];
const papers = ['README.md', 'CHANGELOG.md', ...docs, ...paths].filter((path) => path.endsWith('.md'));

const wrong = [
  ...sources.flatMap((path) => breaches(path, read(root, path))),
  ...misfits([...topLevel(), ...paths], (path) => read(root, path)),
  ...mistakes(projects, json('package.json')),
  ...papers.flatMap((path) => strays(path, read(root, path), (to) => existsSync(`${root}/${to}`))),
  ...unseen(docs, new Map(papers.map((path) => [path, read(root, path)]))),
];
for (const { path, line, why } of wrong) console.error(`${path}${line ? `:${line}` : ''}  ${why}`);
if (wrong.length > 0) {
  console.error(`${wrong.length} against the plan of the house (docs/adr).`);
  process.exitCode = 1;
}
