import { addressOf, BadCell, categoriesOf, dayOfCell, idCardOf, nameOf, numberOf, placePart, textOf } from './cells.js';

const codeOf = (read: () => unknown): string | undefined => {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof BadCell) return error.code;
    throw error;
  }
};

it('text is what people mean: full-width letters and blanks around make no difference', () => {
  expect(textOf('　１２Ａ ')).toBe('12A');
  expect(textOf(402)).toBe('402');
  expect(textOf(' 　')).toBeUndefined();
  expect(textOf(undefined)).toBeUndefined();
});
it('a Chinese name has no blanks inside, a Latin one keeps them', () => {
  expect(nameOf('王　小 明')).toBe('王小明');
  expect(nameOf('John Smith')).toBe('John Smith');
});

describe('an ID number', () => {
  it('is read as text, however it is spaced', () => {
    expect(idCardOf("'110105 19491231 002x")).toBe('11010519491231002X');
    expect(idCardOf(undefined)).toBeUndefined();
  });
  it.each([120000000000000000, 1.1010519491231e17, '1.2E+17', '1.10105E+17 ', '1.2e17'])(
    '%s went through a number and has lost its last digits',
    (cell) => expect(codeOf(() => idCardOf(cell))).toBe('id-card-damaged'),
  );
});

describe('a number', () => {
  it.each([
    [3, 3],
    ['0.5', 0.5],
    ['１２', 12],
    ['28片', 28],
    ['2 盒', 2],
    ['100ml', 100],
    [0, 0],
  ])('%s is read as %d', (cell, value) => expect(numberOf(cell, 1000)).toBe(value));
  it('may be left out', () => {
    expect(numberOf(undefined, 10)).toBeUndefined();
    expect(numberOf(' ', 10)).toBeUndefined();
  });
  it.each([-1, 1001, '很多', 'NaN', 'Infinity', '1e400', '2片/日'])('%s is none', (cell) =>
    expect(codeOf(() => numberOf(cell, 1000))).toBe('invalid-number'),
  );
});

describe('a day', () => {
  it.each([
    [44889, '2022-11-24'],
    ['44889', '2022-11-24'],
    [44889.75, '2022-11-24'],
    ['2022-11-24', '2022-11-24'],
    ['2022/11/4', '2022-11-04'],
    ['2022.11.24', '2022-11-24'],
    ['2022年11月24日', '2022-11-24'],
    ['2022-11-24 08:30', '2022-11-24'],
  ])('%s is %s', (cell, day) => expect(dayOfCell(cell)).toBe(day));
  it.each([0, 1e9, '24.11.2022', '昨天', '2022-02-30', '2022-13-01'])('%s is none', (cell) =>
    expect(codeOf(() => dayOfCell(cell))).toBe('invalid-date'),
  );
});

describe('care categories', () => {
  it('stand in one cell, parted by any of the usual marks, each once', () =>
    expect(categoriesOf('独居老人、慢性病,高龄；残疾/独居')).toEqual(['lone-elder', 'chronic-illness', 'very-old', 'disabled']));
  it('are known in English too', () => expect(categoriesOf('Lone elder, dialysis')).toEqual(['lone-elder', 'dialysis']));
  it('may be none', () => {
    expect(categoriesOf('无')).toEqual([]);
    expect(categoriesOf(undefined)).toEqual([]);
  });
  it('that nobody knows are told', () => expect(codeOf(() => categoriesOf('独居老人、外星人'))).toBe('unknown-category'));
});

describe('an address', () => {
  it.each([
    ['12栋', '12'],
    ['12号楼', '12'],
    ['3单元', '3'],
    ['402室', '402'],
    [402, '402'],
    ['Ａ座', 'A'],
    ['402.0', '402'],
  ])('part %s is %s', (cell, part) => expect(placePart(cell)).toBe(part));
  it.each(['12-3-402', '榕树里12栋3单元402室', '12号楼3单元402', '12幢-3-402号', '１２－３－４０２'])(
    '%s is building 12, unit 3, room 402',
    (cell) => expect(addressOf(cell)).toEqual({ building: '12', unit: '3', room: '402' }),
  );
  it('may have letters', () => expect(addressOf('A座1单元301B')).toEqual({ building: 'A', unit: '1', room: '301B' }));
  it('must name all three', () => expect(codeOf(() => addressOf('12栋402'))).toBe('invalid-address'));
});
