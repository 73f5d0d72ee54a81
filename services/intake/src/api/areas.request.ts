import { AreaCode, Nested, Optional, Text } from '@linli/nest-kit';

export class NameRequest {
  @Text({ max: 100 }) zh!: string;
  @Text({ max: 100 }) en!: string;
}

export class DefineAreaRequest {
  @AreaCode([2, 4, 6, 9, 12]) code!: string;
  @Nested(() => NameRequest) name!: NameRequest;
  @Optional() @Text({ max: 60, example: 'Asia/Shanghai' }) timeZone?: string;
}
