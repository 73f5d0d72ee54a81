import { parse } from 'csv-parse/sync';
import { Refusal } from '@linli/kernel';
import * as XLSX from '@e965/xlsx';

/** A file that cannot be read at all: the sentence says why, and nothing of what stands in it. */
export class LedgerUnreadable extends Error {
  constructor(
    readonly code: 'unsupported-file' | 'broken-file' | 'empty-file' | 'too-many-rows' | 'columns-missing' | 'columns-twice',
    message: string,
  ) {
    super(message);
  }
}

/** For a table that goes in whole or not at all: which of its rows keeps it out, numbered as the sheet numbers them. */
export const wrongRow = (row: number, why: string): never => {
  const message = `Row ${row} ${why}`;
  throw new Refusal('invalid', 'invalid-row', message, { row, errors: [{ path: `rows[${row}]`, code: 'invalid-row', message }] });
};

/** What a table is to whom only its heading is filled in. */
export const nothingBelow = (): LedgerUnreadable => new LedgerUnreadable('empty-file', 'The file holds no rows below its heading.');

/** A number stays one only where the file says so: what Excel has turned into 1.2E+17 must be seen. */
export type Cell = string | number | undefined;

export interface Sheet {
  readonly rows: readonly (readonly Cell[])[];
}

const MOST_ROWS = 50_000;
/** What an .xlsx may unpack to: a file that grows beyond is no ledger. */
const MOST_UNPACKED_BYTES = 300 * 1024 * 1024;

/** Reads the first sheet of an .xlsx, or a .csv in UTF-8 or GB18030. What it is, is told by its bytes, not by its name. */
export const readSheet = (bytes: Uint8Array): Sheet => {
  if (bytes.byteLength === 0) throw new LedgerUnreadable('empty-file', 'The file is empty.');
  const rows = startsWith(bytes, [0x50, 0x4b]) ? xlsxRows(bytes) : csvRows(bytes);
  if (rows.length > MOST_ROWS) throw new LedgerUnreadable('too-many-rows', `The file has more than ${MOST_ROWS} rows: split it.`);
  if (rows.length === 0) throw new LedgerUnreadable('empty-file', 'The file holds no rows.');
  return { rows };
};

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);

const xlsxRows = (bytes: Uint8Array): Cell[][] => {
  if (unpackedBytes(bytes) > MOST_UNPACKED_BYTES)
    throw new LedgerUnreadable('broken-file', 'The file unpacks to far more than a ledger holds.');
  let book: XLSX.WorkBook;
  try {
    book = XLSX.read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: true,
      cellDates: false,
      sheets: 0,
      sheetRows: MOST_ROWS + 2,
    });
  } catch {
    throw new LedgerUnreadable('broken-file', 'This is not an Excel workbook that can be read.');
  }
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (!sheet?.['!data']) throw new LedgerUnreadable('empty-file', 'The workbook holds no rows.');
  const rows = Array.from(sheet['!data'], (row) => Array.from(row ?? [], cellOf));
  for (const { s, e } of sheet['!merges'] ?? []) fillMerged(rows, s, e);
  return rows;
};

const cellOf = (cell: XLSX.CellObject | undefined): Cell => {
  if (!cell || cell.v === undefined || cell.v === null || cell.t === 'e' || cell.t === 'z') return undefined;
  return cell.t === 'n' ? (cell.v as number) : String(cell.v);
};

/** Every cell of a merged piece says what its first one says. */
const fillMerged = (rows: Cell[][], from: { r: number; c: number }, to: { r: number; c: number }): void => {
  const value = rows[from.r]?.[from.c];
  for (let r = from.r; r <= Math.min(to.r, rows.length - 1); r += 1) {
    const row = (rows[r] ??= []);
    for (let c = from.c; c <= Math.min(to.c, 200); c += 1) row[c] = value;
  }
};

/** Sum of the unpacked sizes that the archive's directory names, found without unpacking anything. */
const unpackedBytes = (bytes: Uint8Array): number => {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at + 46 <= bytes.byteLength; at += 1) {
    if (bytes[at] === 0x50 && data.getUint32(at, true) === 0x02014b50) sum += data.getUint32(at + 24, true);
  }
  return sum;
};

const csvRows = (bytes: Uint8Array): Cell[][] => {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new LedgerUnreadable('unsupported-file', 'This is an old .xls or a workbook with a password: save it as .xlsx without one.');
  }
  const text = decode(bytes);
  if (text.includes('\0')) throw new LedgerUnreadable('unsupported-file', 'This is neither an Excel workbook nor a text table.');
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    }) as string[][];
    return rows.map((row) => row.map((cell) => (cell === '' ? undefined : cell)));
  } catch {
    throw new LedgerUnreadable('broken-file', 'The table cannot be read: a quotation mark is opened and never closed.');
  }
};

/** The mark of which some line near the top has the most: above the heading there may stand a title without any. */
const delimiterOf = (text: string): string => {
  const lines = text.split('\n', LINES_LOOKED_AT);
  const most = (mark: string): number => Math.max(...lines.map((line) => line.split(mark).length));
  return [',', '\t', ';'].reduce((best, mark) => (most(mark) > most(best) ? mark : best));
};
const LINES_LOOKED_AT = 10;

/** Excel in China still writes CSV in GBK: what is no UTF-8 is read as its superset. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      throw new LedgerUnreadable('unsupported-file', 'The text is neither UTF-8 nor GB18030.');
    }
  }
};
