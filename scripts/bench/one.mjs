// One group in this process: node scripts/bench/one.mjs <group> <options> <folder>, started by main.mjs.
import { mkdirSync, rmSync } from 'node:fs';

const [group, options, folder] = process.argv.slice(2);
const { default: run } = await import(`./${group}.mjs`);
mkdirSync(folder, { recursive: true });
try {
  await run({
    ...JSON.parse(options),
    folder,
    say: (line) => process.send({ say: line }),
    row: (row) => process.send({ row }),
  });
  // What was said is on its way through a pipe.
  await new Promise((sent) => process.send({ say: 'done' }, sent));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
