import type { Command } from 'commander';
import type { SetAside, Verified } from '@linli/engine';
import { declareTopics, makeKeys, operatorOf, SERVICES, type Operator, type ServiceName } from '@linli/cluster';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/accounts.js';
import { loadDemoOverHttp } from '../demo/load-over-http.js';
import { showSetAside, showVerified, type Outcome } from '../operate/outcomes.js';
import { Trouble } from '../operate/trouble.js';

export interface Saying {
  readonly say: (line: string) => void;
  readonly show: (outcome: Outcome, options: { readonly json?: boolean }) => void;
  /** A password from standard input. */
  readonly secret: () => Promise<string>;
}

interface Options {
  readonly json?: boolean;
}

/** `linli cluster …`: the same questions to the services of a running cluster. Where they are, its settings say. */
export const clusterCommands = (program: Command, { say, show, secret }: Saying): void => {
  const cluster = program.command('cluster').description('the same for a cluster, found by the settings of its services');
  const command = (name: string, description: string): Command =>
    cluster.command(name).description(description).option('--json', 'one line of JSON instead of sentences');
  const asking = async (options: Options, work: (operator: Operator) => Promise<Outcome>): Promise<void> => {
    const operator = operatorOf(process.env);
    try {
      show(await work(operator), options);
    } finally {
      operator.close();
    }
  };

  command('keys <folder>', 'makes the keys of a new installation').action((folder: string, options: Options) => {
    const made = makeKeys(folder);
    show({ ok: true, made, lines: made.length > 0 ? made.map((file) => `${file} is made.`) : ['All keys are there already.'] }, options);
  });
  command('topics', 'makes the topics, or brings them to what is declared').action(async (options: Options) => {
    const lines: string[] = [];
    await declareTopics(process.env, ({ message, topic }) => lines.push([message, topic].filter(Boolean).join(': ')));
    show({ ok: true, lines: lines.length > 0 ? lines : ['The topics are as they are declared.'] }, options);
  });
  command('verify', 'checks every number and hash, folds every view afresh and compares').action((options: Options) =>
    asking(options, async (operator) => {
      const found: ({ service: string } & Verified)[] = [];
      for (const service of SERVICES) found.push({ service, ...(await operator.ask<Verified>(service, { operation: 'verify' }, say)) });
      return showVerified(found);
    }),
  );
  command('settle', 'waits until all that was decided has been heard, folded and reacted to').action((options: Options) =>
    asking(options, async (operator) => {
      // What one service reacts to may be news to another: twice round is the longest way of a need.
      for (const service of [...SERVICES, ...SERVICES]) await operator.ask(service, { operation: 'settle' });
      return { ok: true, lines: ['Everything is where it belongs.'] };
    }),
  );
  command('rebuild <view>', 'folds a view afresh beside the live one and switches')
    .requiredOption('--service <name>', 'whose view')
    .action((view: string, options: Options & { service: string }) =>
      asking(options, async (operator) => {
        const service = serviceOf(options.service);
        await operator.ask(service, { operation: 'rebuild', view }, say);
        return { ok: true, lines: [`${view} of ${service} is folded afresh.`] };
      }),
    );
  command('set-aside [action] [id]', 'list, or replay <id>').action(
    (action: string | undefined, id: string | undefined, options: Options) =>
      asking(options, async (operator) => {
        const items = (
          await Promise.all(
            SERVICES.map(async (service) =>
              (await operator.ask<SetAside[]>(service, { operation: 'list-set-aside' })).map((entry) => ({ service, ...entry })),
            ),
          )
        ).flat();
        if (action !== 'replay') return showSetAside(items);
        const item = items.find((one) => one.id === id);
        if (!item) throw new Trouble(id === undefined ? 'Say which: set-aside replay <id>.' : `Nothing is set aside under ${id}.`);
        await operator.ask(item.service, { operation: 'replay', id: item.id });
        return { ok: true, lines: [`${item.id} is done.`] };
      }),
  );
  command('forget <person>', 'destroys the key of a resident: everything kept of the person goes dark').action(
    (person: string, options: Options) =>
      asking(options, async (operator) => {
        await operator.ask('intake', { operation: 'own', name: 'forget', input: { person } });
        return { ok: true, lines: [`${person} is forgotten: the key is destroyed.`] };
      }),
  );
  command('set-password <account>', 'reads a password from standard input; makes the first administrator').action(
    async (account: string, options: Options) => {
      const password = await secret();
      await asking(options, async (operator) => {
        await operator.ask('gateway', { operation: 'own', name: 'set-password', input: { account, password } });
        return { ok: true, lines: [`${account} has a new password.`] };
      });
    },
  );
  command('demo <url>', 'fills an empty cluster with the demo neighbourhood, through its public address')
    .option('--small', 'sixty households instead of six thousand')
    .action((url: string, options: Options & { small?: boolean }) =>
      asking(options, async (operator) => {
        // Its passwords are known: nobody who is there already gets one.
        const input = { account: 'administrator', password: DEMO_PASSWORD, onlyFirst: true };
        await operator.ask('gateway', { operation: 'own', name: 'set-password', input });
        await loadDemoOverHttp(url.replace(/\/$/, ''), options.small ? 'small' : 'full', say);
        const accounts = DEMO_ACCOUNTS.map(({ account }) => account).join(' ');
        return { ok: true, lines: [`演示账号 · demo accounts: ${accounts} · 密码 password: ${DEMO_PASSWORD}`] };
      }),
    );
};

const serviceOf = (name: string): ServiceName => {
  const service = SERVICES.find((one) => one === name);
  if (!service) throw new Trouble(`There is no service ${name}: ${SERVICES.join(', ')}.`);
  return service;
};
