import { Refusal } from '@linli/kernel';
import { homesOf } from './homes.js';

const text = (csv: string): Uint8Array => new TextEncoder().encode(csv);

it('the tree of homes comes from a table with grids or without, with whole addresses or in parts', () => {
  expect(homesOf(text('楼栋,单元,房号,网格\n12栋,3单元,402室,03\n3,1,101,\n'))).toEqual([
    ['12', '3', '402', '03'],
    ['3', '1', '101'],
  ]);
  expect(homesOf(text('address\n12-3-402\n\n3-1-101\n'))).toEqual([
    ['12', '3', '402'],
    ['3', '1', '101'],
  ]);
});
it.each([
  ['a row that names no room', '楼栋,单元,房号\n12,3,402\n12,3,\n', 'Row 3 must name building, unit and room.'],
  ['an address that names no room', 'address\n12-3-402\n\n12栋\n', 'Row 4 must name building, unit and room.'],
  ['a heading alone', '楼栋,单元,房号\n', 'The file holds no rows below its heading.'],
  ['a table without units', '楼栋,房号\n12,402\n', 'The table has no column for the home (楼栋, 单元, 房号): name it as in the template.'],
  ['nothing', '', 'The file is empty.'],
])('all goes in or nothing: %s', (_, csv, sentence) => {
  const refused = (): unknown => homesOf(text(csv));
  expect(refused).toThrow(Refusal);
  expect(refused).toThrow(sentence);
});
