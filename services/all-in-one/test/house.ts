import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const DIST = resolve('services/all-in-one/dist');

export const aFolder = (): { path: string; remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'linli-test-'));
  return { path: join(path, 'data'), remove: () => rmSync(path, { recursive: true, force: true }) };
};

export const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

/** What a failed test leaves running would keep the test runner from ending. */
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
export const watched = (child: ChildProcess): void => {
  running.add(child);
  child.once('close', () => running.delete(child));
};

/** The built system as a process of its own. */
export class House {
  output = '';
  private constructor(
    readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(folder: string, ...args: string[]): Promise<House> {
    const port = await freePort();
    const child = spawn(process.execPath, [join(DIST, 'main.js'), '--port', String(port), '--data', folder, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    watched(child);
    const house = new House(child, `http://127.0.0.1:${port}`);
    await new Promise<void>((ready, failed) => {
      const heard = (chunk: Buffer): void => {
        house.output += chunk.toString('utf8');
        if (house.output.includes('Linli is ready at')) ready();
      };
      child.stdout.on('data', heard);
      child.stderr.on('data', heard);
      child.once('exit', (code) => failed(new Error(`It ended with ${code}: ${house.output}`)));
    });
    return house;
  }

  end(signal: NodeJS.Signals): Promise<number | null> {
    return new Promise((ended) => {
      this.process.removeAllListeners('exit');
      this.process.once('exit', (code) => ended(code));
      this.process.kill(signal);
    });
  }
}

/** Runs a program of the house to its end. */
export const runProgram = (
  program: 'main.js' | 'linli.js',
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; out: string; error: string }> =>
  new Promise((ended) => {
    const child = spawn(process.execPath, [join(DIST, program), ...args], { env: { ...process.env, ...environment } });
    watched(child);
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString('utf8')));
    child.once('close', (code) => ended({ code, out, error }));
    child.stdin.end(input);
  });

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the route answers
  readonly body: any;
}

export const call = async (
  url: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; raw?: string; headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const { token, body, raw, headers = {} } = options;
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(sent !== undefined && { body: sent }),
  });
  const text = await answer.text();
  let parsed: unknown = text;
  try {
    parsed = JSON.parse(text);
  } catch {
    // No JSON: the text is the body.
  }
  return { status: answer.status, headers: answer.headers, body: parsed };
};

export const signIn = async (url: string, account: string, password = 'linli-demo'): Promise<string> => {
  const { status, body } = await call(url, 'POST', '/api/auth/sign-in', { body: { account, password } });
  if (status !== 200) throw new Error(`${account} could not sign in: ${status}`);
  return body.token as string;
};

export const command = (
  url: string,
  token: string,
  path: string,
  body: unknown = {},
  key: string = randomUUID(),
  headers: Record<string, string> = {},
): Promise<Answer> => call(url, 'POST', path, { token, body, headers: { 'idempotency-key': key, ...headers } });

/** Asks until there is an answer, for at most a minute: what waits for processes to start waits long on a busy machine. */
export const eventually = async <Value>(what: string, ask: () => Promise<Value | undefined | false>): Promise<Value> => {
  for (const end = Date.now() + 60_000; ;) {
    const value = await ask();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what}: not within a minute`);
    await new Promise((wake) => setTimeout(wake, 25));
  }
};
