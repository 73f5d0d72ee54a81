// Starts a server written in Java and knows when it is ready, and when it has ended.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Trouble } from '../workshop/run.mjs';

const LAST_LINES = 15;

/**
 * `log`: the file its words go to; `ready`: what it says there when it is. Answers `{ pid, ended, kill(), stop() }`:
 * killed at once, or asked to end; both wait until it has gone. It does not outlive this process, unless that is killed;
 * its standard input ends then too.
 */
export const startJava = async ({ classPath, main, args, options = [], log, ready, patienceSeconds = 60 }) => {
  mkdirSync(dirname(log), { recursive: true });
  const words = openSync(log, 'w');
  const child = spawn('java', [...options, '-cp', classPath, main, ...args], { stdio: ['pipe', words, words] });
  closeSync(words);
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  let over = false;
  let fault = '';
  const ended = new Promise((resolve) => {
    const end = () => {
      over = true;
      process.removeListener('exit', onExit);
      resolve();
    };
    child.once('exit', end);
    child.once('error', (error) => {
      fault = error.message;
      end();
    });
  });
  const endBy = async (signal) => {
    child.kill(signal);
    await ended;
  };
  const limit = Date.now() + patienceSeconds * 1000;
  for (let said = ''; !ready.test(said); said = readFileSync(log, 'utf8')) {
    if (over || Date.now() > limit) {
      await endBy('SIGKILL');
      const last = said.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
      throw new Trouble(`${main} did not start: ${fault || (over && `it ended with ${child.exitCode}`) || 'it took too long'}.\n${last}`);
    }
    await wait(50);
  }
  return { pid: child.pid, ended, kill: () => endBy('SIGKILL'), stop: () => endBy('SIGTERM') };
};
