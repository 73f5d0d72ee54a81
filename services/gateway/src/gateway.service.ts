import type { Clock } from '@linli/kernel';
import { defineService, type ServiceDefinition } from '@linli/nest-kit';
import { AccountsController } from './api/accounts.controller.js';
import { LooksController } from './api/looks.controller.js';
import { SignInController } from './api/sign-in.controller.js';
import { ChangePasswordHandler } from './commands/change-password.command.js';
import { ChangeRolesHandler } from './commands/change-roles.command.js';
import { CreateAccountHandler } from './commands/create-account.command.js';
import { EndSessionHandler } from './commands/end-session.command.js';
import { ForgetAccountHandler } from './commands/forget-account.command.js';
import { OpenSessionHandler } from './commands/open-session.command.js';
import { SetPasswordHandler } from './commands/set-password.command.js';
import { UseSessionHandler } from './commands/use-session.command.js';
import { sessionsRunOut } from './reactions/sessions-run-out.js';
import { givePassword } from './sign-in/give-password.js';
import { SignInLimits } from './sign-in/limits.js';
import { argonPasswords, type Passwords } from './sign-in/passwords.js';
import { SafeRequests } from './sign-in/safe-requests.js';
import { PASSWORDS, SETTINGS, SIGN_IN_SETTINGS, type SignInSettings } from './sign-in/settings.js';
import { SignIn } from './sign-in/sign-in.js';
import { AccountDirectory } from './views/account-directory.js';
import { ListAccountsHandler } from './views/accounts.query.js';
import { folds } from './views/folds.js';
import { ListLooksHandler } from './views/looks.query.js';
import { SessionDirectory } from './views/session-directory.js';
import { UserOfHandler } from './views/user.query.js';

const HOUR_MS = 3_600_000;

export interface GatewayOptions {
  readonly clock: Clock;
  readonly passwords?: Passwords;
  readonly settings?: SignInSettings;
}

/** The map of the gateway's own part: accounts, sessions, and who looked at whose record. */
export const gateway = ({ clock, passwords = argonPasswords(), settings = SIGN_IN_SETTINGS }: GatewayOptions): ServiceDefinition => {
  const directory = new AccountDirectory();
  const open = new SessionDirectory(directory, clock, settings.idleHours * HOUR_MS);
  return defineService({
    ...folds,
    prefix: 'auth',
    controllers: [SignInController, AccountsController, LooksController],
    handlers: [
      CreateAccountHandler,
      ChangeRolesHandler,
      SetPasswordHandler,
      ChangePasswordHandler,
      ForgetAccountHandler,
      OpenSessionHandler,
      UseSessionHandler,
      EndSessionHandler,
      UserOfHandler,
      ListAccountsHandler,
      ListLooksHandler,
    ],
    providers: [
      { provide: AccountDirectory, useValue: directory },
      { provide: SessionDirectory, useValue: open },
      { provide: SignInLimits, useValue: new SignInLimits(clock) },
      { provide: PASSWORDS, useValue: passwords },
      { provide: SETTINGS, useValue: settings },
      SafeRequests,
      SignIn,
    ],
    operations: { 'set-password': givePassword },
    publishes: {},
    hears: ['intake', 'pharmacy-run'],
    reactions: [],
    due: [sessionsRunOut],
    lookUps: [directory, open],
  });
};
