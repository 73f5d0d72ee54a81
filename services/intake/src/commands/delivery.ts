import type { Delivery } from '@linli/contracts';
import type { PersonRecord } from '../domain/person.js';

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
