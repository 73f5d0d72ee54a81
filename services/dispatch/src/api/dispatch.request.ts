import { Flag, IdField, ListOf, ListOfText, ListQuery, Nested, OneOf, Optional, Text, Whole } from '@linli/nest-kit';
import { GOODS, INCIDENT_REASONS, NEED_KINDS, SHOP_KINDS, type Goods, type IncidentReason, type ShopKind } from '@linli/contracts';

export class AddVolunteerRequest {
  @Text({ max: 100 }) name!: string;
  @Text({ max: 40 }) phone!: string;
  @Optional() @ListOfText({ max: 20, length: 50 }) skills?: string[];
  @Optional() @ListOfText({ max: 50, length: 50 }) zones?: string[];
  @Optional() @Whole({ min: 1, max: 200 }) maxStops?: number;
}

/** What was not right of him, or is no more so; what is not named stays. */
export class CorrectVolunteerRequest {
  @Optional() @Text({ max: 100 }) name?: string;
  @Optional() @Text({ max: 40 }) phone?: string;
  @Optional() @ListOfText({ max: 20, length: 50 }) skills?: string[];
  @Optional() @ListOfText({ max: 50, length: 50 }) zones?: string[];
  /** 0: no limit of his own any more. */
  @Optional() @Whole({ min: 0, max: 200 }) maxStops?: number;
  @Optional() @Text({ max: 500 }) reason?: string;
}

export class FormSquadRequest {
  @Text({ max: 100 }) name!: string;
  @ListOfText({ max: 500 }) members!: string[];
  @Optional() @IdField() captain?: string;
}

export class ShopNameRequest {
  @Text({ max: 100 }) zh!: string;
  @Text({ max: 100 }) en!: string;
}

export class AddShopRequest {
  @Nested(() => ShopNameRequest) name!: ShopNameRequest;
  @OneOf(SHOP_KINDS) kind!: ShopKind;
  /** How to get there. */
  @Text({ max: 200 }) place!: string;
  /** What is to be had there; what is usual for its kind unless said. */
  @Optional() @ListOfText({ min: 1, max: GOODS.length, values: GOODS }) serves?: Goods[];
  /** Grids or buildings to which it is near; none is all. */
  @Optional() @ListOfText({ max: 200, length: 50 }) zones?: string[];
}

/** What was not right. */
export class CorrectShopRequest {
  @Optional() @Nested(() => ShopNameRequest) name?: ShopNameRequest;
  @Optional() @Text({ max: 200 }) place?: string;
  @Optional() @ListOfText({ min: 1, max: GOODS.length, values: GOODS }) serves?: Goods[];
  @Optional() @ListOfText({ max: 200, length: 50 }) zones?: string[];
  @Optional() @Text({ max: 500 }) reason?: string;
}

export class ShopsQuery extends ListQuery {
  @Optional() @OneOf(['open', 'closed']) status?: 'open' | 'closed';
  @Optional() @OneOf(SHOP_KINDS) kind?: ShopKind;
}

export class ShopRequest {
  @IdField() taskId!: string;
  @IdField() shopId!: string;
}

export class PlanRunRequest {
  @ListOfText({ min: 1, max: 2 }) runners!: string[];
  @ListOfText({ min: 1, max: 100 }) tasks!: string[];
  @Optional() @ListOf(() => ShopRequest, { max: 100 }) shops?: ShopRequest[];
  /** The stops in the order of the tasks, as somebody has put them; from building to building unless said. */
  @Optional() @Flag() keepOrder?: boolean;
}

export class RunsQuery extends ListQuery {
  @Optional() @OneOf(['planned', 'started', 'closed']) status?: 'planned' | 'started' | 'closed';
}

export class ReasonRequest {
  @Optional() @Text({ max: 500 }) reason?: string;
}

/** All open tasks and all volunteers on duty, unless said. */
export class SuggestRunsRequest {
  @Optional() @ListOfText({ min: 1, max: 500 }) tasks?: string[];
  @Optional() @ListOfText({ min: 1, max: 500 }) volunteers?: string[];
}

export class HandOverRequest extends ReasonRequest {
  @ListOfText({ min: 1, max: 2 }) to!: string[];
}

export class AmendRunRequest extends ReasonRequest {
  @Optional() @ListOfText({ max: 100 }) add?: string[];
  @Optional() @ListOfText({ max: 100 }) remove?: string[];
  @Optional() @ListOf(() => ShopRequest, { max: 100 }) shops?: ShopRequest[];
}

export class ClaimRequest extends ReasonRequest {
  /** For whom a dispatcher claims. */
  @Optional() @IdField() volunteerId?: string;
}

export class IncidentRequest {
  @OneOf(INCIDENT_REASONS) reason!: IncidentReason;
  @Optional() @Text({ max: 500 }) note?: string;
}

export class CompleteRequest {
  @Optional() @Text({ max: 500 }) note?: string;
}

export class BoardQuery extends ListQuery {
  @Optional() @OneOf(['open', 'assigned', 'started', 'incident', 'completed', 'confirmed', 'failed', 'withdrawn']) status?: string;
  @Optional() @OneOf(NEED_KINDS) kind?: string;
  @Optional() @Text({ max: 20 }) building?: string;
}

export class VolunteersQuery extends ListQuery {
  @Optional() @OneOf(['on', 'off', 'stood-down']) status?: 'on' | 'off' | 'stood-down';
}
