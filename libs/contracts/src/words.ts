/** Words shared by all services, spelled as on the wire. */
export const NEED_KINDS = [
  'medicine',
  'groceries',
  'escort',
  'test-kits',
  'visit',
  'repair',
  'counselling',
  'information',
  'other',
] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

export const SUBSTITUTIONS = ['allowed', 'ask-first', 'never'] as const;
export type Substitution = (typeof SUBSTITUTIONS)[number];

export const URGENCIES = ['life-critical', 'urgent', 'routine'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Why a stop failed or a task met an incident. */
export const INCIDENT_REASONS = ['absent', 'sold-out', 'wrong-strength', 'gate-closed', 'refused', 'other'] as const;
export type IncidentReason = (typeof INCIDENT_REASONS)[number];

/** A value that only opens with its person's key: see the privacy library. */
export type Sealed = string;
