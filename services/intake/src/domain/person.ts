import type { CareCategory } from './care-categories.js';

/** What is known of a person. Never in an event but sealed with the person's own key. */
export interface PersonRecord {
  readonly name: string;
  readonly phone?: string;
  readonly idCard?: string;
  readonly address: Address;
  readonly careCategories: readonly CareCategory[];
  readonly medicationPlan: readonly Medication[];
  readonly notes?: string;
}

export interface Address {
  readonly building: string;
  readonly unit: string;
  readonly room: string;
}

export interface Medication {
  readonly medicine: string;
  readonly strength?: string;
  readonly form?: string;
  readonly maker?: string;
  /** Units a day. */
  readonly dailyDose: number;
  readonly unitsLeft: number;
  /** Day of the community on which the units at home were counted. */
  readonly countedOn: string;
}

export const addressText = ({ building, unit, room }: Address): string => `${building}-${unit}-${room}`;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/** An 18-digit ID number with the check digit of GB 11643-1999 and a real date of birth. */
export const isIdCard = (text: string): boolean => {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14))];
  const born = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return CHECKS[sum % 11] === text[17]!.toUpperCase();
};

/** A mobile number, or a landline with or without its area code. Digits and hyphens only: see `plainPhone`. */
export const isPhone = (text: string): boolean =>
  /^1[3-9]\d{9}$/.test(text) || /^0\d{2,3}-?\d{7,8}$/.test(text) || /^[2-8]\d{6,7}$/.test(text);

/** A phone number as people write it, in digits alone: full-width digits, blanks, hyphens within a mobile number and +86 go. */
export const plainPhone = (text: string): string => {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .replace(/^(\+|00)86-?/, '');
  return /^1[\d-]+$/.test(plain) ? plain.replaceAll('-', '') : plain;
};

/** Text to compare and to search by: full-width and upper-case letters, and blanks around, make no difference. */
export const plainText = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Blanks stand between the words of a Latin name, and nowhere in a Chinese one. */
export const plainName = (name: string): string => plainText(name).replace(/\s+(?=[\u3400-\u9fff])/g, '');
