import type { Publishes } from '@linli/engine';
import type { AreaDefined } from './domain/area.events.js';
import type { NeedAmended, NeedCancelled, NeedConfirmed, NeedCreated, NeedReopened } from './domain/need.events.js';
import type { ResidentForgotten } from './domain/resident.events.js';

/** What leaves intake, and as what. What a clerk wrote down beside a need stays here. */
export const publishes: Publishes = {
  'need-created': {
    as: 'linli.intake.need-created.v1',
    data: ({ enteredAt: _at, deadlineFrom: _from, requester: _requester, notes: _notes, urgencyReason: _reason, ...need }: NeedCreated) =>
      need,
  },
  'need-amended': {
    as: 'linli.intake.need-amended.v1',
    data: ({ deadlineFrom: _from, notes: _notes, urgencyReason: _reason, ...need }: NeedAmended) => need,
  },
  'need-moved': { as: 'linli.intake.need-moved.v1' },
  'need-cancelled': { as: 'linli.intake.need-cancelled.v1', data: ({ reason: _reason, ...need }: NeedCancelled) => need },
  'need-reopened': { as: 'linli.intake.need-reopened.v1', data: ({ reason: _reason, ...need }: NeedReopened) => need },
  'need-confirmed': { as: 'linli.intake.need-confirmed.v1', data: ({ note: _note, ...need }: NeedConfirmed) => need },
  'area-defined': { as: 'linli.intake.area-defined.v1', data: ({ deadlines: _deadlines, ...area }: AreaDefined) => area },
  'residents-counted': { as: 'linli.intake.resident-counted.v1' },
  'resident-forgotten': {
    as: 'linli.intake.resident-forgotten.v1',
    data: ({ needIds: _needs, ...forgotten }: ResidentForgotten) => forgotten,
  },
  'record-looked-at': { as: 'linli.intake.record-looked-at.v1' },
};
