import * as XLSX from '@e965/xlsx';
import { COUNTS, type Counts } from '../domain/figures.js';
import { bulletinWorkbook } from './bulletin-workbook.js';

it('a bulletin as a workbook holds every figure as a number, and the sentences as text', () => {
  const counts = (from: number): Counts => Object.fromEntries(COUNTS.map((name, at) => [name, from + at])) as Counts;
  const bytes = bulletinWorkbook({
    name: { zh: '=榕树里', en: 'Banyan Lane' },
    day: '2022-11-24',
    today: counts(1),
    soFar: counts(101),
    zh: '截至…',
    en: 'By …',
  });
  const book = XLSX.read(bytes, { type: 'buffer' });
  expect(book.SheetNames).toEqual(['日报', '文字 Text']);
  const rows = XLSX.utils.sheet_to_json<(string | number)[]>(book.Sheets['日报']!, { header: 1 });
  // What begins like a formula is text all the same.
  expect(rows[0]).toEqual(['=榕树里 · Banyan Lane', '2022-11-24']);
  expect(book.Sheets['日报']!.A1!.f).toBeUndefined();
  expect(rows.slice(3).map(([, today, soFar]) => [today, soFar])).toEqual(COUNTS.map((_, at) => [1 + at, 101 + at]));
  expect(new Set(rows.slice(3).map(([name]) => name)).size).toBe(COUNTS.length);
  expect(XLSX.utils.sheet_to_json(book.Sheets['文字 Text']!, { header: 1 })).toEqual([['截至…'], ['By …']]);
});
