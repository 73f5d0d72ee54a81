// The steps that say whether the house is in order, each with its time. All run, so that one look shows all that is wrong.
import { join } from 'node:path';
import { prepare } from './launch.mjs';
import { root } from './root.mjs';
import { node } from './run.mjs';

const bin = (path) => join(root, 'node_modules', path);
const LINT = ['lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '--cache', '--cache-location', bin('.cache/linli/eslint'), '.']];
const OTHERS = [
  [
    'format',
    [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '--cache', '--cache-location', bin('.cache/linli/prettier'), '.'],
  ],
  ['types', [bin('typescript/bin/tsc'), '-b']],
  ['types of the API', [join(root, 'scripts/api-types.mjs'), '--check']],
  ['contracts', [join(root, 'scripts/contracts.mjs'), '--check']],
  ['house', [join(root, 'scripts/house.mjs')]],
];

export const checks = async (kinds) => {
  await prepare();
  const failed = [];
  const all = async (steps) => {
    for (const [name, args] of steps) {
      const begun = Date.now();
      const code = await node(args, { stdio: ['ignore', 'inherit', 'inherit'] });
      console.log(`${code === 0 ? '✓' : '✗'} ${name} · ${((Date.now() - begun) / 1000).toFixed(1)} s`);
      if (code !== 0) failed.push(name);
    }
  };
  // eslint alone takes as long as all the others.
  await Promise.all([all([LINT]), all(OTHERS)]);
  await all([[kinds.join(' and ') + ' tests', [join(root, 'scripts/jest.mjs'), ...kinds]]]);
  if (failed.length === 0) return;
  console.error(`未通过 · Not in order: ${failed.join(', ')}`);
  process.exit(1);
};
