// npm run pictures: the pictures that the papers name, from a small demo of its own.
// npm run pictures -- --to folder [--only word]: every screen, in both languages, at a desk and on a phone, to look at.
import './workshop/node-version.mjs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PASSWORD, startDemo } from './pictures/demo.mjs';
import { morning } from './pictures/morning.mjs';
import { named } from './pictures/named.mjs';
import { SCREENS } from './pictures/screens.mjs';
import { root } from './workshop/root.mjs';

const { prepare } = await import('./workshop/launch.mjs');
await prepare();
const { chromium: findChromium } = await import('./workshop/chromium.mjs');
const { chromium } = await import('playwright-core');

const { to, only = '' } = parseArgs({ options: { to: { type: 'string' }, only: { type: 'string' } } }).values;
const SIZES = { desk: { width: 1280, height: 860 }, phone: { width: 390, height: 844 }, paper: { width: 718, height: 1000 } };
const LANGUAGES = { zh: 'zh-CN', en: 'en' };

const every = () =>
  Object.entries(SCREENS)
    .filter(([name]) => name.includes(only))
    .flatMap(([name, { paper }]) =>
      Object.keys(LANGUAGES).flatMap((language) => (paper ? ['paper'] : ['desk', 'phone']).map((size) => ({ name, language, size }))),
    );
const wanted = to === undefined ? named(root) : every();
const fileOf = ({ name, language, size }) =>
  to === undefined
    ? join(root, 'docs/manual/pictures', language, `${name}.${size}.webp`)
    : join(resolve(to), `${name}.${language}.${size}.png`);

/** A window in which somebody is signed in. */
const windowOf = async (browser, url, { who, language, size, large }) => {
  const context = await browser.newContext({
    baseURL: url,
    locale: LANGUAGES[language],
    viewport: SIZES[size],
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto('/');
  if (large) await page.locator('button[aria-pressed=false]').first().click();
  if (who !== undefined) {
    await page.locator('input[name=username]').fill(who);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    await page.locator('main#content h1').waitFor();
  }
  if (size === 'paper') await page.emulateMedia({ media: 'print' });
  return page;
};

/** Of a list that goes on a reader needs the beginning. */
const TALLEST = 1250;

/** What the browser itself packs small. */
const asWebp = async (page, png) =>
  Buffer.from(
    await page.evaluate(
      async ([base64, tallest]) => {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const canvas = new OffscreenCanvas(picture.width, Math.min(picture.height, tallest));
        canvas.getContext('2d').drawImage(picture, 0, 0);
        const packed = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.7 })).arrayBuffer());
        let text = '';
        for (const byte of packed) text += String.fromCharCode(byte);
        return btoa(text);
      },
      [png.toString('base64'), TALLEST],
    ),
    'base64',
  );

const data = mkdtempSync(join(tmpdir(), 'linli-pictures-'));
const demo = await startDemo(join(data, 'data'));
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
try {
  const seen = await morning(demo.url);
  const windows = new Map();
  const blank = await browser.newPage();
  for (const picture of wanted) {
    const { who, path, act, large } = SCREENS[picture.name];
    const key = [who, picture.language, picture.size, large].join();
    if (!windows.has(key)) windows.set(key, await windowOf(browser, demo.url, { ...picture, who, large }));
    const page = windows.get(key);
    await page.goto(typeof path === 'function' ? path(seen) : path);
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    if (act) await act(page).catch((error) => Promise.reject(new Error(`${picture.name}: ${error.message}`, { cause: error })));
    await page.evaluate(() => document.fonts.ready);
    const png = await page.screenshot({ fullPage: (await page.locator('dialog[open]').count()) === 0 });
    mkdirSync(dirname(fileOf(picture)), { recursive: true });
    writeFileSync(fileOf(picture), to === undefined ? await asWebp(blank, png) : png);
  }
} finally {
  await browser.close();
  await demo.stop();
  rmSync(data, { recursive: true, force: true });
}
