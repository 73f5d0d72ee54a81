import { Flag, IdField, ListOf, ListQuery, Nested, OneOf, Optional, Text, Decimal } from '@linli/nest-kit';
import { NEED_KINDS, SUBSTITUTIONS, URGENCIES, type NeedKind, type Substitution, type Urgency } from '@linli/contracts';

const STATUSES = ['open', 'assigned', 'met', 'confirmed', 'not-met', 'cancelled'];

export class NeedLineRequest {
  @Text({ max: 100 }) item!: string;
  @Optional() @Text({ max: 100 }) strength?: string;
  @Decimal({ min: 0.1, max: 10_000 }) quantity!: number;
  @Text({ max: 20 }) unit!: string;
  @OneOf(SUBSTITUTIONS) substitution!: Substitution;
}

export class RequesterRequest {
  @Optional() @IdField() residentId?: string;
  @Optional() @Text({ max: 100 }) name?: string;
  @Optional() @Text({ max: 40 }) phone?: string;
  @Optional() @Text({ max: 100 }) relation?: string;
}

export class CreateNeedRequest {
  @IdField() residentId!: string;
  @OneOf(NEED_KINDS) kind!: NeedKind;
  @ListOf(() => NeedLineRequest, { max: 50 }) lines!: NeedLineRequest[];
  @Optional() @Decimal({ min: 0, max: 365 }) daysLeft?: number;
  @Optional() @OneOf(URGENCIES) urgency?: Urgency;
  @Optional() @Text({ max: 500 }) urgencyReason?: string;
  @Optional() @Nested(() => RequesterRequest) requester?: RequesterRequest;
  @Optional() @Text({ min: 0, max: 2000 }) notes?: string;
  @Optional() @Flag() evenIfOpen?: boolean;
}

export class DeadlineQuery {
  @OneOf(NEED_KINDS) kind!: NeedKind;
  @Optional() @Decimal({ min: 0, max: 365 }) daysLeft?: number;
  @Optional() @OneOf(URGENCIES) urgency?: Urgency;
}

export class AmendNeedRequest {
  @Optional() @ListOf(() => NeedLineRequest, { max: 50 }) lines?: NeedLineRequest[];
  @Optional() @Decimal({ min: 0, max: 365 }) daysLeft?: number;
  @Optional() @OneOf(URGENCIES) urgency?: Urgency;
  @Optional() @Text({ max: 500 }) urgencyReason?: string;
  @Optional() @Text({ min: 0, max: 2000 }) notes?: string;
}

export class ReasonRequest {
  @Optional() @Text({ max: 500 }) reason?: string;
}

export class NoteRequest {
  @Optional() @Text({ max: 500 }) note?: string;
}

export class NeedsQuery extends ListQuery {
  @Optional() @OneOf(STATUSES) status?: string;
  @Optional() @OneOf(NEED_KINDS) kind?: string;
  @Optional() @Text({ max: 20 }) building?: string;
  @Optional() @IdField() residentId?: string;
}
