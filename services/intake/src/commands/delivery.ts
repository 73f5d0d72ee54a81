import type { Delivery, Sealed } from '@linli/contracts';
import type { Privacy } from '@linli/privacy';
import { isAt, type KnownNeed, type NeedCommand } from '../domain/need.js';
import type { PersonRecord } from '../domain/person.js';
import type { Place } from '../domain/resident.events.js';
import { canonical } from './person-record.js';

/** What whoever stands at the door must know, and nothing of why: no category, no illness. */
export const deliveryOf = (record: PersonRecord, notes: string | undefined): Delivery => {
  const both = [record.notes, notes].filter((note) => note !== undefined && note !== '').join('\n');
  return {
    name: record.name,
    ...(record.phone !== undefined && { phone: record.phone }),
    address: record.address,
    ...(both !== '' && { notes: both }),
  };
};

/** What to ask of a need so that it goes where its resident is now; nothing where it does already. */
export const redirect = async (
  privacy: Privacy,
  { facts, notes }: KnownNeed,
  { place, record }: { readonly place: Place; readonly record: PersonRecord },
): Promise<NeedCommand | undefined> => {
  const open = async (sealed: Sealed | undefined) => (sealed === undefined ? undefined : privacy.open(facts.residentId, sealed));
  const [said, told] = await Promise.all([open(notes), open(facts.delivery)]);
  const delivery = deliveryOf(record, said as string | undefined);
  if (isAt(place, facts) && canonical(told) === canonical(delivery)) return undefined;
  return { type: 'redirect', place, delivery: await privacy.seal(facts.residentId, delivery) };
};
