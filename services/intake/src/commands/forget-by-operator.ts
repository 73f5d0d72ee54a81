import { randomUUID } from 'node:crypto';
import type { RunningService } from '@linli/nest-kit';
import { Refusal } from '@linli/kernel';
import { ForgetResident } from './resident.commands.js';

/** The operator names a resident; where that is, the logs say. */
export const forgetByOperator = async (
  { engine, commands }: RunningService,
  { person: residentId }: { readonly person: string },
): Promise<object> => {
  for (const { community } of await engine.ground.log.heads()) {
    if ((await engine.ground.log.streamVersion(community, `resident/${residentId}`)) === 0) continue;
    const commandId = randomUUID();
    await commands.execute(new ForgetResident({ residentId }, { community, sender: 'operator', commandId, correlation: commandId }));
    await engine.settled();
    return {};
  }
  throw new Refusal('not-found', 'not-found', `There is no resident ${residentId}.`);
};
