import { fenOf, yuan } from './money';

it.each([
  ['12', 1200],
  ['12.5', 1250],
  [' 0.05 ', 5],
  ['-3', -300],
  ['19.99', 1999],
  ['12.345', undefined],
  ['', undefined],
  ['abc', undefined],
])('%p is %p fen', (text, fen) => expect(fenOf(text)).toBe(fen));
it('shows fen as yuan', () => expect([yuan(1999), yuan(5), yuan(-300)]).toEqual(['¥19.99', '¥0.05', '¥-3.00']));
