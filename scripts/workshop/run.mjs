// Runs other programs. Their words go to standard error: standard output belongs to the answer of a command.
import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/** Something a person can read in one sentence; no stack belongs to it. */
export class Trouble extends Error {}

const EVERY = 15;

/** Runs a program to its end and answers its exit code; `tick` is told every quarter of a minute that it still runs. */
export const run = (program, args, { tick, stdio = ['ignore', 2, 2], env = {} } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio, env: { ...process.env, ...env } });
    let seconds = 0;
    const clock = tick && setInterval(() => tick((seconds += EVERY)), EVERY * 1000);
    child.once('error', (error) => {
      clearInterval(clock);
      reject(new Trouble(`${program}: ${error.message}`));
    });
    child.once('exit', (code, signal) => {
      clearInterval(clock);
      resolve(code ?? (signal ? 1 : 0));
    });
  });

/** A JavaScript program on this very Node. */
export const node = (args, options) => run(process.execPath, args, options);

/** The npm that started us where there is one: on Windows `npm` alone is no program. */
export const npm = (args, tick) => {
  const own = process.env.npm_execpath;
  return own && /npm-cli\.c?js$/.test(own) ? node([own, ...args], { tick }) : run('npm', args, { tick });
};
