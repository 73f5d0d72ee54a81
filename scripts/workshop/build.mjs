// Compiles the house when a source is another than at the last build. The compiler would find out itself, in seconds; this takes milliseconds.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { node, Trouble } from './run.mjs';

/** The compiler follows the references from here to all that runs. */
const WHOLE = 'services/all-in-one';
const stamp = join(root, 'node_modules', '.cache', 'linli', 'built');

const OUTSIDE = new Set(['dist', 'node_modules', 'test', 'coverage']);

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!OUTSIDE.has(entry.name)) yield* files(path);
    } else if (/\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.spec.ts')) yield path;
  }
}

/** What the build is made from: each file with its size and time. Removing one changes it as well as touching one. */
export const fingerprint = (top = root) => {
  const hash = createHash('sha256');
  const paths = ['libs', 'services'].flatMap((folder) => [...files(join(top, folder))]);
  for (const path of [...paths, ...['tsconfig.base.json', 'package-lock.json'].map((name) => join(top, name))].sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\n${size}\n${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

const projects = (top) => ['libs', 'services'].flatMap((folder) => readdirSync(join(top, folder)).map((name) => join(top, folder, name)));
const isThere = (top) =>
  projects(top)
    .filter((project) => existsSync(join(project, 'tsconfig.json')))
    .every((project) => existsSync(join(project, 'dist')));

export const buildIfNeeded = async (say) => {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now && isThere(root)) return;
  say('正在编译… · Building…');
  const code = await node([join(root, 'node_modules/typescript/bin/tsc'), '-b', WHOLE], { tick: (seconds) => say(`  … ${seconds} s`) });
  if (code !== 0) throw new Trouble('编译没有成功，原因见上。 · The build failed; the lines above say why.');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
};
