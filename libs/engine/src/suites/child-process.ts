import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const LIBS = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * The sources as plain Node can run them, in a folder of their own: a process that is to be killed must be a real one,
 * and it must run what stands here, not what was built some time ago. `packages`: what these libraries need from outside.
 */
export const builtSources = (libraries: readonly string[], packages: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-built-'));
  for (const library of libraries) {
    const to = join(folder, 'node_modules', '@linli', library);
    for (const file of readdirSync(join(LIBS, library, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.spec.ts') || file.startsWith('suites')) continue;
      const { code } = transformFileSync(join(LIBS, library, 'src', file), {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        swcrc: false,
      });
      const target = join(to, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, code);
    }
    writeFileSync(join(to, 'package.json'), JSON.stringify({ name: `@linli/${library}`, type: 'module', exports: './index.js' }));
  }
  for (const name of packages) symlinkSync(realpathSync(join(LIBS, '..', 'node_modules', name)), join(folder, 'node_modules', name));
  return folder;
};

export interface Child {
  readonly process: ChildProcess;
  /** Each line it has written so far. */
  readonly lines: string[];
  readonly ended: Promise<void>;
}

/** Runs a module in a process of its own, in the folder of `builtSources`. */
export const runChild = (folder: string, source: string, ...args: readonly string[]): Child => {
  const file = join(folder, `child-${process.hrtime.bigint()}.mjs`);
  writeFileSync(file, source);
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const lines: string[] = [];
  const reading = createInterface({ input: child.stdout });
  reading.on('line', (line) => lines.push(line));
  const ended = Promise.all([
    new Promise<void>((resolve) => void child.once('exit', () => resolve())),
    new Promise<void>((resolve) => void reading.once('close', () => resolve())),
  ]).then(() => undefined);
  return { process: child, lines, ended };
};
