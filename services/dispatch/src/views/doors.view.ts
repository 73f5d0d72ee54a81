import { view } from '@linli/engine';
import type { NeedAmendedV1, NeedCancelledV1, NeedCreatedV1, NeedMovedV1, NeedReopenedV1, Sealed } from '@linli/contracts';

/** Behind which door a need waits; sealed with the resident's key, and opened only to put doors in order. */
export interface DoorDoc {
  readonly residentId: string;
  readonly delivery: Sealed;
}

type Heard = NeedCreatedV1 | NeedReopenedV1 | NeedAmendedV1 | NeedMovedV1 | NeedCancelledV1;
const TYPES: readonly string[] = [
  'linli.intake.need-created.v1',
  'linli.intake.need-reopened.v1',
  'linli.intake.need-amended.v1',
  'linli.intake.need-moved.v1',
  'linli.intake.need-cancelled.v1',
] satisfies Heard['type'][];

export const doors = view<DoorDoc, Heard>({
  name: 'doors',
  version: 2,
  fields: {},
  indexes: [],
  keys: ({ type, data }) => (TYPES.includes(type) ? [data.needId] : []),
  project(door, { data }) {
    if (data.type === 'linli.intake.need-cancelled.v1') return undefined;
    return data.delivery === undefined ? door : { residentId: data.residentId, delivery: data.delivery };
  },
});
