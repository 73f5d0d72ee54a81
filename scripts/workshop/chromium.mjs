// Where the browser for tests and pictures is; one without windows first: it takes two thirds of the processor time. Debian's own is
// fetched where there is none and we may.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, Trouble } from './run.mjs';

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'chrome'];
const HELP =
  '没有找到 Chromium。请安装它（Debian：apt-get install chromium），或用 LINLI_CHROMIUM 指出它在哪里。 · There is no Chromium here: install it (on Debian: apt-get install chromium) or say in LINLI_CHROMIUM where it is.';

const found = () =>
  [
    process.env.LINLI_CHROMIUM,
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => path && existsSync(path));

export const chromium = async () => {
  const there = found();
  if (there) return there;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('正在安装 Chromium… · Installing Chromium…');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell', 'fonts-noto-cjk'], { env });
  }
  const now = found();
  if (now) return now;
  throw new Trouble(HELP);
};
