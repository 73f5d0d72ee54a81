import type { components } from '../api/schema';
import { differing } from '../ui/differing';
import { numberIn } from '../ui/number';
import { namesIn } from './names-in';

export type Volunteer = components['schemas']['dispatch_VolunteerAnswer'];

/** What is typed, as it is typed. */
export interface VolunteerDraft {
  readonly name: string;
  readonly phone: string;
  readonly zones: string;
  /** Stops at most; nothing is no limit of his own. */
  readonly most: string;
}

export const emptyVolunteer: VolunteerDraft = { name: '', phone: '', zones: '', most: '' };
export const draftOfVolunteer = ({ name, phone = '', zones, maxStops }: Volunteer, separator: string): VolunteerDraft => ({
  name,
  phone,
  zones: zones.join(separator),
  most: maxStops === undefined ? '' : String(maxStops),
});

const mostIn = ({ most }: VolunteerDraft): number | undefined => {
  const count = numberIn(most, 1, 200);
  return count !== undefined && Number.isInteger(count) ? count : undefined;
};

export const isNoNumber = (draft: VolunteerDraft): boolean => draft.most.trim() !== '' && mostIn(draft) === undefined;
export const isWhole = (draft: VolunteerDraft): boolean => draft.name.trim() !== '' && draft.phone.trim() !== '' && !isNoNumber(draft);

const factsOf = (draft: VolunteerDraft) => ({
  name: draft.name.trim(),
  phone: draft.phone.trim(),
  zones: namesIn(draft.zones),
  maxStops: mostIn(draft) ?? 0,
});

export const additionOf = (draft: VolunteerDraft): components['schemas']['dispatch_AddVolunteerRequest'] => {
  const { maxStops, ...facts } = factsOf(draft);
  return { ...facts, ...(maxStops > 0 && { maxStops }) };
};

export const correctionOf = (before: VolunteerDraft, draft: VolunteerDraft): components['schemas']['dispatch_CorrectVolunteerRequest'] =>
  differing(factsOf(before), factsOf(draft));
