import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { notFound } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import { InjectEngine, InjectPrivacy, reached, recordLook, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import type { PersonRecord } from '../domain/person.js';
import { residents } from './residents.view.js';

export class GetResident {
  constructor(
    readonly residentId: string,
    readonly atLeast: number | undefined,
    readonly caller: Caller,
  ) {}
}

@QueryHandler(GetResident)
export class GetResidentHandler implements IQueryHandler<GetResident> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ residentId, atLeast, caller }: GetResident) {
    await reached(this.engine, residents, caller.community, atLeast);
    const found = await this.engine.views.get(residents, caller.community, residentId);
    const record = found && (await this.privacy.open<PersonRecord>(residentId, found.doc.record));
    if (!found || !record) return notFound('resident');
    await recordLook(this.engine, caller, [residentId], 'resident');
    const { householdId, grid, version, registeredAt, changedAt, verified } = found.doc;
    return {
      id: residentId,
      version,
      householdId,
      ...(grid !== undefined && { grid }),
      ...record,
      registeredAt,
      changedAt,
      ...(verified && { verified }),
    };
  }
}
