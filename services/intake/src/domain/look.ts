import type { Decider } from '@linli/kernel';

export interface RecordLookedAt {
  readonly type: 'record-looked-at';
  readonly account: string;
  readonly residentIds: readonly string[];
  readonly purpose: string;
}

/** One look at people's records: every look is a fact of its own. */
export const look: Decider<undefined, Omit<RecordLookedAt, 'type'>, RecordLookedAt> = {
  stream: 'look',
  initialState: undefined,
  evolve: () => undefined,
  decide: (seen) => [{ type: 'record-looked-at', ...seen }],
};
