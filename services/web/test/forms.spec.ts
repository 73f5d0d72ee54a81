import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Sent by a button alone: nothing was typed that could be lost. */
const BUTTONS = [
  '/api/dispatch/runs/suggest',
  '/api/dispatch/runs/{id}/start',
  '/api/dispatch/shops/{id}/close',
  '/api/dispatch/shops/{id}/reopen',
  '/api/dispatch/tasks/{id}/claim',
  '/api/dispatch/tasks/{id}/release',
  '/api/dispatch/tasks/{id}/reopen',
  '/api/dispatch/volunteers/{id}/off',
  '/api/dispatch/volunteers/{id}/on',
  '/api/dispatch/volunteers/{id}/stand-down',
  '/api/intake/medicines/{id}/retire',
  '/api/intake/needs/{id}/new-code',
  '/api/pharmacy-run/runs/{id}/lines/{lineId}/unavailable',
];

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.spec)\.tsx?$/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));

it('cuts the network in the middle of every form: cut.browser.spec.ts has one for each command that carries what somebody has typed', () => {
  const sent = new Set(
    sources('services/web/src').flatMap((text) =>
      [...text.matchAll(/\buse(?:Held)?(?:Run)?Command\(\s*'([^']+)'/g)].map(([, route]) => route!),
    ),
  );
  const cut = new Set(
    [...readFileSync('services/web/test/cut.browser.spec.ts', 'utf8').matchAll(/^ {4}'(\/api\/[^']+)',|, '(\/api\/[^']+)', '/gm)].map(
      ([, one, other]) => one ?? other!,
    ),
  );
  expect(sent.size).toBeGreaterThan(30);
  expect([...sent].filter((route) => !cut.has(route) && !BUTTONS.includes(route))).toEqual([]);
  expect(BUTTONS.filter((route) => !sent.has(route) || cut.has(route))).toEqual([]);
});
