// The servers for tests are written in Java. Where it is missing, it is installed on Debian, and asked for elsewhere.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, Trouble } from '../workshop/run.mjs';

const OLDEST = 17;

/** Main version of the compiler, from what `javac -version` says. */
export const javaVersion = (words) => Number(/^javac (\d+)/m.exec(words)?.[1] ?? 0);

const isComplete = () => {
  const { stdout = '' } = spawnSync('javac', ['-version'], { encoding: 'utf8' });
  return javaVersion(stdout ?? '') >= OLDEST && spawnSync('mvn', ['-v']).status === 0;
};

const installOnDebian = async () => {
  const apt = (...args) => run('apt-get', ['-q', '-y', ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  await apt('update');
  await apt('install', '--no-install-recommends', 'default-jdk-headless', 'maven');
};

export const needJdk = async (say) => {
  if (isComplete()) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say('Installing Java and Maven with apt-get…');
    await installOnDebian();
    if (isComplete()) return;
  }
  throw new Trouble(`The servers for tests need Maven and a JDK ${OLDEST} or newer: javac and mvn were not both found.`);
};
