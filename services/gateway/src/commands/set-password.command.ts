import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Done, type Engine } from '@linli/engine';
import { invalidField } from '@linli/kernel';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { account, type Manager } from '../domain/account.js';
import { passwordProblem } from '../domain/password.js';
import type { Passwords } from '../sign-in/passwords.js';
import { InjectPasswords } from '../sign-in/settings.js';
import { accounts, INSTALLATION } from '../views/accounts.view.js';

/** An administrator or the operator gives somebody a new password. All sessions of the account end. */
export class SetPassword extends Command<{ readonly by: Manager; readonly id: string; readonly password: string }> {}

@CommandHandler(SetPassword)
export class SetPasswordHandler implements ICommandHandler<SetPassword> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
    @InjectPasswords() private readonly passwords: Passwords,
  ) {}

  async execute({ input: { by, id, password }, envelope }: SetPassword): Promise<Done> {
    const problem = passwordProblem(password);
    if (problem !== undefined) invalidField('password', problem);
    const hashed = await this.passwords.hash(password);
    const done = await this.engine.run(envelope, async (streams) => {
      const found = await streams.target(account, id, 'account');
      // Sealed in here: an id that is no account's must not get a key.
      const hash = await this.privacy.seal(id, hashed);
      return { changes: [change(found, account.decide({ type: 'set-password', by, hash }, found.state))] };
    });
    await this.engine.views.reach(accounts, INSTALLATION, done.position);
    return done;
  }
}
