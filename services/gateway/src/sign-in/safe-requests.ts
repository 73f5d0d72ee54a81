import { Inject, Injectable } from '@nestjs/common';
import type { Envelope } from '@linli/engine';
import { PRIVACY } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { INSTALLATION } from '../views/accounts.view.js';
import type { Passwords } from './passwords.js';
import { PASSWORDS } from './settings.js';

/**
 * Beside every commit stands a quick keyed digest of its request. Of a password that would be the weakest link: it is
 * taken out of the text and goes in through the slow hash instead, with a salt that is the same for the same command.
 */
@Injectable()
export class SafeRequests {
  constructor(
    @Inject(PRIVACY) private readonly privacy: Privacy,
    @Inject(PASSWORDS) private readonly passwords: Passwords,
  ) {}

  async of(envelope: Envelope, rest: object, secrets: readonly string[]): Promise<Envelope> {
    const salt = this.privacy.digest('request salt', `${envelope.sender}\n${envelope.commandId}`);
    const line = envelope.request?.split('\n', 1)[0] ?? '';
    return { ...envelope, community: INSTALLATION, request: JSON.stringify([line, rest, await this.passwords.fingerprint(salt, secrets)]) };
  }
}
