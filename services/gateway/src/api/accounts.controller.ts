import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Envelope } from '@linli/engine';
import { Asked, By, Changes, Creates, ForAnywhere, Refuses, Sent, type Caller } from '@linli/nest-kit';
import { ChangeRoles } from '../commands/change-roles.command.js';
import { CreateAccount } from '../commands/create-account.command.js';
import { SetPassword } from '../commands/set-password.command.js';
import type { Manager } from '../domain/account.js';
import { SafeRequests } from '../sign-in/safe-requests.js';
import { ListAccounts } from '../views/accounts.query.js';
import { INSTALLATION } from '../views/accounts.view.js';
import { AccountsQuery, ChangeRolesRequest, CreateAccountRequest, SetPasswordRequest } from './accounts.request.js';
import { AccountsAnswer } from './answers.js';

/** The route has let in administrators only: what they hold here are the areas they administer. */
const managerOf = ({ account, grants }: Caller): Exclude<Manager, 'operator'> => ({ account, areas: grants.map(({ area }) => area) });

@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly safe: SafeRequests,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ForAnywhere('administrator')
  @Creates()
  @Refuses('account-exists')
  async create(@Body() body: CreateAccountRequest, @By() caller: Caller, @Sent() envelope: Envelope) {
    const { password, ...rest } = body;
    return this.commands.execute(new CreateAccount({ ...body, by: managerOf(caller) }, await this.safe.of(envelope, rest, [password])));
  }

  @Get()
  @ForAnywhere('administrator')
  @ApiOkResponse({ type: AccountsAnswer })
  list(@Asked(AccountsQuery) asked: AccountsQuery, @By() caller: Caller) {
    return this.queries.execute(new ListAccounts(managerOf(caller).areas, asked));
  }

  @Post(':id/roles')
  @ForAnywhere('administrator')
  @Changes()
  @Refuses('own-administration')
  roles(@Param('id') id: string, @Body() body: ChangeRolesRequest, @By() caller: Caller, @Sent() envelope: Envelope) {
    const { roles = [], end = [], volunteerId } = body;
    return this.commands.execute(
      new ChangeRoles({ by: managerOf(caller), id, grant: roles, end, volunteerId }, { ...envelope, community: INSTALLATION }),
    );
  }

  /** For who has forgotten the old one. */
  @Post(':id/password')
  @ForAnywhere('administrator')
  @Changes()
  async password(@Param('id') id: string, @Body() { password }: SetPasswordRequest, @By() caller: Caller, @Sent() envelope: Envelope) {
    return this.commands.execute(new SetPassword({ by: managerOf(caller), id, password }, await this.safe.of(envelope, {}, [password])));
  }
}
