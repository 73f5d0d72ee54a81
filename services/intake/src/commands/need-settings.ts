import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Engine } from '@linli/engine';
import { InjectEngine, InjectPrivacy, runnerNames } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { needs } from '../views/needs.view.js';

/** What the commands of needs are handed beside streams: settings, chance, and who is on the way. */
@Injectable()
export class NeedSettings {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  /** Four digits that nobody can guess from others. */
  newCode(): string {
    return String(randomInt(10_000)).padStart(4, '0');
  }

  /** Beside the members that every problem has, of which `status` is one. */
  async whoIsOnTheWay(community: string, needId: string): Promise<{ needStatus?: string; deadline?: string; runner?: string }> {
    const found = await this.engine.views.get(needs, community, needId);
    if (!found) return {};
    const { status, deadline, runners } = found.doc;
    const runner = await runnerNames(this.privacy, runners);
    return { needStatus: status, deadline, ...(runner !== undefined && { runner }) };
  }
}
