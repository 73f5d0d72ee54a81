import { GOODS, INCIDENT_REASONS, NEED_KINDS, SHOP_KINDS, URGENCIES } from '@linli/contracts';
import { DoneAnswer, PageAnswer, Shown } from '@linli/nest-kit';

const RUN_STATUSES = ['planned', 'started', 'closed'];
const TASK_STATUSES = ['open', 'assigned', 'started', 'incident', 'completed', 'confirmed', 'failed', 'withdrawn'];

/** What anybody may see of a task before he has claimed it. */
export class TaskAnswer {
  @Shown({ type: String }) taskId!: string;
  @Shown({ type: String, enum: NEED_KINDS }) kind!: string;
  @Shown({ type: String }) building!: string;
  @Shown({ type: String, format: 'date-time' }) deadline!: string;
  @Shown({ type: String, enum: URGENCIES }) urgency!: string;
  @Shown({ type: String, enum: TASK_STATUSES }) status!: string;
  @Shown({ type: String, required: false }) needId?: string;
}

export class TasksAnswer extends PageAnswer {
  @Shown({ type: [TaskAnswer] }) items!: TaskAnswer[];
}

export class BoardCardAnswer extends TaskAnswer {
  @Shown({ type: String }) declare needId: string;
  @Shown({ type: String, required: false }) grid?: string;
  @Shown({ type: String, required: false }) runId?: string;
  /** Who is on the way. */
  @Shown({ type: String, required: false }) runner?: string;
  @Shown({ type: String, enum: INCIDENT_REASONS, required: false }) incident?: string;
  @Shown({ type: 'integer' }) version!: number;
  @Shown({ type: String, format: 'date-time' }) changedAt!: string;
}

const COUNTS = { type: 'object', additionalProperties: { type: 'integer' } } as const;

export class BoardCountsAnswer {
  /** Of what is under way, and of what still must be confirmed. */
  @Shown(COUNTS) byStatus!: Record<string, number>;
  @Shown(COUNTS) byBuilding!: Record<string, number>;
}

export class BoardAnswer extends PageAnswer {
  @Shown({ type: [BoardCardAnswer] }) items!: BoardCardAnswer[];
  @Shown({ type: BoardCountsAnswer }) counts!: BoardCountsAnswer;
}

export class PlannedStopAnswer {
  @Shown({ type: String }) taskId!: string;
  @Shown({ type: 'integer' }) order!: number;
}

export class RunPlannedAnswer extends DoneAnswer {
  @Shown({ type: [PlannedStopAnswer] }) stops!: PlannedStopAnswer[];
}

export class RunStopAnswer {
  @Shown({ type: String }) taskId!: string;
  @Shown({ type: 'integer' }) order!: number;
  @Shown({ type: String, enum: NEED_KINDS, required: false }) kind?: string;
  @Shown({ type: String, required: false }) building?: string;
  @Shown({ type: String, enum: ['waiting', 'delivered', 'failed'] }) status!: string;
}

/** A run as dispatch decides about it; what is bought and whom one meets is told by pharmacy-run. */
export class DispatchedRunAnswer {
  @Shown({ type: String }) id!: string;
  /** For `If-Match` of hand-over, amend and start. */
  @Shown({ type: 'integer' }) version!: number;
  @Shown({ type: String, enum: RUN_STATUSES }) status!: string;
  @Shown({ type: String, required: false }) runner?: string;
  @Shown({ type: [String] }) runners!: string[];
  @Shown({ type: [RunStopAnswer] }) stops!: RunStopAnswer[];
  @Shown({ type: String, format: 'date-time' }) plannedAt!: string;
  /** When it came to stand as it does. */
  @Shown({ type: String, format: 'date-time' }) since!: string;
}

export class DispatchedRunsAnswer extends PageAnswer {
  @Shown({ type: [DispatchedRunAnswer] }) items!: DispatchedRunAnswer[];
}

export class ShopForAnswer {
  @Shown({ type: String }) taskId!: string;
  @Shown({ type: String }) shopId!: string;
}

/** A proposal: its runners, tasks and shops make a run as they stand. */
export class SuggestedRunAnswer {
  @Shown({ type: [String] }) runners!: string[];
  @Shown({ type: String }) runner!: string;
  @Shown({ type: [String] }) tasks!: string[];
  @Shown({ type: [ShopForAnswer] }) shops!: ShopForAnswer[];
}

export class NotPlacedAnswer {
  @Shown({ type: String }) taskId!: string;
  @Shown({ type: String, enum: ['no-volunteer', 'outside-zones', 'all-full', 'not-open'] }) reason!: string;
}

export class SuggestionAnswer {
  @Shown({ type: [SuggestedRunAnswer] }) runs!: SuggestedRunAnswer[];
  @Shown({ type: [NotPlacedAnswer] }) notPlaced!: NotPlacedAnswer[];
}

export class ShopNameAnswer {
  @Shown({ type: String }) zh!: string;
  @Shown({ type: String }) en!: string;
}

export class ShopAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: ShopNameAnswer }) name!: ShopNameAnswer;
  @Shown({ type: String, enum: SHOP_KINDS }) kind!: string;
  @Shown({ type: String }) place!: string;
  @Shown({ type: String, isArray: true, enum: GOODS }) serves!: string[];
  @Shown({ type: [String] }) zones!: string[];
  @Shown({ type: String, enum: ['open', 'closed'] }) status!: string;
  @Shown({ type: 'integer' }) version!: number;
}

export class ShopsAnswer extends PageAnswer {
  @Shown({ type: [ShopAnswer] }) items!: ShopAnswer[];
}

export class SquadOfAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: String }) name!: string;
}

export class VolunteerAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: String }) name!: string;
  @Shown({ type: String, required: false }) phone?: string;
  @Shown({ type: String, enum: ['on', 'off', 'stood-down'] }) status!: string;
  @Shown({ type: String, format: 'date-time' }) since!: string;
  @Shown({ type: [String] }) skills!: string[];
  @Shown({ type: [String] }) zones!: string[];
  @Shown({ type: 'integer', required: false }) maxStops?: number;
  @Shown({ type: 'integer' }) version!: number;
  @Shown({ type: [SquadOfAnswer] }) squads!: SquadOfAnswer[];
}

export class VolunteerTurnedAnswer extends DoneAnswer {
  @Shown({ type: String, enum: ['on', 'off', 'stood-down'] }) status!: string;
}

export class VolunteersAnswer extends PageAnswer {
  @Shown({ type: [VolunteerAnswer] }) items!: VolunteerAnswer[];
}
