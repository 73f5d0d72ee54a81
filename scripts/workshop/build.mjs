// Compiles the house when a source is another than at the last build. The compiler would find out itself, in seconds; this takes milliseconds.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { node, Trouble } from './run.mjs';

const bin = (path) => join(root, 'node_modules', path);

/** What is built by itself: the services by the compiler, which follows the references from the whole; the screens into files for browsers. */
const PARTS = {
  services: {
    folders: ['libs', 'services'],
    isPartOf: (path) => !path.startsWith('services/web/') && /\.(ts|json)$/.test(path),
    with: [bin('typescript/bin/tsc'), '-b', 'services/all-in-one'],
  },
  screens: {
    // The manual is served with the screens.
    folders: ['services/web', 'docs/manual'],
    isPartOf: (path) => path.startsWith('docs/manual/') || !path.endsWith('.md'),
    with: [bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn', 'services/web'],
  },
};

const stamp = (part) => join(root, 'node_modules', '.cache', 'linli', `built-${part}`);

const OUTSIDE = new Set(['dist', 'node_modules', 'test', 'coverage']);

function* files(top, folder) {
  for (const entry of readdirSync(join(top, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!OUTSIDE.has(entry.name)) yield* files(top, path);
    } else if (!entry.name.endsWith('.spec.ts')) yield path;
  }
}

/** What a part is made from: each file with its size and time. Removing one changes it as well as touching one. */
export const fingerprint = (top = root, part = 'services') => {
  const hash = createHash('sha256');
  const { folders, isPartOf } = PARTS[part];
  const paths = folders.flatMap((folder) => [...files(top, folder)]).filter(isPartOf);
  for (const path of [...paths, 'tsconfig.base.json', 'package-lock.json'].sort()) {
    const { size, mtimeMs } = statSync(join(top, path));
    hash.update(`${path}\n${size}\n${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

const built = {
  services: () =>
    ['libs', 'services']
      .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
      .filter((project) => project !== 'services/web' && existsSync(join(root, project, 'tsconfig.json')))
      .every((project) => existsSync(join(root, project, 'dist'))),
  screens: () => existsSync(join(root, 'services/web/dist/index.html')),
};

export const buildIfNeeded = async (say) => {
  const wanted = Object.keys(PARTS)
    .map((part) => ({ part, now: fingerprint(root, part) }))
    .filter(({ part, now }) => !(existsSync(stamp(part)) && readFileSync(stamp(part), 'utf8') === now && built[part]()));
  if (wanted.length === 0) return;
  say('正在编译… · Building…');
  const outcomes = await Promise.all(
    wanted.map(async ({ part, now }) => {
      rmSync(stamp(part), { force: true });
      const code = await node(PARTS[part].with, { tick: (seconds) => say(`  … ${seconds} s`) });
      if (code !== 0) return false;
      mkdirSync(dirname(stamp(part)), { recursive: true });
      writeFileSync(stamp(part), now);
      return true;
    }),
  );
  if (outcomes.includes(false)) throw new Trouble('编译没有成功，原因见上。 · The build failed; the lines above say why.');
};
