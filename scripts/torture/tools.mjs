import { spawnSync } from 'node:child_process';

const finds = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

/** A program of the system, fetched from the distribution where it is missing and that is allowed. */
export const need = (program) => {
  if (finds(program)) return;
  const apt = (...words) => spawnSync('apt-get', ['-q', '-y', ...words], { stdio: 'ignore' });
  apt('update');
  apt('install', program);
  if (!finds(program)) throw new Error(`${program} is not installed and could not be fetched: "apt-get install ${program}" as root.`);
};
