import { Text } from '@linli/nest-kit';

export class SignInRequest {
  /** The name of the account. */
  @Text({ max: 64, example: 'clerk' }) account!: string;
  @Text({ max: 200 }) password!: string;
}

export class ChangePasswordRequest {
  @Text({ max: 200 }) old!: string;
  @Text({ max: 200 }) new!: string;
}
