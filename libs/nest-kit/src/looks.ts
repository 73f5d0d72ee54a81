import type { Decider } from '@linli/kernel';
import { change, type Engine } from '@linli/engine';
import type { Caller } from './auth.js';

interface RecordLookedAt {
  readonly type: 'record-looked-at';
  readonly account: string;
  readonly residentIds: readonly string[];
  readonly purpose: string;
}

/** One look at people's records: every look is a fact, and a stream, of its own, so nobody waits for anybody's. */
const look: Decider<undefined, Omit<RecordLookedAt, 'type'>, RecordLookedAt> = {
  stream: 'look',
  initialState: undefined,
  evolve: () => undefined,
  decide: (seen) => [{ type: 'record-looked-at', ...seen }],
};

/**
 * Notes, durably and before the answer goes out, that the caller is shown these people's records. The service publishes
 * it as its `record-looked-at` contract.
 */
export const recordLook = async (
  engine: Engine,
  { community, account }: Caller,
  residentIds: readonly string[],
  purpose: string,
): Promise<void> => {
  if (residentIds.length === 0) return;
  const commandId = engine.ground.ids.next();
  await engine.run({ community, sender: account, commandId, correlation: commandId, commandType: 'record-look' }, async (streams) => {
    const fresh = streams.begin(look, commandId);
    return { changes: [change(fresh, look.decide({ account, residentIds, purpose }, fresh.state))] };
  });
};
