// Adds up what the test runs since `--clear` counted: one line, `N passed, N failed`.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workshop/root.mjs';

const counts = join(root, 'node_modules', '.cache', 'linli', 'tests');

if (process.argv.includes('--clear')) rmSync(counts, { recursive: true, force: true });
else {
  const results = (existsSync(counts) ? readdirSync(counts) : []).map((name) => JSON.parse(readFileSync(join(counts, name), 'utf8')));
  const sum = (...keys) => results.reduce((total, result) => total + keys.reduce((part, key) => part + result[key], 0), 0);
  // A file that does not even load has no tests to count, and is a failure all the same.
  const failed = sum('numFailedTests', 'numRuntimeErrorTestSuites');
  console.log(`${sum('numPassedTests')} passed, ${failed} failed`);
  process.exitCode = failed === 0 && sum('numPassedTests') > 0 ? 0 : 1;
}
