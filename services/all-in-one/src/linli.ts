import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { OperationFailed, SettingsWrong } from '@linli/cluster';
import { clusterCommands } from './cluster/commands.js';
import { moveHouse } from './cluster/move.js';
import { restore } from './operate/backup.js';
import { operate, type Operation } from './operate/operations.js';
import type { Outcome } from './operate/outcomes.js';
import { ask } from './operate/socket.js';
import { Trouble } from './operate/trouble.js';
import { startSystem } from './system.js';

// The operator's commands. They speak to the system that runs on the data folder; where none does, to one started for that alone.

interface Options {
  readonly data: string;
  readonly json?: boolean;
}

const say = (line: string): void => void process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);

const show = (outcome: Outcome, { json }: { readonly json?: boolean }): void => {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const { lines, ...rest } = outcome;
  process.stdout.write(json ? `${JSON.stringify(rest)}\n` : `${lines.join('\n')}\n`);
  process.exitCode = outcome.ok ? 0 : 1;
};

const carryOut = async (operation: Operation, options: Options): Promise<void> => {
  const folder = resolve(options.data);
  if (!existsSync(folder)) throw new Trouble(`There is no data folder ${folder}.`);
  const running = await ask(folder, operation, say);
  if (running) return show(running, options);
  const system = await startSystem({ folder, report: ({ level, message }) => (level === 'error' ? say(message) : undefined) });
  try {
    show(await operate(system, operation, say), options);
  } finally {
    await system.stop();
  }
};

const secret = async (): Promise<string> => {
  if (process.stdin.isTTY) process.stderr.write('New password: ');
  for await (const chunk of process.stdin) {
    const line = String(chunk).split(/\r?\n/, 1)[0]!;
    if (line !== '') return line;
  }
  throw new Trouble('No password came on standard input.');
};

const program = new Command('linli').description('邻里 Linli: the operator’s commands');
const command = (name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .addOption(new Option('--data <folder>', 'the data folder').env('LINLI_DATA').default('./data'))
    .option('--json', 'one line of JSON instead of sentences');

command('verify', 'checks every number and hash, folds every view afresh and compares').action((options: Options) =>
  carryOut({ command: 'verify' }, options),
);
command('rebuild <view>', 'folds a view afresh beside the live one and switches')
  .option('--service <name>', 'where several services have a view of this name')
  .action((view: string, options: Options & { service?: string }) =>
    carryOut({ command: 'rebuild', view, service: options.service }, options),
  );
command('set-aside [action] [id]', 'list, or replay <id>').action(
  (action: string | undefined, id: string | undefined, options: Options) => {
    if (action === 'replay' && id === undefined) throw new Trouble('Say which: set-aside replay <id>.');
    return carryOut({ command: 'set-aside', ...(action === 'replay' && { replay: id }) }, options);
  },
);
command('forget <person>', 'destroys the key of a resident: everything kept of the person goes dark').action(
  (person: string, options: Options) => carryOut({ command: 'forget', person }, options),
);
command('backup <file>', 'copies the logs to a file and the keys to <file>.vault, while the system runs').action(
  (file: string, options: Options) => carryOut({ command: 'backup', file: resolve(file) }, options),
);
command('import <ledger>', 'brings a ledger in')
  .requiredOption('--area <code>', 'the 12 digits of the community')
  .option('--dry-run', 'changes nothing, says what would change')
  .option('--new-addresses', 'adds addresses that are not in the area tree')
  .action((file: string, options: Options & { area: string; dryRun?: boolean; newAddresses?: boolean }) => {
    if (!existsSync(file)) throw new Trouble(`${file} is not there.`);
    return carryOut(
      {
        command: 'import',
        file: resolve(file),
        area: options.area,
        dryRun: options.dryRun === true,
        newAddresses: options.newAddresses === true,
      },
      options,
    );
  });
command('set-password <account>', 'reads a password from standard input; makes the first administrator').action(
  async (account: string, options: Options) => carryOut({ command: 'set-password', account, password: await secret() }, options),
);
command('restore <file>', 'puts a backup in the place of a stopped system’s data; who was forgotten stays forgotten')
  .option('--forgotten <file>', 'ids of the forgotten, one a line')
  .option('--master-key <file>', 'where it is not in the data folder')
  .action(async (file: string, options: Options & { forgotten?: string; masterKey?: string }) => {
    const forgotten = options.forgotten === undefined ? [] : readFileSync(options.forgotten, 'utf8').split(/\s+/).filter(Boolean);
    const done = await restore({ folder: resolve(options.data), file: resolve(file), masterKeyFile: options.masterKey, forgotten }, say);
    show(
      { ok: true, ...done, lines: [`${done.commits} commits are restored.${done.before ? ` What was there is in ${done.before}.` : ''}`] },
      options,
    );
  });

command('move', 'moves a stopped system into the databases of a cluster and closes it here').action(async (options: Options) =>
  show(await moveHouse(resolve(options.data), process.env, say), options),
);
clusterCommands(program, { say, show, secret });

try {
  await program.parseAsync();
} catch (error) {
  const known =
    error instanceof Trouble ||
    error instanceof SettingsWrong ||
    error instanceof OperationFailed ||
    (error instanceof Error && /^(Folder|File|MasterKey|WrongMasterKey|MongoUnusable|Unreachable)/.test(error.constructor.name));
  process.stderr.write(
    `${known ? error.message : `It failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`,
  );
  process.exitCode = error instanceof Trouble || error instanceof SettingsWrong ? error.exitCode : 1;
}
