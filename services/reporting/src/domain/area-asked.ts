import { invalidField, notAllowed, Refusal } from '@linli/kernel';

/** Digits of a province, a city, a district, a sub-district and a community. */
const LEVELS = [2, 4, 6, 9, 12];

/** How many digits the areas just below have; undefined for a community, below which there are grids. */
export const childLevel = (code: string): number | undefined => LEVELS[LEVELS.indexOf(code.length) + 1];

/** The area asked for, as far as what somebody is granted covers it; his only one where he names none. */
export const areaAsked = (asked: string | undefined, granted: readonly string[]): { readonly code: string; readonly grid?: string } => {
  const own = [...new Set(granted)];
  const text = asked ?? (own.length === 1 ? own[0]! : undefined);
  if (text === undefined) throw new Refusal('invalid', 'area-needed', 'You see several areas: add ?area= with the digits of one.');
  const match = /^(\d{2,12})(?:-(.{1,20}))?$/.exec(text);
  const [, code, grid] = match ?? [];
  if (code === undefined || !LEVELS.includes(code.length) || (grid !== undefined && code.length !== 12))
    return invalidField('area', 'An area has 2, 4, 6, 9 or 12 digits, and a grid follows 12 digits and a hyphen.');
  if (!own.some((area) => code.startsWith(area))) return notAllowed('Your account has no role for this area.');
  return { code, ...(grid !== undefined && { grid }) };
};
