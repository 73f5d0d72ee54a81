import { idOf, view } from '@linli/engine';
import type { Sealed } from '@linli/contracts';
import type { SquadEvent } from '../domain/squad.js';
import type { VolunteerEvent, VolunteerStatus } from '../domain/volunteer.js';

export interface VolunteerDoc {
  readonly name: Sealed;
  readonly phone: Sealed;
  readonly status: VolunteerStatus;
  readonly since: string;
  readonly skills: readonly string[];
  readonly zones: readonly string[];
  readonly maxStops?: number;
  readonly version: number;
}

export const volunteers = view<VolunteerDoc, VolunteerEvent>({
  name: 'volunteers',
  version: 1,
  fields: { status: 'text' },
  indexes: [['status']],
  live: { roles: ['dispatcher', 'captain'] },
  keys: (event) => (event.subject.startsWith('volunteer/') ? [idOf(event.subject)] : []),
  project(doc, event) {
    switch (event.type) {
      case 'volunteer-joined': {
        const { type: _type, volunteerId: _id, ...facts } = event.data;
        return { ...facts, status: 'off', since: event.at, version: event.version };
      }
      case 'volunteer-corrected': {
        const { type: _type, volunteerId: _id, reason: _why, ...facts } = event.data;
        return doc && { ...facts, status: doc.status, since: doc.since, version: event.version };
      }
      case 'volunteer-went-on':
        return doc && { ...doc, status: 'on', since: event.at, version: event.version };
      case 'volunteer-went-off':
        return doc && { ...doc, status: 'off', since: event.at, version: event.version };
      case 'volunteer-stood-down':
        return doc && { ...doc, status: 'stood-down', since: event.at, version: event.version };
      default:
        return doc;
    }
  },
});

export interface SquadDoc {
  readonly name: string;
  readonly members: readonly string[];
  readonly captain?: string;
}

export const squads = view<SquadDoc, SquadEvent>({
  name: 'squads',
  version: 1,
  fields: {},
  indexes: [],
  keys: (event) => (event.subject.startsWith('squad/') ? [idOf(event.subject)] : []),
  project(doc, event) {
    switch (event.type) {
      case 'squad-formed':
        return { members: [], ...doc, name: event.data.name };
      case 'squad-member-added':
        return doc && { ...doc, members: [...new Set([...doc.members, event.data.volunteerId])] };
      case 'squad-captain-named':
        return doc && { ...doc, captain: event.data.volunteerId };
      default:
        return doc;
    }
  },
});
