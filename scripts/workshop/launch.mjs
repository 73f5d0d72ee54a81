// Makes the house ready and hands this process over to a program of it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { root } from './root.mjs';
import { Trouble } from './run.mjs';

const say = (line) => console.error(line);

export const prepare = async () => {
  try {
    await installIfNeeded(say);
    await buildIfNeeded(say);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exit(1);
  }
};

/**
 * The program runs in this process, not in a child: a signal, a kill -9 and the exit code then mean one process, and
 * nothing is left behind that still holds the data folder.
 */
export const launch = async (program) => {
  await prepare();
  const path = join(root, 'services', 'all-in-one', 'dist', program);
  process.argv[1] = path;
  await import(pathToFileURL(path).href);
};
