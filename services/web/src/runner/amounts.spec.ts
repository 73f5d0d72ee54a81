import { fenOf, quantityOf, yuan } from './amounts';

it.each([
  ['12.5', 1250],
  ['12', 1200],
  [' 0.07 ', 7],
  ['1,234.56', 123_456],
  ['12。5', 1250],
  ['19.99', 1999],
])('reads %p as fen', (text, fen) => expect(fenOf(text)).toBe(fen));

it.each(['', 'abc', '-1', '1.234', '1e3', '99999999'])('finds no amount in %p', (text) => expect(fenOf(text)).toBeUndefined());

it('writes fen as yuan', () => expect([0, 5, 1250].map(yuan)).toEqual(['0.00', '0.05', '12.50']));

it.each([
  ['2', 2],
  ['1.5', 1.5],
  ['0', undefined],
  ['-1', undefined],
  ['', undefined],
])('reads the quantity %p', (text, quantity) => expect(quantityOf(text)).toBe(quantity));
