// The built system as a process of its own, and what is asked of it.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { freePorts } from '../servers/ports.mjs';
import { root } from '../workshop/root.mjs';

const DIST = join(root, 'services/all-in-one/dist');
const running = new Set();

const launch = (program, args, env, before = []) => {
  const [command, ...rest] = [...before, process.execPath, join(DIST, program), ...args];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
};

/** What a broken check leaves running. */
export const killAll = () => {
  for (const child of running) child.kill('SIGKILL');
};

export class House {
  output = '';

  /** `before`: a program that runs it, such as strace. */
  static async begin(folder, { args = ['--demo', 'small'], env = {}, before } = {}) {
    const [port] = await freePorts(1);
    return new House(launch('main.js', ['--port', String(port), '--data', folder, ...args], env, before), port);
  }

  static async start(folder, options) {
    const house = await House.begin(folder, options);
    await house.ready;
    return house;
  }

  constructor(child, port) {
    this.child = child;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.ended = new Promise((over) => child.once('close', (code) => over(code)));
    this.ready = new Promise((ready, failed) => {
      const heard = (chunk) => {
        this.output += chunk.toString('utf8');
        if (this.output.includes('Linli is ready at')) ready();
      };
      child.stdout.on('data', heard);
      child.stderr.on('data', heard);
      void this.ended.then((code) => failed(new Error(`It ended with ${code}: ${this.output.slice(-2_000)}`)));
    });
    // Whoever kills it before it is ready does not wait for that.
    this.ready.catch(() => undefined);
  }

  async end(signal) {
    this.child.kill(signal);
    return this.ended;
  }
}

/** An operator's command, to its end. */
export const operate = (args, env = {}) =>
  new Promise((ended) => {
    const child = launch('linli.js', args, env);
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (error += chunk));
    child.once('close', (code) => ended({ code, out, error }));
    child.stdin.end();
  });

export const call = async (url, method, path, { token, body, key } = {}) => {
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
};

export const command = (url, token, path, body = {}, key = randomUUID()) => call(url, 'POST', path, { token, body, key });

export const signIn = async (url, account = 'clerk') => {
  const { status, body } = await call(url, 'POST', '/api/auth/sign-in', { body: { account, password: 'linli-demo' } });
  if (status !== 200) throw new Error(`${account} could not sign in: ${status} ${JSON.stringify(body)}`);
  return body.token;
};

export const expect = (holds, otherwise) => {
  if (!holds) throw new Error(otherwise);
};

/** Asks until there is an answer, for so long. */
export const eventually = async (what, ask, seconds = 20) => {
  for (const end = Date.now() + seconds * 1_000; ; await new Promise((wake) => setTimeout(wake, 25))) {
    const value = await ask();
    if (value) return value;
    expect(Date.now() < end, `${what}: not within ${seconds} seconds`);
  }
};

/** Every number and hash, every view against a fresh fold. */
export const expectWhole = async (folder) => {
  const { code, out, error } = await operate(['verify', '--data', folder, '--json']);
  expect(code === 0, `verify ended with ${code}: ${out.slice(0, 2_000)} ${error.slice(-2_000)}`);
  return JSON.parse(out);
};
