import { PageAnswer, Shown } from '@linli/nest-kit';
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

export class AreaAnswer {
  @Shown({ type: String }) code!: string;
  @Shown({ type: NameRequest }) name!: NameRequest;
  @Shown({ type: String }) timeZone!: string;
  @Shown({ type: 'integer' }) homes!: number;
  @Shown({ type: [BuildingAnswer] }) buildings!: BuildingAnswer[];
}

export class AreasAnswer extends PageAnswer {
  @Shown({ type: [AreaAnswer] }) items!: AreaAnswer[];
}
