import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Done, type Engine } from '@linli/engine';
import { invalidField } from '@linli/kernel';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { account, type Manager } from '../domain/account.js';
import type { RoleGrant } from '../domain/account.events.js';
import { login } from '../domain/login.js';
import { passwordProblem } from '../domain/password.js';
import { loginDigest as digestOf } from '../sign-in/login-digest.js';
import type { Passwords } from '../sign-in/passwords.js';
import { InjectPasswords } from '../sign-in/settings.js';
import { accounts, INSTALLATION } from '../views/accounts.view.js';

export class CreateAccount extends Command<{
  readonly by: Manager;
  /** The name to sign in with. */
  readonly account: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly RoleGrant[];
  readonly volunteerId?: string;
}> {}

@CommandHandler(CreateAccount)
export class CreateAccountHandler implements ICommandHandler<CreateAccount> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
    @InjectPasswords() private readonly passwords: Passwords,
  ) {}

  async execute({ input, envelope }: CreateAccount): Promise<Done> {
    const problem = passwordProblem(input.password, input.account);
    if (problem !== undefined) invalidField('password', problem);
    const id = this.engine.ground.ids.next();
    const loginDigest = digestOf(this.privacy, input.account);
    const values = [input.account.trim(), input.name.trim(), await this.passwords.hash(input.password)];
    const [sealedLogin, name, hash] = (await this.privacy.sealMany(values.map((value) => ({ person: id, value })))) as [
      string,
      string,
      string,
    ];
    const { by, roles, volunteerId } = input;
    const done = await this.engine.run(envelope, async (streams) => {
      const made = await streams.load(account, id);
      const taken = await streams.load(login, loginDigest);
      const created = account.decide({ type: 'create', by, loginDigest, login: sealedLogin, name, hash, roles, volunteerId }, made.state);
      return { changes: [change(made, created), change(taken, login.decide({ type: 'take', account: id }, taken.state))] };
    });
    // Whoever was told of the account can sign in with it.
    await this.engine.views.reach(accounts, INSTALLATION, done.position);
    return done;
  }
}
