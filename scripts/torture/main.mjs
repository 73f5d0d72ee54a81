import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from '../workshop/launch.mjs';
import { killAll } from './house.mjs';

const PARTS = ['kills', 'disk', 'clock', 'fsyncs', 'overload'];
const CYCLES = 200;

export const main = async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      cycles: { type: 'string' },
      cluster: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      only: { type: 'string' },
    },
  });
  const parts = values.only?.split(',') ?? PARTS;
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) {
    console.error(`There is no part ${unknown}: ${PARTS.join(' ')}.`);
    process.exit(2);
  }
  // Whatever ends us ends what we have started: servers and copies are told when this process exits.
  process.once('exit', killAll);
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));
  await prepare();
  let passed = 0;
  let failed = 0;
  const say = (line) => console.log(`  ${line}`);
  const folder = mkdtempSync(join(tmpdir(), 'linli-torture-'));
  /** One thing that must hold; `work` throws when it does not. */
  const check = async (name, work) => {
    const begun = Date.now();
    try {
      await work();
      passed += 1;
      console.log(`✓ ${name} · ${((Date.now() - begun) / 1000).toFixed(1)} s`);
    } catch (error) {
      failed += 1;
      console.log(`✗ ${name}\n${error.stack ?? error}`);
    } finally {
      killAll();
    }
  };
  console.log(`seed ${values.seed}: --seed ${values.seed} does the same again, as far as a computer can`);
  try {
    for (const part of parts) {
      console.log(`\n${part}`);
      const file = part === 'kills' && values.cluster ? 'cluster' : part;
      const { default: torture } = await import(`./${file}.mjs`);
      const cycles = Number(values.cycles ?? CYCLES);
      await torture({ check, say, folder: join(folder, file), cycles, seed: Number(values.seed) });
    }
  } finally {
    killAll();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
};
