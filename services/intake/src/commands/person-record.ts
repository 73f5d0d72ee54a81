import { invalidField } from '@linli/kernel';
import type { Streams } from '@linli/engine';
import type { Privacy } from '@linli/privacy';
import { area, homeKey } from '../domain/area.js';
import { addressText, type Address, type PersonRecord } from '../domain/person.js';
import type { Place } from '../domain/resident.events.js';

/** Fields that change; null takes one away. */
export interface Correction {
  readonly name?: string;
  readonly phone?: string | null;
  readonly idCard?: string | null;
  readonly address?: Address;
  readonly careCategories?: PersonRecord['careCategories'];
  readonly medicationPlan?: PersonRecord['medicationPlan'];
  readonly notes?: string | null;
}

export const correctedRecord = (before: PersonRecord, correction: Correction): PersonRecord => {
  const merged = { ...before, ...Object.fromEntries(Object.entries(correction).filter(([, value]) => value !== undefined)) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as unknown as PersonRecord;
};

/** The same text for the same value, whatever the order of its members. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  ) ?? '';

/** Names of the fields in which two records differ. */
export const changedFields = (before: PersonRecord, after: PersonRecord): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => canonical(before[field as keyof PersonRecord]) !== canonical(after[field as keyof PersonRecord]),
  );

/** The household behind a door: the same id for the same door, and no way back from it without the master key. */
export const householdIdOf = (privacy: Privacy, community: string, address: Address): string =>
  privacy.digest('household', `${community}/${addressText(address)}`).slice(0, 22);

/** Where an address lies; an address outside the area tree is refused. */
export const placeIn = async (streams: Streams, privacy: Privacy, community: string, address: Address): Promise<Place> => {
  const { state } = await streams.peek(area, community);
  const grid = state.homes.get(homeKey(address.building, address.unit, address.room));
  if (grid === undefined) return invalidField('address', 'This address is not in the area tree of the community.');
  return { householdId: householdIdOf(privacy, community, address), building: address.building, ...(grid !== '' && { grid }) };
};
