import { Shown } from '@linli/nest-kit';

/** A number; below a community also `"<5"`, or null for a cell that would give another away. */
const CELL = { oneOf: [{ type: 'integer' }, { type: 'string', enum: ['<5'] }], nullable: true } as Parameters<typeof Shown>[0];

export class CountsAnswer {
  @Shown(CELL) needsCreated!: number | '<5' | null;
  @Shown(CELL) needsMet!: number | '<5' | null;
  @Shown(CELL) needsConfirmed!: number | '<5' | null;
  @Shown(CELL) needsOpen!: number | '<5' | null;
  @Shown(CELL) needsOverdue!: number | '<5' | null;
  @Shown(CELL) householdsServed!: number | '<5' | null;
  @Shown(CELL) visits!: number | '<5' | null;
  @Shown(CELL) problemsSolved!: number | '<5' | null;
  @Shown(CELL) onDuty!: number | '<5' | null;
}

export class AreaNameAnswer {
  @Shown({ type: String }) zh!: string;
  @Shown({ type: String }) en!: string;
}

export class AreaCountsAnswer {
  @Shown({ type: String }) area!: string;
  @Shown({ type: AreaNameAnswer, required: false }) name?: AreaNameAnswer;
  @Shown({ type: CountsAnswer }) counts!: CountsAnswer;
}

export class TimeToMeetAnswer {
  @Shown({ type: Number, nullable: true }) median!: number | null;
  @Shown({ type: Number, nullable: true }) p90!: number | null;
}

export class CoverageAnswer {
  @Shown({ type: 'integer', nullable: true }) specialCare!: number | null;
  @Shown({ type: 'integer', nullable: true }) reached!: number | null;
}

export class SummaryAnswer {
  @Shown({ type: String }) area!: string;
  /** As the community's or the area's own table has it; a grid has none. */
  @Shown({ type: AreaNameAnswer, required: false }) name?: AreaNameAnswer;
  @Shown({ type: String, format: 'date' }) from!: string;
  @Shown({ type: String, format: 'date' }) to!: string;
  @Shown({ type: String, format: 'date-time' }) asOf!: string;
  /** How far the figures are behind what has happened. */
  @Shown({ type: 'integer' }) lagMs!: number;
  @Shown({ type: CountsAnswer }) counts!: CountsAnswer;
  @Shown({ type: 'object', additionalProperties: { type: 'integer' } }) needsByKind!: Record<string, number>;
  @Shown({ type: TimeToMeetAnswer }) timeToMeetMinutes!: TimeToMeetAnswer;
  @Shown({ type: CoverageAnswer }) coverage!: CoverageAnswer;
  @Shown({ type: [AreaCountsAnswer] }) areas!: AreaCountsAnswer[];
}

export class DayCountsAnswer {
  @Shown({ type: String, format: 'date' }) day!: string;
  @Shown({ type: CountsAnswer }) counts!: CountsAnswer;
}

export class TrendAnswer {
  @Shown({ type: String }) area!: string;
  @Shown({ type: String, format: 'date' }) from!: string;
  @Shown({ type: String, format: 'date' }) to!: string;
  @Shown({ type: String, format: 'date-time' }) asOf!: string;
  @Shown({ type: [DayCountsAnswer] }) days!: DayCountsAnswer[];
}

/** Of a community or an area above it: nothing is hidden. */
export class WholeCountsAnswer {
  @Shown({ type: 'integer' }) needsCreated!: number;
  @Shown({ type: 'integer' }) needsMet!: number;
  @Shown({ type: 'integer' }) needsConfirmed!: number;
  @Shown({ type: 'integer' }) needsOpen!: number;
  @Shown({ type: 'integer' }) needsOverdue!: number;
  @Shown({ type: 'integer' }) householdsServed!: number;
  @Shown({ type: 'integer' }) visits!: number;
  @Shown({ type: 'integer' }) problemsSolved!: number;
  @Shown({ type: 'integer' }) onDuty!: number;
}

export class BulletinAnswer {
  @Shown({ type: String }) area!: string;
  @Shown({ type: AreaNameAnswer }) name!: AreaNameAnswer;
  @Shown({ type: String, format: 'date' }) day!: string;
  @Shown({ type: WholeCountsAnswer }) today!: WholeCountsAnswer;
  @Shown({ type: WholeCountsAnswer }) soFar!: WholeCountsAnswer;
  @Shown({ type: String }) zh!: string;
  @Shown({ type: String }) en!: string;
}
