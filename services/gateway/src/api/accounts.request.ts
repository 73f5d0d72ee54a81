import { AreaCode, DayField, IdField, ListOf, OneOf, Optional, ReadQuery, ROLES, Text, Whole } from '@linli/nest-kit';

const LEVELS = [2, 4, 6, 9, 12];

export class RoleRequest {
  @OneOf(ROLES) role!: string;
  @AreaCode(LEVELS) area!: string;
  /** The last day on which it holds. */
  @Optional() @DayField() until?: string;
}

/** A role to end. */
export class EndedRoleRequest {
  @OneOf(ROLES) role!: string;
  @AreaCode(LEVELS) area!: string;
}

export class CreateAccountRequest {
  /** The name to sign in with: without blanks. */
  @Text({ max: 64, pattern: /^\S+$/, example: 'wang.xiaorong' }) account!: string;
  @Text({ max: 100 }) name!: string;
  @Text({ max: 200 }) password!: string;
  @ListOf(() => RoleRequest, { min: 1, max: 50 }) roles!: RoleRequest[];
  /** The volunteer that the account is, for runners. */
  @Optional() @IdField() volunteerId?: string;
}

/** `roles` are granted beside those held (one held for the same area gets the new last day), those in `end` are over at once. */
export class ChangeRolesRequest {
  @Optional() @ListOf(() => RoleRequest, { max: 50 }) roles?: RoleRequest[];
  @Optional() @ListOf(() => EndedRoleRequest, { max: 50 }) end?: EndedRoleRequest[];
  @Optional() @IdField() volunteerId?: string;
}

export class SetPasswordRequest {
  @Text({ max: 200 }) password!: string;
}

export class AccountsQuery extends ReadQuery {
  @Optional() @Whole({ min: 1, max: 200 }) limit?: number;
  @Optional() @IdField() cursor?: string;
}
