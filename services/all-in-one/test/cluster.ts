import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StoredCommit } from '@linli/engine';
import { openMongo } from '@linli/mongo';
import { aFolder, freePort, runProgram } from './house.js';

/** A number that a copy counts, by its name and the labels that it must have. */
export const metricAt = async (port: number, name: string, labels: Readonly<Record<string, string>>): Promise<number> => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`));
  const ours = lines.filter((line) => Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)));
  return ours.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
};

export interface Place {
  readonly service: string;
  readonly copy: number;
  readonly port: number;
  readonly pid: number;
}

export interface ClusterOptions {
  /** Of each service, or `2,intake=4`. */
  readonly copies: number | string;
  readonly demo?: 'small';
  readonly folder?: string;
  readonly kafka?: string;
  readonly mongo?: string;
  readonly prefix?: string;
}

/** A whole cluster on this machine: scripts/cluster.mjs says of what. Every service is a process, or several. */
export class Cluster {
  output = '';
  urls: readonly string[] = [];
  environment: Readonly<Record<string, string>> = {};
  readonly #scratch = aFolder();
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #lines: Interface;
  #asking: Promise<unknown> = Promise.resolve();

  private constructor(args: readonly string[], folder?: string) {
    this.#folder = folder ?? this.#scratch.path;
    this.#process = spawn(process.execPath, [resolve('scripts/cluster.mjs'), '--control', '--data', this.#folder, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#process.stderr!.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    this.#lines = createInterface({ input: this.#process.stdout! });
  }

  /** On servers of its own, unless others are given. */
  static async start({ copies, folder, ...more }: ClusterOptions): Promise<Cluster> {
    const settings = Object.entries({ copies, port: await freePort(), ...more });
    const cluster = new Cluster(
      settings.flatMap(([name, value]) => [`--${name}`, String(value)]),
      folder,
    );
    const ready = await cluster.#next(/^Linli is ready at (.*)$/);
    cluster.urls = ready.split(' ');
    cluster.environment = (await cluster.obey<{ environment: Record<string, string> }>('pids')).environment;
    return cluster;
  }

  /** One of the lines that scripts/cluster.mjs understands. One after the other, as there is one answer to each. */
  obey<Answer = unknown>(line: string): Promise<Answer> {
    const asked = this.#asking.then(async () => {
      const answered = this.#next(/^(done .*|failed .*)$/);
      this.#process.stdin!.write(`${line}\n`);
      const answer = await answered;
      if (answer.startsWith('failed ')) throw new Error(`${line}: ${answer}`);
      return JSON.parse(answer.slice('done '.length)) as Answer;
    });
    this.#asking = asked.catch(() => undefined);
    return asked;
  }

  async places(): Promise<readonly Place[]> {
    return (await this.obey<{ processes: Place[] }>('pids')).processes;
  }

  /** `linli cluster …`, its answer as JSON. */
  async operate<Answer = Record<string, unknown>>(...args: string[]): Promise<{ code: number | null; answer: Answer }> {
    const { code, out, error } = await runProgram('linli.js', ['cluster', ...args, '--json'], '', this.environment);
    if (out === '') throw new Error(`linli cluster ${args.join(' ')} said nothing: ${error}`);
    return { code, answer: JSON.parse(out) as Answer };
  }

  /** What a copy has said up to now, a line each. */
  words(service: string, copy = 1): string[] {
    return readFileSync(join(this.#folder, 'logs', `${service}-${copy}.log`), 'utf8').split('\n');
  }

  /** The log of a service, as it lies in its database. */
  async log(service: string, community: string): Promise<StoredCommit[]> {
    const { log, close } = await openMongo({ uri: this.environment.LINLI_MONGO_URI!, database: `linli-${service}` });
    try {
      return await log.read(community, 0, 1_000_000);
    } finally {
      await close();
    }
  }

  /** Everything has been heard, folded and reacted to; every number, hash and document is as it must be. */
  async expectWhole(): Promise<void> {
    await this.operate('settle');
    const { code, answer } = await this.operate<{ faults: unknown[] }>('verify');
    expect({ code, faults: answer.faults }).toEqual({ code: 0, faults: [] });
  }

  /** Answers the exit code. */
  async stop(): Promise<number | null> {
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGTERM');
      await once(this.#process, 'exit');
    }
    this.#scratch.remove();
    return this.#process.exitCode;
  }

  #next(pattern: RegExp): Promise<string> {
    return new Promise((found, failed) => {
      const over = (): void => failed(new Error(`The cluster ended: ${this.output}`));
      const heard = (line: string): void => {
        const match = pattern.exec(line);
        if (!match) return;
        this.#lines.off('line', heard);
        this.#process.off('exit', over);
        found(match[1]!);
      };
      this.#lines.on('line', heard);
      this.#process.once('exit', over);
    });
  }
}
