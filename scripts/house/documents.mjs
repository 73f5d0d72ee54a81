// What the papers point at exists.
import { posix } from 'node:path';

const POINTED = /`((?:services|libs|scripts|docs|deploy|\.ci)\/[^`\s<>*…]*)`/g;
const LINKED = /\]\(([^)#\s]+)(?:#[^)]*)?\)/g;

/** Links and paths in a paper that lead nowhere, as `{ path, line, why }`; `exists` is asked for paths from the top. */
export const strays = (path, text, exists) =>
  text.split('\n').flatMap((line, at) => {
    const links = [...line.matchAll(LINKED)].map(([, to]) => to).filter((to) => !/^[a-z]+:/.test(to));
    const targets = [...links.map((to) => posix.join(posix.dirname(path), to)), ...[...line.matchAll(POINTED)].map(([, to]) => to)];
    return targets.filter((to) => !exists(to)).map((to) => ({ path, line: at + 1, why: `there is no ${to}` }));
  });

const PICTURE = /\.(png|jpe?g|webp|gif|svg)$/;

/** Pictures that no paper shows: `texts` are the papers by path. */
export const unseen = (paths, texts) => {
  const shown = new Set(
    [...texts].flatMap(([path, text]) => [...text.matchAll(LINKED)].map(([, to]) => posix.join(posix.dirname(path), to))),
  );
  return paths.filter((path) => PICTURE.test(path) && !shown.has(path)).map((path) => ({ path, why: 'no paper shows this picture' }));
};
