import { DoneAnswer, PageAnswer, Shown } from '@linli/nest-kit';
import { NameRequest } from './areas.request.js';

export class UnitAnswer {
  @Shown({ type: String }) unit!: string;
  @Shown({ type: [String] }) rooms!: string[];
}

export class BuildingAnswer {
  @Shown({ type: String }) building!: string;
  @Shown({ type: String, required: false }) grid?: string;
  @Shown({ type: [UnitAnswer] }) units!: UnitAnswer[];
}

export class DeadlinesAnswer {
  @Shown({ type: Number }) leadTimeHours!: number;
  @Shown({ type: Number }) lifeCriticalHours!: number;
  @Shown({ type: Number }) urgentHours!: number;
  @Shown({ type: Number }) routineHours!: number;
  @Shown({ type: Number }) criticalWithinHours!: number;
  @Shown({ type: Number }) urgentWithinHours!: number;
}

export class AreaAnswer {
  @Shown({ type: String }) code!: string;
  @Shown({ type: NameRequest }) name!: NameRequest;
  @Shown({ type: String }) timeZone!: string;
  @Shown({ type: DeadlinesAnswer }) deadlines!: DeadlinesAnswer;
  @Shown({ type: 'integer' }) homes!: number;
  @Shown({ type: [BuildingAnswer] }) buildings!: BuildingAnswer[];
}

export class AreasAnswer extends PageAnswer {
  @Shown({ type: [AreaAnswer] }) items!: AreaAnswer[];
}

export class HomesAddedAnswer extends DoneAnswer {
  /** Homes in the file. */
  @Shown({ type: 'integer' }) homes!: number;
}
