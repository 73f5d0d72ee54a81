import { Inject } from '@nestjs/common';

/** How long people stay signed in. */
export interface SignInSettings {
  /** Without a request. */
  readonly idleHours: number;
  /** However busy. */
  readonly longestHours: number;
}

/** A shift, and a week. */
export const SIGN_IN_SETTINGS: SignInSettings = { idleHours: 12, longestHours: 7 * 24 };

export const PASSWORDS = Symbol('linli passwords');
export const SETTINGS = Symbol('linli sign-in settings');
export const InjectPasswords = (): ParameterDecorator => Inject(PASSWORDS);
export const InjectSettings = (): ParameterDecorator => Inject(SETTINGS);
