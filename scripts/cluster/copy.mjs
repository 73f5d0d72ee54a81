// One copy of one service as a process of its own, started again whenever it ends, as an orchestrator would.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../workshop/root.mjs';
import { Trouble } from '../workshop/run.mjs';

const READY_WITHIN_MS = 120_000;
const AGAIN_MS = 500;
const LAST_LINES = 15;

const COPIES = new Set();
// What an orphan would hold on to, its ports above all, must not outlive this process.
process.once('exit', () => COPIES.forEach((copy) => copy.killNow()));

export class Copy {
  #child;
  #ended;
  #stopping = false;

  constructor({ service, copy, port }, env, logs, say) {
    Object.assign(this, { service, copy, port, env, say });
    this.log = join(logs, `${service}-${copy}.log`);
    mkdirSync(logs, { recursive: true });
    COPIES.add(this);
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Resolves when it says that it is ready. */
  async start() {
    this.#spawn();
    for (const limit = Date.now() + READY_WITHIN_MS; !(await this.isReady()); await wait(100)) {
      if (Date.now() < limit && !this.#stopping) continue;
      throw new Trouble(`${this.service} ${this.copy} did not become ready; its last words:\n${this.#lastWords()}`);
    }
  }

  async isReady() {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/health/ready`)).ok;
    } catch {
      return false;
    }
  }

  /** As kill -9 does it; it is started again. Resolves when it has gone. */
  async kill() {
    const ended = this.#ended;
    this.#child.kill('SIGKILL');
    await ended;
  }

  killNow() {
    this.#child?.kill('SIGKILL');
  }

  /** Answers the exit code. */
  async stop() {
    this.#stopping = true;
    if (!this.#child) return 0;
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGTERM');
    const code = await this.#ended;
    if (code !== 0) this.say(`${this.service} ${this.copy} ended with ${code}; its last words:\n${this.#lastWords()}`);
    return code;
  }

  #spawn() {
    const words = openSync(this.log, 'a');
    const child = spawn(process.execPath, [join(root, `services/${this.service}/dist/main.js`)], {
      stdio: ['ignore', words, words],
      // Nothing of our own environment that is a setting: what it is told is all it knows.
      env: { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LINLI_'))), ...this.env },
    });
    closeSync(words);
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        resolve(code ?? signal);
        if (this.#stopping) return;
        // A setting that is wrong stays wrong.
        if (code === 2) {
          this.say(`${this.service} ${this.copy}: ${this.#lastWords()}`);
          this.#stopping = true;
          return;
        }
        setTimeout(() => !this.#stopping && this.#spawn(), AGAIN_MS);
      });
    });
  }

  #lastWords() {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n');
  }
}
