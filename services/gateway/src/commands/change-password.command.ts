import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Done, type Engine } from '@linli/engine';
import { invalidField } from '@linli/kernel';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { account } from '../domain/account.js';
import { passwordProblem } from '../domain/password.js';
import type { Passwords } from '../sign-in/passwords.js';
import { InjectPasswords } from '../sign-in/settings.js';
import { accounts, INSTALLATION } from '../views/accounts.view.js';

/** Somebody changes his own password: his other sessions end. */
export class ChangePassword extends Command<{
  readonly id: string;
  readonly session: string;
  readonly old: string;
  readonly new: string;
}> {}

@CommandHandler(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
    @InjectPasswords() private readonly passwords: Passwords,
  ) {}

  async execute({ input, envelope }: ChangePassword): Promise<Done> {
    const problem = passwordProblem(input.new);
    if (problem !== undefined) invalidField('new', problem);
    const { id, session } = input;
    const hash = await this.privacy.seal(id, await this.passwords.hash(input.new));
    const done = await this.engine.run(envelope, async (streams) => {
      const found = await streams.target(account, id, 'account');
      // Held against the password in here and not before: the same command sent again must get its first answer,
      // although the old password is no longer the one it was.
      const known = await this.privacy.open<string>(id, found.state.hash);
      const oldIsRight = await this.passwords.matches(known, input.old);
      return { changes: [change(found, account.decide({ type: 'change-password', oldIsRight, hash, session }, found.state))] };
    });
    await this.engine.views.reach(accounts, INSTALLATION, done.position);
    return done;
  }
}
