import { chmodSync, existsSync, unlinkSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import type { System } from '../system.js';
import { operate, type Operation } from './operations.js';
import type { Outcome } from './outcomes.js';
import { socketOf } from './socket-path.js';
import { Trouble, type Progress } from './trouble.js';

type Line = { readonly progress: string } | { readonly outcome: Outcome } | { readonly trouble: string };

/** Lets the owner of the data folder, and nobody else, ask a running system: one line of JSON there, several back. */
export const openSocket = async (system: System): Promise<() => Promise<void>> => {
  const path = socketOf(system.folder);
  // Left by a process that was killed: the folder's lock is ours, so nobody listens on it.
  const isFile = process.platform !== 'win32';
  if (isFile && existsSync(path)) unlinkSync(path);
  const server: Server = createServer((connection) => {
    connection.on('error', () => connection.destroy());
    const say = (line: Line): void => void (connection.writable && connection.write(`${JSON.stringify(line)}\n`));
    createInterface({ input: connection }).once('line', (text) => {
      void (async () => {
        try {
          say({ outcome: await operate(system, JSON.parse(text) as Operation, (progress) => say({ progress })) });
        } catch (error) {
          say({
            trouble: error instanceof Trouble ? error.message : `It failed: ${error instanceof Error ? error.message : String(error)}`,
          });
        }
        connection.end();
      })();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  if (isFile) chmodSync(path, 0o600);
  return () => new Promise((resolve) => server.close(() => resolve()));
};

/** Asks the system that runs on this folder; undefined when none does. */
export const ask = (folder: string, operation: Operation, progress: Progress): Promise<Outcome | undefined> =>
  new Promise((resolve, reject) => {
    const connection = createConnection(socketOf(folder));
    connection.once('error', () => resolve(undefined));
    connection.once('connect', () => connection.write(`${JSON.stringify(operation)}\n`));
    const lines = createInterface({ input: connection });
    lines.on('line', (text) => {
      const line = JSON.parse(text) as Line;
      if ('progress' in line) progress(line.progress);
      else if ('outcome' in line) resolve(line.outcome);
      else reject(new Trouble(line.trouble));
    });
    lines.on('close', () => reject(new Trouble('The system went away before it had answered.')));
    lines.on('error', () => undefined);
  });
