import { randomUUID } from 'node:crypto';
import { systemIds } from '@linli/engine';
import { RegisterResident } from '../../../services/intake/dist/commands/resident.commands.js';

export const COMMUNITY = '990101001001';
const AT_ONCE = 64;

export const envelope = (sender = 'bench') => {
  const commandId = randomUUID();
  return { community: COMMUNITY, sender, commandId, correlation: commandId };
};

/** Registers so many residents behind one door and answers their ids. */
export const register = async (intake, count) => {
  const ids = Array.from({ length: count }, () => systemIds.next());
  const waiting = ids.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const residentId of waiting) {
        const record = {
          name: `测试${residentId.slice(-6)}`,
          address: { building: '12', unit: '3', room: '402' },
          careCategories: [],
          medicationPlan: [],
        };
        await intake.commands.execute(new RegisterResident({ residentId, record }, envelope()));
      }
    }),
  );
  await intake.engine.settled();
  return ids;
};
