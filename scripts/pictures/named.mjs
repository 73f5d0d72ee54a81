// The pictures that the papers name.
import { existsSync } from 'node:fs';
import { filesUnder, read } from '../house/sources.mjs';

const PICTURE = /pictures\/(zh|en)\/([a-z-]+)\.(desk|phone|paper)\.webp/g;

/** `{ language, name, size }` of each, once. */
export const named = (top) => {
  const papers = ['README.md', ...filesUnder(top, 'docs')].filter((path) => path.endsWith('.md') && existsSync(`${top}/${path}`));
  const found = new Set(papers.flatMap((path) => [...read(top, path).matchAll(PICTURE)].map((match) => match.slice(1).join())));
  return [...found].sort().map((one) => {
    const [language, name, size] = one.split(',');
    return { language, name, size };
  });
};
