import { view } from '@linli/engine';
import type { IntakeRecordLookedAtV1, PharmacyRunRecordLookedAtV1 } from '@linli/contracts';
import type { Instant } from '@linli/kernel';

export type LookedAt = IntakeRecordLookedAtV1 | PharmacyRunRecordLookedAtV1;

/** One look of one account at one resident's record. Ids only. */
export interface LookDoc {
  readonly at: Instant;
  readonly account: string;
  readonly resident: string;
  readonly purpose: string;
  /** The service that showed it. */
  readonly service: string;
}

const TYPES: readonly string[] = [
  'linli.intake.record-looked-at.v1',
  'linli.pharmacy-run.record-looked-at.v1',
] satisfies LookedAt['type'][];

/** A page may show many residents: each is a look of its own, numbered within the event. */
export const looks = view<LookDoc, LookedAt>({
  name: 'looks',
  version: 1,
  fields: { at: 'text', account: 'text', resident: 'text' },
  indexes: [['at'], ['resident', 'at', '+account'], ['account', 'at']],
  live: { roles: ['auditor'] },
  keys: ({ id, type, data }) => (TYPES.includes(type) ? data.residentIds.map((_, at) => `${id}#${at}`) : []),
  project: (_, event, id) => ({
    at: event.at,
    account: event.data.account,
    resident: event.data.residentIds[Number(id.slice(id.lastIndexOf('#') + 1))]!,
    purpose: event.data.purpose,
    service: event.source,
  }),
});
