import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { instant } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import type { NeedKind, Urgency } from '@linli/contracts';
import { InjectEngine } from '@linli/nest-kit';
import { NeedSettings } from '../commands/need-settings.js';
import { deadlineOf, type Deadline } from '../domain/deadline.js';

export class ForeseeDeadline {
  constructor(readonly asked: { readonly kind: NeedKind; readonly daysLeft?: number; readonly urgency?: Urgency }) {}
}

/** The rule that will decide, asked beforehand. */
@QueryHandler(ForeseeDeadline)
export class ForeseeDeadlineHandler implements IQueryHandler<ForeseeDeadline> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    private readonly settings: NeedSettings,
  ) {}

  execute({ asked }: ForeseeDeadline): Promise<Deadline> {
    return Promise.resolve(deadlineOf({ ...asked, at: instant(this.engine.ground.clock.now()), runsOutAt: [] }, this.settings.deadlines));
  }
}
