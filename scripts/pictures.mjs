// npm run pictures [-- --to folder]: a picture of every screen, from a small demo of its own, in both languages, at a desk and on a phone.
import './workshop/node-version.mjs';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from './workshop/root.mjs';

const { prepare } = await import('./workshop/launch.mjs');
await prepare();
const { chromium: findChromium } = await import('./workshop/chromium.mjs');
const { chromium } = await import('playwright-core');

const at = process.argv.indexOf('--to');
const folder = resolve(at === -1 ? join(root, 'docs/manual/pictures') : process.argv[at + 1]);
const SIZES = { desk: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
const LANGUAGES = { zh: 'zh-CN', en: 'en' };
const PASSWORD = 'linli-demo';

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

const startDemo = async (data) => {
  const port = await freePort();
  const house = spawn(
    process.execPath,
    [join(root, 'services/all-in-one/dist/main.js'), '--port', port, '--data', data, '--demo', 'small'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise((ready, failed) => {
    house.stdout.on('data', (chunk) => String(chunk).includes('Linli is ready at') && ready());
    house.once('exit', (code) => failed(new Error(`The demo ended with ${code}.`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => new Promise((gone) => house.once('exit', gone) && house.kill('SIGTERM')) };
};

/** What a person of the demo asks of the API, so that the screens have something to show. */
const person = async (url, account) => {
  const ask = async (method, path, body, token) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { token } = await ask('POST', '/api/auth/sign-in', { account, password: PASSWORD });
  return { get: (path) => ask('GET', path, undefined, token), post: (path, body) => ask('POST', path, body, token) };
};

/** A morning's work: one run on the way, one incident, the rest to take. Answers what the pictures look at. */
const work = async (url) => {
  const [clerk, dispatcher] = await Promise.all([person(url, 'clerk'), person(url, 'dispatcher')]);
  const tasks = (await dispatcher.get('/api/dispatch/board')).items;
  const volunteers = (await dispatcher.get('/api/dispatch/volunteers?status=on')).items;
  const medicine = tasks.filter(({ kind }) => kind === 'medicine');
  const run = await dispatcher.post('/api/dispatch/runs', { runners: [volunteers[0].id], tasks: medicine.map(({ taskId }) => taskId) });
  const repair = tasks.find(({ kind }) => kind === 'repair');
  if (repair) await dispatcher.post(`/api/dispatch/tasks/${repair.taskId}/incident`, { reason: 'gate-closed' });
  const needs = (await clerk.get('/api/intake/needs')).items;
  const need = needs.find(({ kind }) => kind === 'medicine');
  return { runId: run.id, needId: need.id, residentId: need.residentId };
};

/** name → who looks, and where; `act` does on the page what the picture is to show. */
const screens = ({ runId, needId, residentId }) => ({
  'sign-in': { path: '/' },
  'clerk-box': { who: 'clerk', path: '/clerk?q=12-3' },
  'clerk-box-empty': { who: 'clerk', path: '/clerk' },
  'clerk-new-need': {
    who: 'clerk',
    path: `/clerk/needs/new?resident=${residentId}`,
    act: async (page) => {
      await page.keyboard.press('Space');
      await page.locator('input[list]').fill('苯磺酸氨氯地平片');
      await page.locator('[inputmode=decimal]').nth(1).fill('2');
      await page.locator('p strong').waitFor();
    },
  },
  'clerk-needs': { who: 'clerk', path: '/clerk/needs' },
  'clerk-need': { who: 'clerk', path: `/clerk/needs/${needId}` },
  'clerk-to-confirm': { who: 'clerk', path: '/clerk/to-confirm' },
  'clerk-register': { who: 'clerk', path: '/clerk/residents/new' },
  'clerk-resident': { who: 'clerk', path: `/clerk/residents/${residentId}` },
  'clerk-import': { who: 'clerk', path: '/clerk/import' },
  'dispatcher-board': { who: 'dispatcher', path: '/dispatcher' },
  'dispatcher-new-run': {
    who: 'dispatcher',
    path: '/dispatcher',
    act: async (page) => {
      await page.locator('li input[type=checkbox]').first().click();
      await page.keyboard.press('a');
      await page.locator('[role=dialog] li label').first().waitFor();
    },
  },
  'dispatcher-runs': { who: 'dispatcher', path: '/dispatcher/runs' },
  'dispatcher-run': { who: 'dispatcher', path: `/dispatcher/runs/${runId}` },
  'dispatcher-volunteers': { who: 'dispatcher', path: '/dispatcher/volunteers' },
});

const data = mkdtempSync(join(tmpdir(), 'linli-pictures-'));
const demo = await startDemo(join(data, 'data'));
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
try {
  const seen = await work(demo.url);
  mkdirSync(folder, { recursive: true });
  for (const [language, locale] of Object.entries(LANGUAGES))
    for (const [size, viewport] of Object.entries(SIZES)) {
      const windows = new Map();
      const windowOf = async (who = '') => {
        if (!windows.has(who)) {
          const context = await browser.newContext({
            baseURL: demo.url,
            locale,
            viewport,
            timezoneId: 'Asia/Shanghai',
            reducedMotion: 'reduce',
          });
          context.setDefaultTimeout(10_000);
          const page = await context.newPage();
          await page.goto('/');
          if (who !== '') {
            await page.locator('input[name=username]').fill(who);
            await page.locator('input[name=password]').fill(PASSWORD);
            await page.locator('button[type=submit]').click();
            await page.locator('main#content h1').waitFor();
          }
          windows.set(who, page);
        }
        return windows.get(who);
      };
      for (const [name, { who, path, act }] of Object.entries(screens(seen))) {
        const page = await windowOf(who);
        await page.goto(path);
        await page.locator('h1').first().waitFor();
        await page.waitForTimeout(1);
        await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
        if (act) await act(page);
        await page.screenshot({ path: join(folder, `${name}.${language}.${size}.png`), fullPage: act === undefined });
      }
      for (const page of windows.values()) await page.context().close();
    }
} finally {
  await browser.close();
  await demo.stop();
  rmSync(data, { recursive: true, force: true });
}
