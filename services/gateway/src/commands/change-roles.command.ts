import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Done, type Engine } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { account, type Manager } from '../domain/account.js';
import type { RoleGrant } from '../domain/account.events.js';
import { accounts, INSTALLATION } from '../views/accounts.view.js';

export class ChangeRoles extends Command<{
  readonly by: Manager;
  readonly id: string;
  readonly grant: readonly RoleGrant[];
  readonly end: readonly Pick<RoleGrant, 'role' | 'area'>[];
  readonly volunteerId?: string;
}> {}

@CommandHandler(ChangeRoles)
export class ChangeRolesHandler implements ICommandHandler<ChangeRoles> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  async execute({ input, envelope }: ChangeRoles): Promise<Done> {
    const done = await this.engine.run(envelope, async (streams) => {
      const found = await streams.target(account, input.id, 'account');
      return { changes: [change(found, account.decide({ ...input, type: 'change-roles' }, found.state))] };
    });
    // When it is answered, the role is in force or over.
    await this.engine.views.reach(accounts, INSTALLATION, done.position);
    return done;
  }
}
