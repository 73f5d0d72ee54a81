import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { axeFindings } from './axe';

export const PASSWORD = 'linli-demo';
export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** A desk and a phone, in both languages. */
export const WINDOWS = [
  ['zh-CN', DESK],
  ['zh-CN', PHONE],
  ['en', DESK],
  ['en', PHONE],
] as const;
/** Until the system with its demo is open. A limit for what hangs, not a measure of speed: the machine may be busy. */
export const OPENING = 180_000;

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

/** The API as a person's program asks it: for what has no screen of its own in a test. */
export interface Program {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: object): Promise<Answer>;
}

/** A house with its small demo that was started before, e.g. a cluster; otherwise one is started here. */
const STARTED = process.env.LINLI_TEST_URL;

const startHouse = async (): Promise<{ url: string; end: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-web-'));
  const port = await freePort();
  const house = spawn(
    process.execPath,
    [resolve('services/all-in-one/dist/main.js'), '--port', String(port), '--data', join(folder, 'data'), '--demo', 'small'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  await new Promise<void>((ready, failed) => {
    const heard = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (output.includes('Linli is ready at')) ready();
    };
    house.stdout.on('data', heard);
    house.stderr.on('data', heard);
    house.once('exit', (code) => failed(new Error(`It ended with ${code}: ${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async end() {
      const gone = new Promise((resolve) => house.once('exit', resolve));
      house.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The built system with its small demo, and a browser beside it. */
export class Place {
  readonly #programs = new Map<string, Promise<Program>>();

  private constructor(
    readonly url: string,
    private readonly browser: Browser,
    private readonly end: () => Promise<void>,
  ) {}

  static async open(): Promise<Place> {
    const { url, end } = STARTED === undefined ? await startHouse() : { url: STARTED, end: async () => undefined };
    const browser = await chromium.launch({ executablePath: process.env.LINLI_CHROMIUM, args: ['--no-sandbox'] });
    return new Place(url, browser, end);
  }

  /** Somebody with a window of his own, signed in. */
  async person(account: string, options: PersonOptions = {}): Promise<Person> {
    const person = await this.visitor(options);
    await person.signIn(account);
    return person;
  }

  async visitor({ language = 'zh-CN', size = DESK, colours }: PersonOptions = {}): Promise<Person> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      viewport: size,
      ...(colours && { colorScheme: colours }),
    });
    context.setDefaultTimeout(60_000);
    return new Person(context, await context.newPage());
  }

  program(account: string): Promise<Program> {
    const program = this.#programs.get(account) ?? this.#program(account);
    this.#programs.set(account, program);
    return program;
  }

  async #program(account: string): Promise<Program> {
    const ask = async <Answer>(method: string, path: string, body?: object, token?: string): Promise<Answer> => {
      const answer = await fetch(this.url + path, {
        method,
        headers: {
          ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Answer;
    };
    const { token } = await ask<{ token: string }>('POST', '/api/auth/sign-in', { account, password: PASSWORD });
    return { get: (path) => ask('GET', path, undefined, token), post: (path, body) => ask('POST', path, body, token) };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.end();
  }
}

export interface PersonOptions {
  readonly language?: 'zh-CN' | 'en';
  readonly size?: { readonly width: number; readonly height: number };
  readonly colours?: 'light' | 'dark';
}

/** Somebody at a screen. Notes what no screen may do: fail aloud, or ask anybody but us. */
export class Person {
  readonly complaints: string[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      // An answer that refuses is told on the screen; the browser says so as well.
      if (/Failed to load resource/.test(message.text())) return;
      this.complaints.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (
        protocol !== 'data:' &&
        protocol !== 'blob:' &&
        host !== new URL(this.page.url() || request.url()).host &&
        this.page.url() !== 'about:blank'
      )
        this.complaints.push(`asked ${request.url()}`);
    });
  }

  async signIn(account: string): Promise<void> {
    if (this.page.url() === 'about:blank') await this.page.goto('/');
    await this.page.locator('input[name=username]').fill(account);
    await this.page.locator('input[name=password]').fill(PASSWORD);
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('main#content h1').waitFor();
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** What one service has done, another hears a moment later; an answer that refuses counts as not yet. */
export const until = async (is: () => Promise<boolean>): Promise<void> => {
  while (!(await is().catch(() => false)));
};

/** Nothing sticks out of the window sideways. */
export const fits = async ({ page }: Person): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()!.width);

/** What stands there can be read by everybody, and fits. */
export const noFindings = async (person: Person): Promise<void> => {
  expect(await axeFindings(person.page)).toEqual([]);
  await fits(person);
};
