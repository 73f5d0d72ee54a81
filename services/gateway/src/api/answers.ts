import { PageAnswer, Shown } from '@linli/nest-kit';

/** What the routes of this service answer, for the OpenAPI document. */
export class RoleAnswer {
  @Shown({ type: String }) role!: string;
  /** Digits of the area and everything below it; none is the whole installation. */
  @Shown({ type: String }) area!: string;
  @Shown({ type: String, format: 'date', required: false }) until?: string;
}

export class UserAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: String }) name!: string;
  @Shown({ type: [RoleAnswer] }) roles!: RoleAnswer[];
  @Shown({ type: String, required: false }) volunteerId?: string;
}

export class MeAnswer {
  @Shown({ type: UserAnswer }) user!: UserAnswer;
}

export class SignedInAnswer extends MeAnswer {
  /** For `Authorization: Bearer`. */
  @Shown({ type: String }) token!: string;
}

export class AccountAnswer extends UserAnswer {
  @Shown({ type: String }) account!: string;
  @Shown({ type: 'integer' }) version!: number;
}

export class AccountsAnswer extends PageAnswer {
  @Shown({ type: [AccountAnswer] }) items!: AccountAnswer[];
}

export class LookAnswer {
  @Shown({ type: String, format: 'date-time' }) at!: string;
  @Shown({ type: String }) account!: string;
  @Shown({ type: String, required: false }) accountName?: string;
  @Shown({ type: String }) resident!: string;
  @Shown({ type: String }) purpose!: string;
  @Shown({ type: String }) service!: string;
}

export class LooksAnswer extends PageAnswer {
  @Shown({ type: [LookAnswer] }) items!: LookAnswer[];
}
