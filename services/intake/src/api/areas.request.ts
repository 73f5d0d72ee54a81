import { AreaCode, Decimal, Nested, Optional, Text } from '@linli/nest-kit';

export class NameRequest {
  @Text({ max: 100 }) zh!: string;
  @Text({ max: 100 }) en!: string;
}

/** Hours; what is left out stays as it is. */
export class DeadlinesRequest {
  @Optional() @Decimal({ max: 240 }) leadTimeHours?: number;
  @Optional() @Decimal({ max: 240 }) lifeCriticalHours?: number;
  @Optional() @Decimal({ max: 240 }) urgentHours?: number;
  @Optional() @Decimal({ max: 240 }) routineHours?: number;
  @Optional() @Decimal({ max: 240 }) criticalWithinHours?: number;
  @Optional() @Decimal({ max: 240 }) urgentWithinHours?: number;
}

export class DefineAreaRequest {
  @AreaCode([2, 4, 6, 9, 12]) code!: string;
  @Nested(() => NameRequest) name!: NameRequest;
  @Optional() @Text({ max: 60, example: 'Asia/Shanghai' }) timeZone?: string;
  @Optional() @Nested(() => DeadlinesRequest) deadlines?: DeadlinesRequest;
}
