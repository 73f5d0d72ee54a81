import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANUAL_PAGES, manualAt } from '../src/shell/manual';
import { manualPage, pageAt } from './manual';

const FOLDER = 'docs/manual';
const linksIn = (page: string): string[] => [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, to]) => to!);

it('a paper becomes a page that stands by itself, in its language', () => {
  const page = manualPage(
    'zh/clerk.md',
    '# 接待台\n\n见[首页](../README.md)和[跑腿](runner.md#交账)。\n\n![找到<住户>](../pictures/zh/a.webp)\n',
  );
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).toContain('<title>接待台 · 邻里 · 使用手册</title>');
  expect(linksIn(page)).toEqual([
    '/icon.svg',
    '/manual/manual.css',
    '/manual/index.html',
    '/manual/en/clerk.html',
    '/',
    '/manual/index.html',
    '/manual/zh/runner.html#交账',
    '/manual/pictures/zh/a.webp',
    '/manual/pictures/zh/a.webp',
  ]);
  expect(page).toContain('alt="找到&lt;住户&gt;"');
  expect(page).not.toMatch(/<script|style=|https?:/);
});

it('what lies outside of the manual is named, not linked', () =>
  expect(manualPage('zh/operator.md', '[规模](../../scale.md)，[别处](https://example.org)')).toContain('<p>规模，别处</p>'));

describe('the manual as it is', () => {
  const papers = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  const served = new Set(readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).map((path) => `/manual/${pageAt(path)}`));

  it.each(papers)('%s leads nowhere but into itself and the system', (path) => {
    const links = linksIn(manualPage(path, readFileSync(join(FOLDER, path), 'utf8'))).map((to) => to.split('#')[0]!);
    expect(links.filter((to) => !['/', '/icon.svg', '/manual/manual.css'].includes(to) && !served.has(to))).toEqual([]);
  });

  it.each(MANUAL_PAGES)('%s, which a screen points at, is there in both languages', (page) =>
    expect(['zh-CN', 'en'].map((language) => manualAt(page, language)).filter((to) => !served.has(to))).toEqual([]),
  );
});
