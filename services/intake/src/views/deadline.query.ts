import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { instant } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import type { NeedKind, Urgency } from '@linli/contracts';
import { InjectEngine, type Caller } from '@linli/nest-kit';
import { deadlineOf, type Deadline } from '../domain/deadline.js';
import { areas } from './areas.view.js';

export class ForeseeDeadline {
  constructor(
    readonly asked: { readonly kind: NeedKind; readonly daysLeft?: number; readonly urgency?: Urgency },
    readonly caller: Caller,
  ) {}
}

/** The rule that will decide, asked beforehand. */
@QueryHandler(ForeseeDeadline)
export class ForeseeDeadlineHandler implements IQueryHandler<ForeseeDeadline> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  async execute({ asked, caller: { community } }: ForeseeDeadline): Promise<Deadline> {
    const found = await this.engine.views.get(areas, community, community);
    return deadlineOf({ ...asked, at: instant(this.engine.ground.clock.now()), runsOutAt: [] }, found?.doc.deadlines);
  }
}
