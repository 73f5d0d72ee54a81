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
