import { invalidField } from '@linli/kernel';
import type { MedicineFacts } from '../domain/catalogue.js';
import { textOf } from './cells.js';
import { LedgerUnreadable, nothingBelow, readSheet, wrongRow, type Cell } from './sheet.js';

const MOST_MEDICINES = 10_000;
/** The heading stands in one of the first rows: titles may stand above it. */
const HEADING_WITHIN = 10;
const COLUMNS: Readonly<Record<keyof MedicineFacts, readonly string[]>> = {
  name: ['药品', '药品名称', '药名', '名称', '通用名', '通用名称', 'name', 'medicine'],
  strengths: ['规格', 'strength', 'strengths'],
  form: ['剂型', 'form'],
  unit: ['单位', '计量单位', 'unit'],
};
const MOST = { name: 100, strength: 50, strengths: 20, form: 40, unit: 20 };

type Row = readonly Cell[];
const columnOf = (row: Row, field: keyof MedicineFacts): number =>
  row.findIndex((cell) => COLUMNS[field].includes((textOf(cell) ?? '').toLowerCase()));

/** Medicines from a table, all or nothing: a wrong row is told. A medicine may stand in several rows, one for each strength. */
export const medicinesOf = (bytes: Uint8Array): MedicineFacts[] => {
  try {
    return medicinesIn(readSheet(bytes).rows);
  } catch (error) {
    if (error instanceof LedgerUnreadable) return invalidField('file', error.message, error.code);
    throw error;
  }
};

const medicinesIn = (rows: readonly Row[]): MedicineFacts[] => {
  const heading = rows.slice(0, HEADING_WITHIN).findIndex((row) => columnOf(row, 'name') >= 0);
  if (heading < 0) throw new LedgerUnreadable('columns-missing', 'There is no column for the name (药品名称).');
  const at = (row: Row, field: keyof MedicineFacts): string | undefined => textOf(row[columnOf(rows[heading]!, field)]);
  const found = new Map<string, MedicineFacts>();
  for (const [index, row] of rows.slice(heading + 1).entries()) {
    const number = heading + index + 2;
    if (row.every((cell) => textOf(cell) === undefined)) continue;
    const name = at(row, 'name');
    const strengths = (at(row, 'strengths') ?? '')
      .split(/[、,，;；]/)
      .map((strength) => strength.trim())
      .filter((strength) => strength !== '');
    const form = at(row, 'form');
    const unit = at(row, 'unit');
    const fits =
      name !== undefined &&
      name.length <= MOST.name &&
      strengths.every((strength) => strength.length <= MOST.strength) &&
      (form ?? '').length <= MOST.form &&
      (unit ?? '').length <= MOST.unit;
    if (!fits) return wrongRow(number, 'has no name, or something that is too long.');
    const before = found.get(name);
    const all = [...new Set([...(before?.strengths ?? []), ...strengths])];
    if (all.length > MOST.strengths) return wrongRow(number, `makes more than ${MOST.strengths} strengths of one medicine.`);
    found.set(name, { ...before, name, strengths: all, ...(form !== undefined && { form }), ...(unit !== undefined && { unit }) });
    if (found.size > MOST_MEDICINES)
      throw new LedgerUnreadable('too-many-rows', `The file has more than ${MOST_MEDICINES} medicines: split it.`);
  }
  if (found.size === 0) throw nothingBelow();
  return [...found.values()];
};
