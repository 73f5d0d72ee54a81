import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Done, type Engine } from '@linli/engine';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { account } from '../domain/account.js';
import { login } from '../domain/login.js';
import { accounts, INSTALLATION } from '../views/accounts.view.js';

/** An account is a person too: its key goes, its name to sign in with is free again, its sessions are over. */
export class ForgetAccount extends Command<{ readonly id: string }> {}

@CommandHandler(ForgetAccount)
export class ForgetAccountHandler implements ICommandHandler<ForgetAccount> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ input: { id }, envelope }: ForgetAccount): Promise<Done> {
    const done = await this.engine.run(envelope, async (streams) => {
      const found = await streams.target(account, id, 'account');
      const forgotten = account.decide({ type: 'forget' }, found.state);
      if (forgotten.length === 0) return { changes: [change(found, [])] };
      const name = await streams.load(login, found.state.loginDigest);
      return { changes: [change(found, forgotten), change(name, login.decide({ type: 'free' }, name.state))] };
    });
    // After the commit, and again when the command is sent again: a crash in between is mended by repeating it.
    await this.privacy.forget([id]);
    await this.engine.views.reach(accounts, INSTALLATION, done.position);
    return done;
  }
}
