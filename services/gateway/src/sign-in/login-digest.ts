import type { Privacy } from '@linli/privacy';
import { normalLogin } from '../domain/password.js';

/** How a name to sign in with is found without being written anywhere. */
export const loginDigest = (privacy: Privacy, login: string): string => privacy.digest('login', normalLogin(login));
