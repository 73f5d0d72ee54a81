// node scripts/simulate.mjs [--seeds 1000] [--from 1] [--seed 42] [--broken heard-not-written]
// Lives through worlds, each from its seed, and says which seeds found something. A seed that is run again is the same world.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { root } from './workshop/root.mjs';

const load = () => import(join(root, 'libs/simulation/dist/index.js'));

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '10000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      broken: { type: 'string' },
      workers: { type: 'string' },
    },
  });
  const from = Number(values.seed ?? values.from);
  const count = values.seed === undefined ? Number(values.seeds) : 1;
  const workers = Math.min(count, Number(values.workers ?? availableParallelism()));
  const totals = { worlds: 0, commands: 0, commits: 0, crashes: 0, restores: 0, steps: 0 };
  const failed = [];
  const began = process.hrtime.bigint();
  const seconds = () => Number((process.hrtime.bigint() - began) / 1_000_000_000n);
  let next = from;
  let said = 0;
  const take = (outcome) => {
    totals.worlds += 1;
    for (const key of ['commands', 'commits', 'crashes', 'restores', 'steps']) totals[key] += outcome[key];
    if (outcome.faults.length > 0) {
      failed.push(outcome.seed);
      console.error(
        `seed ${outcome.seed}:\n${outcome.faults
          .slice(0, 8)
          .map((fault) => `  ${fault}`)
          .join('\n')}`,
      );
      console.error(`  again: npm run simulate -- --seed ${outcome.seed}${values.broken ? ` --broken ${values.broken}` : ''}`);
    }
    if (count > 1 && seconds() - said >= 15) {
      said = seconds();
      console.error(`${totals.worlds} of ${count} worlds · ${failed.length} failed · ${said} s`);
    }
    if (count === 1) console.log(JSON.stringify({ ...outcome, faults: outcome.faults.length }));
  };
  await Promise.all(
    Array.from(
      { length: workers },
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL(import.meta.url), {
            workerData: { broken: values.broken ? [values.broken] : [] },
            // Worlds are made of what lives briefly.
            resourceLimits: { maxYoungGenerationSizeMb: 96 },
          });
          const give = () => (next < from + count ? worker.postMessage(next++) : worker.postMessage(undefined));
          worker.on('message', (outcome) => {
            take(outcome);
            give();
          });
          worker.once('error', reject);
          worker.once('exit', resolve);
          give();
        }),
    ),
  );
  console.log(
    `${totals.worlds} worlds (seeds ${from} to ${from + count - 1}) in ${seconds()} s: ${totals.commands} commands answered, ${totals.commits} commits, ` +
      `${totals.crashes} mishaps, ${totals.restores} restores, ${totals.steps} steps. ` +
      (failed.length === 0 ? 'Nothing was found.' : `${failed.length} failed: ${failed.slice(0, 20).join(', ')}`),
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
} else {
  const { simulate } = await load();
  // Calls fail all the time here, and nobody reads where.
  Error.stackTraceLimit = 0;
  parentPort.on('message', async (seed) => {
    if (seed === undefined) return parentPort.close();
    parentPort.postMessage(await simulate(seed, new Set(workerData.broken)));
  });
}
