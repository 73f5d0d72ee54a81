import { randomUUID } from 'node:crypto';
import type { RunningService } from '@linli/nest-kit';
import { Refusal } from '@linli/kernel';
import { CreateAccount } from '../commands/create-account.command.js';
import { SetPassword } from '../commands/set-password.command.js';
import { INSTALLATION } from '../views/accounts.view.js';
import { AccountDirectory } from '../views/account-directory.js';
import { loginDigest } from './login-digest.js';

const FIRST = 'administrator';

/** The operator gives somebody a password. The first administrator of an empty house comes into being by it. */
export const givePassword = async (
  { app, privacy, commands }: RunningService,
  { account, password, onlyFirst = false }: { readonly account: string; readonly password: string; readonly onlyFirst?: boolean },
): Promise<object> => {
  if (onlyFirst && app.get(AccountDirectory).all().length > 0)
    throw new Refusal('rule', 'account-exists', 'There are accounts here already: nothing is done.');
  const id = app.get(AccountDirectory).byLogin(loginDigest(privacy, account));
  const commandId = randomUUID();
  const envelope = { community: INSTALLATION, sender: 'operator', commandId, correlation: commandId };
  if (id !== undefined) await commands.execute(new SetPassword({ by: 'operator', id, password }, envelope));
  else if (account === FIRST) {
    const roles = [{ role: FIRST, area: '' }];
    await commands.execute(new CreateAccount({ by: 'operator', account, name: '管理员', password, roles }, envelope));
  } else throw new Refusal('not-found', 'not-found', `There is no account ${account}.`);
  return {};
};
