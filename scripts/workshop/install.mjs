// Installs what the lock file names, when what lies in node_modules is something else.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { npm, Trouble } from './run.mjs';

/**
 * npm writes down what it installed in node_modules/.package-lock.json, at the very end. So a missing note is a missing
 * or half-done installation, and another version in it is a lock file that changed since. Optional packages are
 * binaries for other machines: they may be absent.
 */
export const isInstalled = (wanted, present) =>
  present !== undefined &&
  Object.entries(wanted.packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.optional)
    .every(([path, entry]) => {
      const there = present.packages[path];
      return there !== undefined && there.version === entry.version && Boolean(there.link) === Boolean(entry.link);
    });

const lock = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

export const installIfNeeded = async (say) => {
  const wanted = lock(join(root, 'package-lock.json'));
  if (isInstalled(wanted, lock(join(root, 'node_modules', '.package-lock.json')))) return;
  say('正在安装依赖，只需一次，约一两分钟… · Installing what Linli is built from, once, for a minute or two…');
  // Not `npm ci`: npm 11 refuses a lock file that was written where binaries for other machines were not to be had. This
  // keeps to the lock file just as well, checks the same hashes, and writes nothing down.
  const code = await npm(['install', '--no-save', '--loglevel=error', '--no-progress'], (seconds) => say(`  … ${seconds} s`));
  if (code !== 0) throw new Trouble('安装没有成功，原因见上。 · The installation failed; the lines above say why.');
};
