import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Marked } from 'marked';
import type { Plugin } from 'vite';

/** The manual stands at /manual/, each paper as a page beside its pictures: nobody needs another host to read it. */
const AT = '/manual/';
const WORDS = {
  zh: { language: 'zh-CN', manual: '邻里 · 使用手册', other: 'English', otherLanguage: 'en', back: '回到系统' },
  en: { language: 'en', manual: 'Linli · Manual', other: '中文', otherLanguage: 'zh', back: 'Back to Linli' },
} as const;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark]!);

/** Where a paper of the manual is served; `zh/clerk.md` and all links to it. */
export const pageAt = (path: string): string => path.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html');

/** A page that stands by itself, from a paper at this path below docs/manual. What lies outside of the manual is named, not linked. */
export const manualPage = (path: string, text: string): string => {
  const language = path.startsWith('en/') ? 'en' : 'zh';
  const words = WORDS[language];
  const marked = new Marked({
    renderer: {
      link({ href, tokens }) {
        const inside = this.parser.parseInline(tokens);
        const [target = '', hash] = href.split('#', 2);
        const to = posix.join(posix.dirname(path), target);
        if (/^[a-z]+:/.test(href) || to.startsWith('..')) return inside;
        return `<a href="${escaped(AT + pageAt(to) + (hash === undefined ? '' : `#${hash}`))}">${inside}</a>`;
      },
      image({ href, text: says }) {
        const from = escaped(AT + posix.join(posix.dirname(path), href));
        // On a phone a screen of a desk is small: the picture alone can be enlarged.
        return `<a class="picture" href="${from}"><img src="${from}" alt="${escaped(says)}" loading="lazy"></a>`;
      },
    },
  });
  // A table may be wider than a phone: it moves by itself, with the keyboard too.
  const content = (marked.parse(text) as string)
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
  const title = /^# (.+)$/m.exec(text)?.[1] ?? words.manual;
  const name = path.includes('/') ? path.slice(path.indexOf('/')) : undefined;
  const other =
    name === undefined ? '' : `<a href="${AT}${words.otherLanguage}${pageAt(name)}" lang="${words.otherLanguage}">${words.other}</a>`;
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(title)} · ${words.manual}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${AT}manual.css">
</head>
<body>
<header><a href="${AT}index.html">${words.manual}</a><nav>${other}<a href="/">${words.back}</a></nav></header>
<main>
${content}</main>
</body>
</html>
`;
};

/** Puts the papers of a folder among what is built. */
export const manual = (folder: string, ...stylesheets: readonly string[]): Plugin => ({
  name: 'linli-manual',
  apply: 'build',
  generateBundle() {
    const emit = (fileName: string, source: string | Uint8Array): void =>
      void this.emitFile({ type: 'asset', fileName: `manual/${fileName}`, source });
    emit('manual.css', stylesheets.map((path) => readFileSync(path, 'utf8')).join(''));
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))) {
      if (path.endsWith('.md')) emit(pageAt(path), manualPage(path, readFileSync(join(folder, path), 'utf8')));
      else if (path.endsWith('.webp')) emit(path, readFileSync(join(folder, path)));
    }
  },
});
