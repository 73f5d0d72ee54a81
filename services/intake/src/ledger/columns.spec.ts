import { readHeading, type Column } from './columns.js';
import { LedgerUnreadable } from './sheet.js';

const any = (): undefined => undefined;
const columnsOf = (...rows: (string | undefined)[][]) => {
  const { row, columns, ignored, matched } = readHeading({ rows }, any);
  return { row, columns: Object.fromEntries(columns) as Partial<Record<Column, number>>, ignored, matched };
};

it('columns are known by their Chinese names', () =>
  expect(
    columnsOf(['姓名', '联系电话', '身份证号', '楼栋', '单元', '房号', '类别', '药品', '规格', '每日用量', '剩余数量', '清点日期']).columns,
  ).toEqual({
    name: 0,
    phone: 1,
    idCard: 2,
    building: 3,
    unit: 4,
    room: 5,
    categories: 6,
    medicine: 7,
    strength: 8,
    dailyDose: 9,
    unitsLeft: 10,
    countedOn: 11,
  }));
it('and by their English ones', () =>
  expect(
    columnsOf([
      ...['name', 'phone', 'idCard', 'building', 'unit', 'room'],
      ...['categories', 'medicine', 'strength', 'dailyDose', 'unitsLeft', 'countedOn'],
    ]).columns,
  ).toMatchObject({ name: 0, idCard: 2, dailyDose: 9, countedOn: 11 }));
it('marks, blanks and remarks around a name make no difference', () =>
  expect(columnsOf(['* 姓 名：', '手机号码（必填）', 'Daily_Dose', ' ID Card ']).columns).toEqual({
    name: 0,
    phone: 1,
    dailyDose: 2,
    idCard: 3,
  }));
it('the heading may stand below a title', () =>
  expect(columnsOf(['榕树里社区居民台账'], [], ['序号', '姓名', '地址'])).toEqual({
    row: 2,
    columns: { name: 1, address: 2 },
    ignored: ['序号'],
    matched: [
      { heading: '姓名', column: 'name' },
      { heading: '地址', column: 'address' },
    ],
  }));
it('two columns of one meaning are refused, a merged heading is not', () => {
  expect(() => columnsOf(['姓名', '电话', '手机'])).toThrow(LedgerUnreadable);
  expect(columnsOf(['姓名', '药品', '药品']).columns).toEqual({ name: 0, medicine: 1 });
});
it('a table without what it must have is refused, naming it', () =>
  expect(() => readHeading({ rows: [['姓名']] }, () => 'the address (楼栋, 单元, 房号)')).toThrow('the address (楼栋, 单元, 房号)'));
