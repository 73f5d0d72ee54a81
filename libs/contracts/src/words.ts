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

/** Of these something is bought or brought: their lines stand on a shopping list, those of the others never do. */
export const GOODS = ['medicine', 'groceries', 'test-kits', 'other'] as const satisfies readonly NeedKind[];
export type Goods = (typeof GOODS)[number];
export const isGoods = (kind: NeedKind): kind is Goods => (GOODS as readonly NeedKind[]).includes(kind);

export const SHOP_KINDS = ['shop', 'pharmacy', 'hospital'] as const;
export type ShopKind = (typeof SHOP_KINDS)[number];

export const SUBSTITUTIONS = ['allowed', 'ask-first', 'never'] as const;
export type Substitution = (typeof SUBSTITUTIONS)[number];

export const URGENCIES = ['life-critical', 'urgent', 'routine'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Why a stop failed or a task met an incident. */
export const INCIDENT_REASONS = ['absent', 'sold-out', 'wrong-strength', 'gate-closed', 'refused', 'other'] as const;
export type IncidentReason = (typeof INCIDENT_REASONS)[number];

/** A value that only opens with its person's key: see the privacy library. */
export type Sealed = string;
