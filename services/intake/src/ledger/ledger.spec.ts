import { readLedger, type Ledger } from './ledger.js';

const HEADING = '姓名,联系电话,身份证号,楼栋,单元,房号,类别,药品,规格,每日用量,剩余数量,清点日期,备注';
const ledgerOf = (...rows: string[]): Ledger => readLedger(new TextEncoder().encode([HEADING, ...rows].join('\n')));
const errorsOf = (...rows: string[]): string[] => ledgerOf(...rows).errors.map(({ row, column, code }) => `${row} ${column} ${code}`);
const ID_1 = '990101199001010019';
const ID_2 = '990101195202290020';

it('a row is a person', () =>
  expect(ledgerOf(`王芳,138 0013 8000,${ID_1},12栋,3单元,402室,独居老人、高龄,氨氯地平片,5mg,1,20片,2022/11/20,耳背`)).toEqual({
    rows: 1,
    persons: [
      {
        rows: [2],
        name: '王芳',
        phone: '13800138000',
        idCard: ID_1,
        address: { building: '12', unit: '3', room: '402' },
        careCategories: ['lone-elder', 'very-old'],
        medicationPlan: [{ medicine: '氨氯地平片', strength: '5mg', dailyDose: 1, unitsLeft: 20, countedOn: '2022-11-20' }],
        notes: '耳背',
      },
    ],
    errors: [],
    ignoredColumns: [],
    matchedColumns: expect.arrayContaining([{ heading: '姓名', column: 'name' }]),
  }));
it('who has no phone, no ID number, no category and no medicine is a person too', () =>
  expect(ledgerOf('王芳,,,12,3,402').persons).toEqual([
    { rows: [2], name: '王芳', address: { building: '12', unit: '3', room: '402' }, careCategories: [], medicationPlan: [] },
  ]));

describe('further rows of one person', () => {
  it('add medicines when they leave the name empty', () => {
    const { rows, persons } = ledgerOf('王芳,13800138000,,12,3,402,,氨氯地平片,5mg,1,20', ',,,,,,,二甲双胍片,0.5g,2,60', '李明,,,12,3,403');
    expect(rows).toBe(3);
    expect(persons.map(({ name, rows: at, medicationPlan }) => [name, at, medicationPlan.map(({ medicine }) => medicine)])).toEqual([
      ['王芳', [2, 3], ['氨氯地平片', '二甲双胍片']],
      ['李明', [4], []],
    ]);
  });
  it.each([
    ['the same ID number', `王芳,13800138000,${ID_1},12,3,402`, `王芳,13900139000,${ID_1},3,1,101`],
    ['the same name and phone', '王芳,13800138000,,12,3,402', '王芳,138-0013-8000,,3,1,101'],
    ['the same name behind the same door', '王芳,,,12,3,402', '王芳,13800138000,,12栋,3,402'],
  ])('are those of %s', (_, first, second) => expect(ledgerOf(first, second).persons.map(({ rows }) => rows)).toEqual([[2, 3]]));
  it('are not those of a namesake', () => {
    expect(ledgerOf('王芳,,,12,3,402', '王芳,,,12,3,403').persons).toHaveLength(2);
    expect(ledgerOf('王芳,13800138000,,12,3,402', '王芳,13900139000,,3,1,101').persons).toHaveLength(2);
  });
  it('are not those of somebody with another ID number, however much alike the rest is', () =>
    expect(ledgerOf(`王芳,13800138000,${ID_1},12,3,402`, `王芳,13800138000,${ID_2},12,3,402`).persons.map(({ idCard }) => idCard)).toEqual([
      ID_1,
      ID_2,
    ]));
  it('add categories and what was not known, and of one medicine the last row counts', () => {
    const { persons } = ledgerOf(
      '王芳,13800138000,,12,3,402,高龄,氨氯地平片,5mg,1,20,2022-11-01',
      `王芳,13800138000,${ID_1},12,3,402,独居老人,氨氯地平片,5mg,1,10,2022-11-20,耳背`,
    );
    expect(persons).toHaveLength(1);
    expect(persons[0]).toMatchObject({
      idCard: ID_1,
      careCategories: ['very-old', 'lone-elder'],
      medicationPlan: [{ medicine: '氨氯地平片', strength: '5mg', dailyDose: 1, unitsLeft: 10, countedOn: '2022-11-20' }],
      notes: '耳背',
    });
  });
});

