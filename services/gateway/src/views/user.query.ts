import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Engine } from '@linli/engine';
import { ENGINE, isInForce, PRIVACY, type Grant } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { AccountDirectory } from './account-directory.js';
import type { AccountDoc } from './accounts.view.js';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Grant[];
  readonly volunteerId?: string;
}

/** What an account may do now: roles whose last day is over do not count. */
export const grantsOf = ({ roles }: AccountDoc, now: number): Grant[] =>
  (roles as readonly Grant[]).filter((grant) => isInForce(grant, now));

export class UserOf {
  constructor(readonly account: string) {}
}

@QueryHandler(UserOf)
export class UserOfHandler implements IQueryHandler<UserOf> {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(PRIVACY) private readonly privacy: Privacy,
    private readonly accounts: AccountDirectory,
  ) {}

  async execute({ account: id }: UserOf): Promise<User> {
    const doc = this.accounts.get(id);
    if (!doc) return { id, name: '', roles: [] };
    const { volunteerId } = doc;
    return {
      id,
      name: (await this.privacy.open<string>(id, doc.name)) ?? '',
      roles: grantsOf(doc, this.engine.ground.clock.now()),
      ...(volunteerId !== undefined && { volunteerId }),
    };
  }
}
