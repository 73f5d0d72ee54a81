// What a package says it needs is what it uses, at one exact version, and the compiler's references say the same.
import { builtinModules } from 'node:module';
import { isTest } from './sources.mjs';

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const isOutside = (from) => !from.startsWith('.') && !from.startsWith('node:') && !builtinModules.includes(from);
const packageOf = (from) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

/** Fetched by another package by name, never imported by ours. */
const UNSEEN = new Set(['class-transformer', 'reflect-metadata', '@nestjs/platform-fastify', '@nestjs/core', 'rxjs', 'fastify']);

/** Put together into files of its own when it is built: what it imports is needed for that alone. */
const BUNDLED = new Set(['services/web']);

/**
 * `projects`: `{ path, manifest, references, imports: [{ path, from }] }`; `root`: the manifest at the top.
 * Answers `{ path, why }`.
 */
export const mistakes = (projects, root) => {
  const found = [];
  const versions = new Map();
  for (const { path, manifest } of [{ path: '.', manifest: root }, ...projects])
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      const file = `${path}/package.json`;
      if (!EXACT.test(version)) found.push({ path: file, why: `${name}: versions are exact, not ${version}` });
      const other = versions.get(name);
      if (other && other.version !== version)
        found.push({ path: file, why: `${name} is ${version} here and ${other.version} in ${other.file}` });
      else versions.set(name, { version, file });
    }
  for (const { path, manifest, references, imports } of projects) {
    const file = `${path}/package.json`;
    const declared = Object.keys((BUNDLED.has(path) ? manifest.devDependencies : manifest.dependencies) ?? {});
    const forTests = [
      ...declared,
      ...Object.keys(manifest.devDependencies ?? {}),
      ...Object.keys(root.devDependencies ?? {}),
      '@jest/globals',
    ];
    const used = new Set();
    for (const { path: source, from } of imports.filter((one) => isOutside(one.from))) {
      const name = packageOf(from);
      used.add(name);
      // A test sees the whole house; what it may import of it is a matter of the boundaries.
      if (!(isTest(source) ? forTests.includes(name) || name.startsWith('@linli/') : declared.includes(name)))
        found.push({ path: source, why: `${name} is not among the dependencies in ${file}` });
    }
    for (const name of Object.keys(manifest.dependencies ?? {}).filter(
      (one) => !one.startsWith('@linli/') && !used.has(one) && !UNSEEN.has(one),
    ))
      found.push({ path: file, why: `${name} is declared and not used` });
    const wanted = declared.filter((name) => name.startsWith('@linli/')).map((name) => name.slice('@linli/'.length));
    const referred = references.map((reference) => reference.split('/').at(-1));
    for (const name of wanted.filter((one) => !referred.includes(one)))
      found.push({ path: `${path}/tsconfig.json`, why: `no reference to ${name}, which package.json names` });
    for (const name of referred.filter((one) => !wanted.includes(one)))
      found.push({ path: file, why: `@linli/${name} is referred to in tsconfig.json and not declared` });
  }
  return found;
};