describe('a wrong row is told by row, column and code, and the others go in', () => {
  it.each([
    ['a phone that is none', '王芳,12345,,12,3,402', 'phone invalid-phone'],
    ['an ID number that went through a number', '王芳,,1.2E+17,12,3,402', 'idCard id-card-damaged'],
    ['an ID number with a wrong check digit', '王芳,,990101199001010018,12,3,402', 'idCard invalid-id-card'],
    ['no room', '王芳,,,12,3,', 'address address-missing'],
    ['a category nobody knows', '王芳,,,12,3,402,外星人', 'categories unknown-category'],
    ['a medicine without a dose', '王芳,,,12,3,402,,氨氯地平片,5mg,,20', 'dailyDose invalid-number'],
    ['a medicine without a count', '王芳,,,12,3,402,,氨氯地平片,5mg,1,', 'unitsLeft invalid-number'],
    ['a negative count', '王芳,,,12,3,402,,氨氯地平片,5mg,1,-3', 'unitsLeft invalid-number'],
    ['an absurd dose', '王芳,,,12,3,402,,氨氯地平片,5mg,5000,3', 'dailyDose invalid-number'],
    ['a day that is none', '王芳,,,12,3,402,,氨氯地平片,5mg,1,3,2022-02-30', 'countedOn invalid-date'],
    ['a name without end', `${'王'.repeat(101)},,,12,3,402`, 'name invalid-name'],
  ])('%s', (_, row, error) => {
    expect(errorsOf('李明,,,12,3,403', row)).toEqual([`3 ${error}`]);
    expect(ledgerOf('李明,,,12,3,403', row).persons.map(({ name }) => name)).toEqual(['李明']);
  });
  it('with all that is wrong in it at once', () =>
    expect(errorsOf('王芳,12345,990101199001010018,12,3,,外星人,氨氯地平片,5mg,,-3,2022-02-30', '李明,,,12,3,403')).toEqual([
      '2 phone invalid-phone',
      '2 idCard invalid-id-card',
      '2 address address-missing',
      '2 categories unknown-category',
      '2 countedOn invalid-date',
      '2 dailyDose invalid-number',
      '2 unitsLeft invalid-number',
    ]));
  it('nobody is named and nobody stands above', () => expect(errorsOf(',13800138000,,12,3,402')).toEqual(['2 name name-missing']));
  it('rows that belong to a refused one are refused with it', () =>
    expect(errorsOf('王芳,12345,,12,3,402', ',,,,,,,二甲双胍片,0.5g,2,60', '李明,,,12,3,403')).toEqual([
      '2 phone invalid-phone',
      '3 name name-missing',
    ]));
  it('two names under one ID number', () =>
    expect(errorsOf(`王芳,,${ID_1},12,3,402`, `李明,,${ID_1},12,3,403`)).toEqual(['3 idCard duplicate-conflict']));
  it('says nothing of what stands in the row', () => {
    const { errors } = ledgerOf('王芳,12345678901234,,12,3,402');
    expect(JSON.stringify(errors)).not.toMatch(/王芳|12345678901234/);
  });
});

it('a table in English is the same table', () =>
  expect(
    readLedger(
      new TextEncoder().encode('name,phone,building,unit,room,categories\nJohn Smith,13800138000,12,3,402,"lone-elder,very-old"\n'),
    ).persons,
  ).toMatchObject([
    { name: 'John Smith', address: { building: '12', unit: '3', room: '402' }, careCategories: ['lone-elder', 'very-old'] },
  ]));
it('a whole address in one cell will do', () =>
  expect(readLedger(new TextEncoder().encode('姓名,住址\n王芳,12栋3单元402室\n')).persons[0]?.address).toEqual({
    building: '12',
    unit: '3',
    room: '402',
  }));
it.each([
  ['names', '楼栋,单元,房号\n12,3,402\n'],
  ['addresses', '姓名,电话\n王芳,13800138000\n'],
])('a table without %s cannot be read at all', (_, csv) =>
  expect(() => readLedger(new TextEncoder().encode(csv))).toThrow('The table has no column for'),
);
