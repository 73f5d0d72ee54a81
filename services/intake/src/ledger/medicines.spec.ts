import * as XLSX from '@e965/xlsx';
import type { Refusal } from '@linli/kernel';
import { medicinesOf } from './medicines.js';

const csv = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const refused = (bytes: Uint8Array): string => {
  try {
    medicinesOf(bytes);
  } catch (error) {
    return (error as Refusal).code;
  }
  return 'taken';
};

describe('a table of medicines', () => {
  it('is known by its columns, in Chinese or English, below a title', () => {
    expect(medicinesOf(csv('社区药品目录,,\n药品名称,规格,单位\n叶酸片,0.4mg,片\n'))).toEqual([
      { name: '叶酸片', strengths: ['0.4mg'], unit: '片' },
    ]);
    expect(medicinesOf(csv('Name,Strength,Form\n叶酸片,0.4mg,片剂\n'))).toEqual([{ name: '叶酸片', strengths: ['0.4mg'], form: '片剂' }]);
  });

  it('has strengths in one cell or in several rows', () =>
    expect(medicinesOf(csv('药品,规格\n氨氯地平片,"2.5mg、5mg"\n氨氯地平片,10mg\n氨氯地平片,5mg\n'))).toEqual([
      { name: '氨氯地平片', strengths: ['2.5mg', '5mg', '10mg'] },
    ]));

  it('may be a workbook', () => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['药名', '规格'], ['叶酸片', '0.4mg'], [], ['银杏叶片']]));
    expect(medicinesOf(new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer))).toEqual([
      { name: '叶酸片', strengths: ['0.4mg'] },
      { name: '银杏叶片', strengths: [] },
    ]);
  });

  it('is taken whole or not at all', () => {
    expect(refused(csv('规格\n5mg\n'))).toBe('columns-missing');
    expect(refused(csv('药品,规格\n叶酸片,0.4mg\n,5mg\n'))).toBe('invalid-row');
    expect(refused(csv(`药品\n${'长'.repeat(101)}\n`))).toBe('invalid-row');
    expect(refused(csv(''))).toBe('empty-file');
    expect(refused(csv('药品,规格\n\n,\n'))).toBe('empty-file');
  });

  it('that is wrong somewhere says in which row, as the sheet counts them', () =>
    expect(() => medicinesOf(csv('社区药品目录\n药品,规格\n\n叶酸片,0.4mg\n,5mg\n'))).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ row: 5 }) }),
    ));
});
