// Gets servers written in Java: what a pom names, fetched by Maven as this machine has set it up, and the sources beside it, compiled.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../workshop/root.mjs';
import { run, Trouble } from '../workshop/run.mjs';

const CACHE = join(root, 'node_modules', '.cache', 'linli', 'servers');
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/**
 * The class path of the server in scripts/servers/<name>/: its pom.xml, and its *.java if there are any. Each state of
 * these files has a folder of its own, that appears when it is whole; so it is quick when it is there, several may ask
 * at once, and what was half done is never taken for done.
 */
export const classPathOf = async (name) => {
  const project = join(root, 'scripts', 'servers', name);
  const sources = readdirSync(project)
    .filter((file) => file.endsWith('.java'))
    .sort()
    .map((file) => join(project, file));
  const pom = join(project, 'pom.xml');
  const built = join(CACHE, `${name}-${digest([pom, ...sources])}`);
  if (!existsSync(built)) await build(pom, sources, built);
  return [join(built, 'classes'), join(built, 'jars', '*')].join(delimiter);
};

const digest = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
};

const build = async (pom, sources, to) => {
  mkdirSync(CACHE, { recursive: true });
  const half = mkdtempSync(join(CACHE, 'half-'));
  try {
    await must('mvn', ['-q', '-B', '-f', pom, COPY, `-DoutputDirectory=${join(half, 'jars')}`, '-DincludeScope=runtime']);
    mkdirSync(join(half, 'classes'));
    if (sources.length > 0)
      await must('javac', ['--release', '17', '-cp', join(half, 'jars', '*'), '-d', join(half, 'classes'), ...sources]);
    renameSync(half, to);
  } catch (error) {
    // Another one may have been quicker.
    if (!existsSync(to)) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
};

const must = async (program, args) => {
  if ((await run(program, args)) !== 0)
    throw new Trouble(`${program} did not succeed; the lines above say why. The servers for tests need Maven and a JDK 17 or newer.`);
};
