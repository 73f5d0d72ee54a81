import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { screensIn } from './screens.js';

const PAGE = '<meta name="csp-nonce" nonce="%NONCE%"><title>desk</title>';
let top: string;
let server: Server;
let url: string;

beforeAll(async () => {
  top = mkdtempSync(join(tmpdir(), 'linli-screens-'));
  const folder = join(top, 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(top, 'secret.txt'), 'not for anybody');
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'runner.html'), PAGE.replace('desk', 'runner'));
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets/page-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'assets/page-1a2b.js.br'), brotliCompressSync('export {};'));
  writeFileSync(join(folder, 'assets/lost-1a2b.js'), 'export {};');
  mkdirSync(join(folder, 'manual/zh'), { recursive: true });
  writeFileSync(join(folder, 'manual/index.html'), '<title>manual</title>');
  writeFileSync(join(folder, 'manual/zh/clerk.html'), '<title>manual of the clerk</title>');
  const screens = screensIn(folder);
  server = createServer((request, response) => {
    if (!screens(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(top, { recursive: true });
});

it.each([
  ['/', 'desk'],
  ['/clerk/needs/1', 'desk'],
  ['/index.html', 'desk'],
  ['/runner', 'runner'],
  ['/runner/runs/1?from=list', 'runner'],
  ['/runners', 'desk'],
])('answers %s with the page %s', async (path, title) => {
  const answer = await fetch(url + path);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await answer.text()).toContain(`<title>${title}</title>`);
});

it('tells each page a nonce of its own, the same in the page and in its policy', async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const answer = await fetch(url);
      const [, nonce] = /style-src 'self' 'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy')!)!;
      expect(await answer.text()).toContain(`nonce="${nonce}"`);
      return nonce;
    }),
  );
  expect(nonces[0]).not.toBe(nonces[1]);
});

it('lets scripts come from files alone', async () => {
  const policy = (await fetch(url)).headers.get('content-security-policy')!;
  expect(policy).toMatch(/script-src 'self';/);
  expect(policy).not.toContain('unsafe');
});

it('keeps what has its content in its name for ever, and asks again for the rest', async () => {
  const asset = await fetch(`${url}/assets/page-1a2b.js`, { headers: { 'accept-encoding': 'br' } });
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(asset.headers.get('content-encoding')).toBe('br');
  expect(await asset.text()).toBe('export {};');
  expect((await fetch(`${url}/icon.svg`)).headers.get('cache-control')).toBe('no-cache');
});

it.each([
  ['/manual/zh/clerk.html', 'manual of the clerk'],
  ['/manual', 'manual'],
  ['/manual/', 'manual'],
])('answers %s with the page of the manual as it is', async (path, title) => {
  const answer = await fetch(url + path);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  expect(await answer.text()).toBe(`<title>${title}</title>`);
});

it.each([
  '/manual/zh/gone.html',
  '/manual/zh',
  '/manual/../secret.txt',
  '/assets/gone-1a2b.js',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
])('has nothing at %s', async (path) => expect((await fetch(url + path)).status).toBe(404));

it('loses one answer, and goes on, where a file is gone since it began', async () => {
  rmSync(join(top, 'dist/assets/lost-1a2b.js'));
  await expect(fetch(`${url}/assets/lost-1a2b.js`)).rejects.toThrow();
  expect((await fetch(`${url}/icon.svg`)).status).toBe(200);
});

it('answers nothing but questions', async () => expect((await fetch(url, { method: 'POST' })).status).toBe(404));
