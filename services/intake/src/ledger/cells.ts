import { isDay } from '@linli/kernel';
import { CARE_CATEGORIES, type CareCategory } from '../domain/care-categories.js';
import type { Address } from '../domain/person.js';
import type { Cell } from './sheet.js';

/** What is wrong with one cell. Says nothing of what stands in it. */
export class BadCell extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Text as people mean it: full-width letters and digits, and blanks around, are no part of it. */
export const textOf = (cell: Cell): string | undefined => {
  if (cell === undefined) return undefined;
  const text = (typeof cell === 'number' ? String(cell) : cell).normalize('NFKC').trim();
  return text === '' ? undefined : text;
};

/** Names keep their characters: only blanks around and inside go. */
export const nameOf = (cell: Cell): string | undefined => textOf(cell)?.replace(/\s+(?=[\u3400-\u9fff])/g, '');

export const digitsOf = (cell: Cell): string | undefined => textOf(cell)?.replace(/\.0+$/, '');

/** An ID number that went through a number cell has lost its last digits: 15 are all that Excel keeps. */
export const idCardOf = (cell: Cell): string | undefined => {
  if (typeof cell === 'number' || (typeof cell === 'string' && /e\+?\d+$/i.test(cell.trim()))) {
    throw new BadCell(
      'id-card-damaged',
      'The ID number was stored as a number, and its last digits are lost: format the column as text and enter it again.',
    );
  }
  return textOf(cell)
    ?.replaceAll(/[\s'-]/g, '')
    .toUpperCase();
};

export const numberOf = (cell: Cell, most: number): number | undefined => {
  if (cell === undefined) return undefined;
  const text = typeof cell === 'number' ? String(cell) : (textOf(cell) ?? '').replace(/[片粒支袋瓶盒丸ml毫升板]+$/i, '');
  if (text === '') return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0 || value > most) throw new BadCell('invalid-number', `This must be a number from 0 to ${most}.`);
  return value;
};

/** Day 1 of Excel's calendar is 1900-01-01, and it believes in 1900-02-29. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

export const dayOfCell = (cell: Cell): string | undefined => {
  if (typeof cell === 'number' || (typeof cell === 'string' && /^\d{5}$/.test(cell.trim()))) {
    const serial = Number(cell);
    if (serial > 20_000 && serial < 80_000) return new Date(EXCEL_EPOCH + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
    throw new BadCell('invalid-date', 'This is not a date.');
  }
  const text = textOf(cell);
  if (text === undefined) return undefined;
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/.exec(text);
  const day = match ? `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}` : '';
  if (!isDay(day)) throw new BadCell('invalid-date', 'This is not a date such as 2022-11-24.');
  return day;
};

const CATEGORY_BY_NAME = new Map<string, CareCategory>(
  CARE_CATEGORIES.flatMap(({ code, zh, en }) => [
    [code, code],
    [zh, code],
    [en, code],
  ]),
);
const VARIANTS: Readonly<Record<string, CareCategory>> = {
  独居: 'lone-elder',
  独居老年人: 'lone-elder',
  空巢老人: 'lone-elder',
  高龄老人: 'very-old',
  残疾人: 'disabled',
  慢病: 'chronic-illness',
  慢性病患者: 'chronic-illness',
  精神病: 'severe-mental-illness',
  严重精神障碍患者: 'severe-mental-illness',
  精神障碍: 'severe-mental-illness',
  血透: 'dialysis',
  血液透析: 'dialysis',
  肿瘤: 'cancer-treatment',
  癌症: 'cancer-treatment',
  孕妇: 'pregnant-or-new-mother',
  产妇: 'pregnant-or-new-mother',
  婴儿: 'infant',
  婴幼: 'infant',
  困境儿童: 'child-without-carer',
  低保: 'hardship',
  低保户: 'hardship',
  特困: 'hardship',
  困难: 'hardship',
};

export const categoriesOf = (cell: Cell): CareCategory[] => {
  const text = textOf(cell);
  if (text === undefined) return [];
  const names = text
    .split(/[、,，;；/|\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '无');
  return [
    ...new Set(
      names.map((name) => {
        const category = CATEGORY_BY_NAME.get(name.toLowerCase()) ?? VARIANTS[name];
        if (!category) throw new BadCell('unknown-category', 'This is none of the care categories.');
        return category;
      }),
    ),
  ];
};

/** `12栋`, `12号楼`, `3单元`, `402室` without their words. */
export const placePart = (cell: Cell): string | undefined =>
  digitsOf(cell)
    ?.replace(/(号楼|栋|幢|座|楼|单元|室|号|户)+$/, '')
    .trim() || undefined;

const PART = String.raw`(\d+[A-Za-z]?|[A-Za-z]\d*)\s*`;
/** Whatever stands before the building names the place, which everybody knows. */
const ADDRESS = new RegExp(`${PART}(?:-|(?:号楼|栋|幢|座|楼|#)\\s*-?)\\s*${PART}(?:-|(?:单元|#)\\s*-?)\\s*${PART}(?:室|号|户)?$`);

export const addressOf = (cell: Cell): Address | undefined => {
  const text = textOf(cell);
  if (text === undefined) return undefined;
  const match = ADDRESS.exec(text);
  if (!match) throw new BadCell('invalid-address', 'The address must name building, unit and room, such as 12-3-402.');
  return { building: match[1]!, unit: match[2]!, room: match[3]! };
};
