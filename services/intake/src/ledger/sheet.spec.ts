import { utils, write, type WorkBook } from '@e965/xlsx';
import { LedgerUnreadable, readSheet } from './sheet.js';

const workbook = (rows: unknown[][], change: (book: WorkBook) => void = () => undefined): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '台账');
  change(book);
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
};
const text = (csv: string): Uint8Array => new TextEncoder().encode(csv);
/** 姓名,楼栋\n王芳,12\n */
const GB18030 = Uint8Array.from([
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc2, 0xa5, 0xb6, 0xb0, 0x0a, 0xcd, 0xf5, 0xb7, 0xbc, 0x2c, 0x31, 0x32, 0x0a,
]);

const refusal = (bytes: Uint8Array): LedgerUnreadable | undefined => {
  try {
    readSheet(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof LedgerUnreadable) return error;
    throw error;
  }
};

describe('a table in text', () => {
  const rows = [
    ['姓名', '楼栋'],
    ['王芳', '12'],
  ];
  it('is read in UTF-8, with or without its mark', () => {
    expect(readSheet(text('姓名,楼栋\n王芳,12\n')).rows).toEqual(rows);
    expect(readSheet(text('\ufeff姓名,楼栋\r\n王芳,12\r\n')).rows).toEqual(rows);
  });
  it('is read in GB18030', () => expect(readSheet(GB18030).rows).toEqual(rows));
  it.each([';', '\t'])('may be parted by %j', (mark) => expect(readSheet(text(`姓名${mark}楼栋\n王芳${mark}12`)).rows).toEqual(rows));
  it('may have a title above its heading', () =>
    expect(readSheet(text('榕树里社区居民台账\n姓名,楼栋\n王芳,12\n')).rows).toEqual([['榕树里社区居民台账'], ...rows]));
  it('keeps what stands in quotation marks together, and the numbers of its rows', () =>
    expect(readSheet(text('备注,姓名\n"耳背,\n请敲门",王芳\n\n,"李""大""明"\n')).rows).toEqual([
      ['备注', '姓名'],
      ['耳背,\n请敲门', '王芳'],
      [undefined],
      [undefined, '李"大"明'],
    ]));
  it('forgives a quotation mark inside a cell', () =>
    expect(readSheet(text('姓名,备注\n王芳,门宽5"的\n')).rows[1]).toEqual(['王芳', '门宽5"的']));
  it('leaves numbers as text: what a program has made of them must be seen', () =>
    expect(readSheet(text('身份证号\n1.2E+17\n')).rows[1]).toEqual(['1.2E+17']));
});

describe('a workbook', () => {
  it('is known by its bytes and read from its first sheet', () =>
    expect(
      readSheet(
        workbook([
          ['姓名', '楼栋'],
          ['王芳', 12],
        ]),
      ).rows,
    ).toEqual([
      ['姓名', '楼栋'],
      ['王芳', 12],
    ]));
  it('keeps a number a number', () => expect(readSheet(workbook([[110105194912310020]])).rows[0]).toEqual([110105194912310020]));
  it('says in every cell of a merged piece what its first one says', () => {
    const bytes = workbook(
      [
        ['姓名', '药品'],
        ['王芳', '氨氯地平'],
        [null, '二甲双胍'],
        ['李明', null],
      ],
      (book) => (book.Sheets['台账']!['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]),
    );
    expect(readSheet(bytes).rows.map(([name]) => name)).toEqual(['姓名', '王芳', '王芳', '李明']);
  });
  it('has nothing in a cell with an error', () => {
    const bytes = workbook([['姓名', 'x']], (book) => (book.Sheets['台账']!.B1 = { t: 'e', v: 0x2a }));
    expect(readSheet(bytes).rows[0]).toEqual(['姓名', undefined]);
  });
});

describe('what is no ledger is refused as a whole', () => {
  it.each([
    ['nothing at all', new Uint8Array(), 'empty-file'],
    ['an old .xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'unsupported-file'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d]), 'unsupported-file'],
    ['a broken archive', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'broken-file'],
    ['a quotation that never ends', text('姓名,备注\n"王芳,12\n'), 'broken-file'],
    ['text in no encoding we know', Uint8Array.from([0x61, 0xff, 0xff, 0x0a]), 'unsupported-file'],
    ['more rows than a ledger has', text('姓名\n'.repeat(50_001)), 'too-many-rows'],
  ])('%s', (_, bytes, code) => expect(refusal(bytes)?.code).toBe(code));
  it('an archive that unpacks to more than a ledger holds is not unpacked', () => {
    const bytes = workbook([['姓名']]);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 46 <= bytes.byteLength; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x40000000, true);
    expect(refusal(bytes)?.code).toBe('broken-file');
  });
});
