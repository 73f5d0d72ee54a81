import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Engine } from '@linli/engine';
import { ENGINE, page, PRIVACY, type Page } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { isCovered } from '../domain/account.js';
import { AccountDirectory } from './account-directory.js';
import { accounts, INSTALLATION } from './accounts.view.js';
import { grantsOf, type User } from './user.query.js';

const PAGE = 200;

export interface ListedAccount extends User {
  /** The name to sign in with. */
  readonly account: string;
  readonly version: number;
}

/** The accounts that somebody with these areas may manage. */
export class ListAccounts {
  constructor(
    readonly areas: readonly string[],
    readonly asked: { readonly limit?: number; readonly cursor?: string; readonly atLeast?: number },
  ) {}
}

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(PRIVACY) private readonly privacy: Privacy,
    private readonly directory: AccountDirectory,
  ) {}

  async execute({ areas, asked: { limit = PAGE, cursor = '', atLeast } }: ListAccounts): Promise<Page<ListedAccount>> {
    if (atLeast !== undefined) await this.engine.views.reach(accounts, INSTALLATION, atLeast);
    const { clock } = this.engine.ground;
    const mine = this.directory.all().filter(([id, doc]) => id > cursor && doc.areas.every((area) => isCovered(area, areas)));
    const shown = mine.slice(0, limit);
    const opened = await this.privacy.openMany(
      shown.flatMap(([person, { login, name }]) => [
        { person, sealed: login },
        { person, sealed: name },
      ]),
    );
    const items = shown.map(([id, doc], at): ListedAccount => {
      const { volunteerId, version } = doc;
      return {
        id,
        account: (opened[2 * at] as string | undefined) ?? '',
        name: (opened[2 * at + 1] as string | undefined) ?? '',
        roles: grantsOf(doc, clock.now()),
        ...(volunteerId !== undefined && { volunteerId }),
        version,
      };
    });
    return page(items, mine.length > shown.length ? items.at(-1)!.id : undefined, clock);
  }
}
