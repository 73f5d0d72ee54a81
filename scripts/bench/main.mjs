// Runs the groups one after the other, each in a process of its own: what one has warmed or left on the heap must not help another.
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from '../workshop/launch.mjs';
import { root } from '../workshop/root.mjs';
import { table } from './table.mjs';

export const GROUPS = ['appends', 'peer', 'folds', 'posts', 'live', 'search', 'starts', 'bytes', 'board'];
/** Needs the two servers of a cluster, so it is run when it is asked for. */
export const APART = ['wire'];
const OUT = join(root, 'node_modules', '.cache', 'linli', 'bench.json');
/** Fewer are too few for a median on a machine that others use too. */
const PAIRS = { whole: 11, quick: 3 };

const say = (line) => process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
const load = () => loadavg()[0].toFixed(1);

const runGroup = (group, options, folder) =>
  new Promise((resolve) => {
    const rows = [];
    const child = fork(join(root, 'scripts/bench/one.mjs'), [group, JSON.stringify(options), folder], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--expose-gc'],
    });
    child.on('message', (message) => (message.row ? rows.push({ group, ...message.row }) : say(`${group}: ${message.say}`)));
    child.once('exit', (code) =>
      resolve(code === 0 ? rows : [...rows, { group, name: 'did not run to its end', failed: `it ended with ${code}`, missed: true }]),
    );
  });

export const main = async (args) => {
  const { values } = parseArgs({ args, options: { quick: { type: 'boolean' }, only: { type: 'string' }, pairs: { type: 'string' } } });
  const groups = values.only?.split(',') ?? GROUPS;
  const unknown = groups.find((group) => ![...GROUPS, ...APART].includes(group));
  if (unknown !== undefined) {
    console.error(`There is no group ${unknown}: ${[...GROUPS, ...APART].join(' ')}.`);
    process.exit(2);
  }
  await prepare();
  const quick = values.quick === true;
  const options = { quick, pairs: Number(values.pairs ?? (quick ? PAIRS.quick : PAIRS.whole)) };
  const begun = Date.now();
  const machine = { cores: cpus().length, cpu: cpus()[0].model, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version };
  const loadBefore = load();
  const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'));
  const rows = [];
  try {
    for (const [at, group] of groups.entries()) {
      say(`${at + 1}/${groups.length} ${group} · ${Math.round((Date.now() - begun) / 1000)} s so far, load ${load()}`);
      rows.push(...(await runGroup(group, options, join(folder, group))));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const seconds = Math.round((Date.now() - begun) / 1000);
  const said = `${machine.cores} cores (${machine.cpu}), Node ${machine.node}, load ${loadBefore} before and ${load()} after, ${options.pairs} pairs a row, ${seconds} s`;
  if (process.stderr.isTTY) say('');
  console.log(table(rows));
  console.log(`\n${said}`);
  mkdirSync(join(OUT, '..'), { recursive: true });
  writeFileSync(
    OUT,
    `${JSON.stringify({ at: new Date(begun).toISOString(), machine, loadBefore, loadAfter: load(), ...options, seconds, rows }, undefined, 2)}\n`,
  );
  console.log(`Everything measured is in ${OUT.slice(root.length)}.`);
  // A goal missed is told, not failed: what fails is a row that could not run.
  process.exitCode = rows.some(({ failed }) => failed) ? 1 : 0;
};
