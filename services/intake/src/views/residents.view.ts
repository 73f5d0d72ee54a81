import { idOf, view } from '@linli/engine';
import type { Sealed } from '@linli/contracts';
import type { ResidentEvent } from '../domain/resident.events.js';

/** A resident, closed: what stands in clear says nothing about who it is. */
export interface ResidentDoc {
  readonly householdId: string;
  readonly building: string;
  readonly grid?: string;
  readonly record: Sealed;
  readonly version: number;
  readonly registeredAt: string;
  readonly changedAt: string;
  readonly verified?: { readonly at: string; readonly by?: string };
}

export const residents = view<ResidentDoc, ResidentEvent>({
  name: 'residents',
  version: 1,
  fields: { householdId: 'text' },
  indexes: [['householdId']],
  live: { roles: ['clerk'] },
  keys: (event) => (event.subject.startsWith('resident/') ? [idOf(event.subject)] : []),
  project(doc, event) {
    switch (event.type) {
      case 'resident-registered':
      case 'resident-corrected': {
        const { householdId, building, grid, record } = event.data;
        return {
          householdId,
          building,
          ...(grid !== undefined && { grid }),
          record,
          version: event.version,
          registeredAt: doc?.registeredAt ?? event.at,
          changedAt: event.at,
          ...(doc?.verified && { verified: doc.verified }),
        };
      }
      case 'resident-verified':
        return (
          doc && {
            ...doc,
            version: event.version,
            verified: { at: event.occurredAt ?? event.at, ...(event.sender !== undefined && { by: event.sender }) },
          }
        );
      case 'need-opened':
      case 'need-closed':
        return doc && { ...doc, version: event.version };
      case 'resident-forgotten':
        return undefined;
      default:
        return doc;
    }
  },
});
